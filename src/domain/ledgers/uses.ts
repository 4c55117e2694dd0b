import type { TableKind } from './tables.ts'

/** What becomes of a table: its rows are taken over, only held against the records, or kept readable for later. */
export type TableUse = 'taken' | 'compared' | 'kept'

/** Tables that tell of the work itself: who answers for what, what was done, what is to be settled. */
export const workKinds = [
  'responsible_units',
  'work_log',
  'meetings',
  'work_summary',
  'problems',
  'advice',
] as const satisfies readonly TableKind[]
export type WorkKind = (typeof workKinds)[number]

export const isWorkKind = (kind: TableKind): kind is WorkKind => (workKinds as readonly TableKind[]).includes(kind)

/** Tables of money: what was paid, what was allotted. */
export const moneyKinds = ['tax_payments', 'taxes', 'funds'] as const satisfies readonly TableKind[]
export type MoneyKind = (typeof moneyKinds)[number]

export const isMoneyKind = (kind: TableKind): kind is MoneyKind => (moneyKinds as readonly TableKind[]).includes(kind)

/** Tables whose rows become records. */
export const taken: readonly TableKind[] = ['estates', 'units', 'buildings', ...workKinds, ...moneyKinds]
const compared: readonly TableKind[] = [
  'unit_extract',
  'estate_extract',
  'summary_by_category',
  'summary_by_county',
  'ranking',
]

export function useOf(kind: TableKind): TableUse {
  if (taken.includes(kind)) return 'taken'
  return compared.includes(kind) ? 'compared' : 'kept'
}
