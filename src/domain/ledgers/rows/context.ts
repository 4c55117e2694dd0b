import type { IsoDate } from '../../shared/quantities.ts'
import type { RecognisedColumn } from '../tables.ts'

/** What the rules about a row need to know besides the row. */
export type ReadingContext = {
  countyCode: string
  countyName: string
  /** The last day a date in the table may name: its 填报时间, but never after today. */
  lastDay: IsoDate
  /** Allowed uses from the workbook's own list of options; `null` when it has none. */
  uses: ReadonlySet<string> | null
  /** Largest believable area of one home, ㎡. */
  maxUnitAreaM2: number
}

/** Whether a row's 县（市、区） names the county, with or without its last character or the city before it. */
export function isOfCounty(named: string, countyName: string): boolean {
  return countyName.startsWith(named) || named.endsWith(countyName)
}

/** The columns of a table by the field they fill. */
export type ColumnsByField<Field extends string> = Partial<Record<Field, RecognisedColumn>>

/** Columns by field; a field filled by several columns keeps its first. */
export function columnsByField<Field extends string>(columns: readonly RecognisedColumn[]): ColumnsByField<Field> {
  const byField: ColumnsByField<string> = {}
  for (const column of columns) if (column.field !== null) byField[column.field] ??= column
  return byField
}
