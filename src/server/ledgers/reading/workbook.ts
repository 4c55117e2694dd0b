import type { SheetOutline, SheetRow } from '#domain/ledgers/sheet.ts'

/** A spreadsheet file opened for reading, whatever its format. Close it when done. */
export type Workbook = {
  format: 'xlsx' | 'xls' | 'ods' | 'csv'
  sheets: readonly Sheet[]
  close(): Promise<void>
}

/** One sheet: its outline at once, its rows as they are asked for. */
export type Sheet = SheetOutline & {
  /** Rows with at least one filled cell, in order, in batches of about a thousand. Can be asked for again. */
  rows(): AsyncIterable<SheetRow[]>
  /** Share of the sheet handed out by the latest `rows()`, 0 to 1. */
  progress(): number
  /** Bytes of the sheet, to weigh its share of the whole file. */
  bytes: number
}

/** Columns looked at. No ledger is wider; a stray cell at the far end of a sheet must not widen every row. */
export const widestColumns = 1000

/** Rows per batch. */
export const batchRows = 1000
