/**
 * What keeps a unit from its transfer registration, read from the reason a ledger gives. Searched in this order:
 * a seizure outweighs an unpaid tax, and a refusal is only a refusal when nothing else stands in the way.
 */
const words = [
  ['blocked_by_law', /查封|冻结|抵押|诉讼|涉诉|争议|一房[二多]卖|执行|仲裁|违法/],
  ['divorce', /离婚/],
  ['inheritance', /继承|遗产|去世|死亡/],
  ['identity_mismatch', /身份信息|姓名不符|证件不符|信息不符/],
  ['dues_unpaid', /契税|税|维修资金|欠缴|未缴|费用|尾款|差价/],
  ['unreachable', /联系不上|失联|无法联系|在外|外地|下落不明/],
  ['unwilling', /不愿|拒绝|不配合|暂不办|不办理/],
  ['vacant', /空置|未售|未出售/],
] as const satisfies readonly (readonly [string, RegExp])[]

export const obstacles = [
  'unwilling',
  'unreachable',
  'blocked_by_law',
  'dues_unpaid',
  'inheritance',
  'divorce',
  'identity_mismatch',
  'vacant',
  'other',
] as const

export type Obstacle = (typeof obstacles)[number]

/** What documents and exports call them. */
export const obstacleNames = {
  unwilling: '业主不愿登记',
  unreachable: '联系不上',
  blocked_by_law: '查封、抵押、涉诉等',
  dues_unpaid: '税费未缴清',
  inheritance: '继承待办',
  divorce: '离婚析产',
  identity_mismatch: '身份信息不符',
  vacant: '空置未售',
  other: '其他原因',
} as const satisfies Record<Obstacle, string>

/** Which kind of obstacle the ledger's reason names; `other` when none of the known words stands in it. */
export function obstacleOf(reason: string): Obstacle {
  return words.find(([, pattern]) => pattern.test(reason))?.[0] ?? 'other'
}
