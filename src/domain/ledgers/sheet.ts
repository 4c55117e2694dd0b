import type { IsoDate } from '../shared/quantities.ts'

/** A formula or cell error as the spreadsheet stores it, e.g. `#REF!`, or `uncalculated`. */
type CellError = { error: string }

/** A formula whose result the file does not hold: written by a program, never opened in a spreadsheet since. */
export const uncalculated = '='

/** A cell the spreadsheet itself formats as a day. `isBeforeMarch1900` marks the days the 1900 date bug makes doubtful. */
export type CellDay = { day: IsoDate; isBeforeMarch1900?: true }

/** What one cell holds. A number keeps being a number: an ID card number stored as one has lost digits. */
export type Cell = string | number | boolean | CellDay | CellError | null

/** One row of a sheet. `row` is the spreadsheet's own row number, from 1; `cells[0]` is column A. */
export type SheetRow = { row: number; cells: readonly Cell[] }

/** A merged range, 1-based rows and 0-based columns, both ends included. */
export type Merge = { fromRow: number; toRow: number; fromColumn: number; toColumn: number }

/** What is known of a sheet before its rows are read. */
export type SheetOutline = {
  name: string
  visibility: 'visible' | 'hidden' | 'very_hidden'
  hiddenColumns: readonly number[]
  merges: readonly Merge[]
}
