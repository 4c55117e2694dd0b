import type { RecognisedColumn } from '../tables.ts'
import { type ColumnsByField, columnsByField } from './context.ts'
import type { RowNotes } from './row-notes.ts'

/** Says what is missing from a row at the column where it should stand; a table without the column says it at its first. */
export function mandatory<Field extends string>(columns: readonly RecognisedColumn[], notes: RowNotes) {
  const byField: ColumnsByField<Field> = columnsByField(columns)
  return (field: Field, value: unknown, name: string) => {
    const at = byField[field] ?? columns[0]
    if (value === null && at && !notes.isDoubted(at))
      notes.say({ kind: 'missing_mandatory', at, message: `必填项为空：${name}` })
  }
}
