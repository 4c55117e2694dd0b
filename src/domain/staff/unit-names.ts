import type { responsibleUnits } from '../diagnosis/catalogue.ts'

export type UnitCode = keyof typeof responsibleUnits

/**
 * By which words in its name an office is known for a unit of the rules. The first match counts: a 不动产登记中心 of a
 * natural resources bureau is the registration centre, a 城乡建设综合服务中心 is not the housing bureau.
 */
const signs = [
  ['registration_centre', /不动产.*(?:登记|中心)|登记中心/],
  ['urban_service', /城(?:乡|市)?建设综合服务|城建(?:综合)?服务|(?:城乡|城市)建设(?:事业)?发展中心/],
  ['enforcement', /综合(?:行政)?执法|城(?:市)?管(?:理)?局|行政执法/],
  ['clearance_office', /清零(?:行动)?(?:领导组)?(?:办|办公室|专班)/],
  ['civil_defence', /人防|人民防空/],
  ['fire', /消防/],
  ['natural_resources', /自然资源|国土/],
  ['housing', /住建|住房(?:和|保障)|房管|房产(?:管理|服务)/],
  ['approval', /审批|政务服务/],
  ['tax', /税务/],
  ['finance', /财政/],
  ['court', /法院/],
  ['inspection', /纪委|监委|纪检/],
  ['township', /^(?:各?乡镇|街道)|[乡镇](?:政府|人民政府)?$|街道(?:办|办事处)?$|社区(?:居委会|居民委员会)?$/],
  ['government', /[县市区](?:人民)?政府(?:办|办公室)?$|^(?:人民)?政府(?:办|办公室)?$/],
] as const satisfies readonly (readonly [UnitCode, RegExp])[]

/** The unit of the rules an office stands for by its name, or none: 县自然资源局 is natural_resources. */
export function unitCodeOf(name: string): UnitCode | undefined {
  const plain = name.replaceAll(/[\s（(].*$/g, '')
  return signs.find(([, sign]) => sign.test(plain))?.[0]
}

/** Units of the rules that are no office a county names somebody for. */
const outsiders: readonly UnitCode[] = ['developer', 'third_party', 'owner']

/** Whether an office of the county stands behind this unit of the rules. */
export const isOfficeCode = (code: UnitCode): boolean => !outsiders.includes(code)
