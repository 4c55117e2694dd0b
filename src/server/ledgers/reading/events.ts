import type { CleaningReport } from '#domain/ledgers/cells/cleaning.ts'
import type { Finding } from '#domain/ledgers/findings.ts'
import type { SheetOutline } from '#domain/ledgers/sheet.ts'
import type { RecognisedTable, RowOf, TableKind } from '#domain/ledgers/tables.ts'

/**
 * What reading a ledger tells, in this order:
 * `sheet` (`table` `rows`* `table_end`)+ for each sheet in workbook order; `findings` and `progress` in between.
 * Every sheet has at least one table, be it of kind `empty`, `notes`, `options` or `unknown`: none is dropped silently.
 */
export type ReadEvent =
  | { type: 'sheet'; sheet: SheetOutline; index: number }
  | { type: 'table'; table: RecognisedTable }
  | RowsEvent
  | TableEnd
  /** Doubts about the file, a sheet or a header. Doubts about one row travel with the row. */
  | { type: 'findings'; findings: readonly Finding[] }
  /** Share of the file read so far, 0 to 1. */
  | { type: 'progress'; fraction: number }

/** A batch of rows of one table; `kind` tells the shape of `value`. */
export type RowsEvent = {
  [K in TableKind]: { type: 'rows'; tableId: string; kind: K; rows: readonly ReadRow<RowOf[K]>[] }
}[TableKind]

/** One data row: what it means, what is doubtful about it. A finding of severity `error` keeps the row out. */
export type ReadRow<Value> = {
  /** The spreadsheet's own row number. */
  row: number
  value: Value
  findings: readonly Finding[]
  /** Number of its cells that were written otherwise than meant and have been cleaned. */
  cleaned: number
}

/** The end of a table, with everything that stands below or beside its rows. */
export type TableEnd = {
  [K in TableKind]: {
    type: 'table_end'
    tableId: string
    kind: K
    /** Number of data rows handed on. */
    rows: number
    /** The 合计 row read like a data row, to be compared with the sum of the rows; `null` when there is none. */
    total: { row: number; value: RowOf[K] } | null
    /** Notes below the table, in the ledger's words. */
    notes: readonly string[]
    /** What was cleaned, by kind, with the first example of each. */
    cleaned: readonly CleaningReport[]
  }
}[TableKind]
