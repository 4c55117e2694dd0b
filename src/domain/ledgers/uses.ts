import type { TableKind } from './tables.ts'

/** What becomes of a table: its rows are taken over, only held against the records, or kept readable for later. */
export type TableUse = 'taken' | 'compared' | 'kept'

const taken: readonly TableKind[] = ['estates', 'units', 'buildings']
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
