import type { ApplicationKind, CoOwnership } from '../states.ts'

/**
 * Code lists of the database standard of real-estate registration (TD/T 1066 family), as seen in public descriptions of
 * it; each to be verified with the registry that receives them before the first real hand-over.
 */

/** 登记类型 DJLX */
export const registrationCodes = { first: '100', transfer: '200' } as const satisfies Record<ApplicationKind, string>

/** RecType: first digit of the type of registration, the right, its form: 独幢、层、套、间. */
export const recordTypes = { first: '1000402', transfer: '2000402' } as const satisfies Record<ApplicationKind, string>

/** 权利类型 QLLX: 国有建设用地使用权/房屋所有权 */
export const rightCode = '4'

/** 证件种类 ZJZL */
export const idKindCodes: Readonly<Record<string, string>> = {
  identity_card: '1',
  hk_mo_tw: '2',
  passport: '3',
  household_register: '4',
  officer_card: '5',
  business: '7',
  other: '99',
}

/** 共有方式 GYFS */
export const coOwnershipCodes = { sole: '0', joint: '1', by_share: '2', other: '3' } as const satisfies Record<
  CoOwnership,
  string
>

/** 房屋性质 FWXZ by the ledger's words; what no code names is 99. */
export const houseNatureCode = (nature: string | null): string => codeBy(natures, nature)

/** 房屋类型 FWLX by what the home is used for. */
export const houseTypeCode = (use: string | null): string => codeBy(uses, use)

/** 房屋结构 FWJG */
export const structureCode = (structure: string | null): string => codeBy(structures, structure)

/** 权利性质 QLXZ: 101 划拨, 102 出让 – homes given by the state stand on land that was not bought. */
export const landRightCode = (nature: string | null): string =>
  nature !== null && /集资|房改|安置|动迁|经济适用|福利|公共租赁|廉租/.test(nature) ? '101' : '102'

type Codes = readonly (readonly [said: RegExp, code: string])[]

const natures: Codes = [
  [/商品/, '0'],
  [/动迁|安置/, '101'],
  [/公共租赁/, '3'],
  [/廉租/, '4'],
  [/限价/, '5'],
  [/经济适用/, '6'],
  [/集资/, '8'],
  [/福利/, '9'],
  [/房改/, '12'],
  [/自建/, '13'],
]

const uses: Codes = [
  [/车库|车位/, '6'],
  [/住/, '1'],
  [/商/, '2'],
  [/办公/, '3'],
  [/工业|厂/, '4'],
  [/仓|储/, '5'],
]

const structures: Codes = [
  [/钢.*钢筋混凝土|钢混合/, '2'],
  [/钢筋混凝土|钢混|框架|剪力/, '3'],
  [/混合|砖混/, '4'],
  [/砖木/, '5'],
  [/钢/, '1'],
]

const codeBy = (codes: Codes, said: string | null): string => {
  const found = said === null ? undefined : codes.find(([form]) => form.test(said))
  return found?.[1] ?? (codes === structures ? '6' : '99')
}
