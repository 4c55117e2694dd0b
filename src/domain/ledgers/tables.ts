import type { IsoDate } from '../shared/quantities.ts'
import type { FundRow, TaxPaymentRow, TaxSumRow } from './money-rows.ts'
import type { BuildingRow, EstateRow, LedgerLine, SummaryRow, UnitExtractRow, UnitRow } from './rows.ts'
import type { AdviceRow, ProblemRow, ResponsibleUnitRow, WorkRow } from './work-rows.ts'

/** What a table of a ledger is about, told from its header and content. */
export type TableKind = keyof RowOf

/** The shape in which the rows of each kind of table are handed on. */
export type RowOf = {
  /** 分户台账: one row per home. */
  units: UnitRow
  /** Rows repeated from the unit ledger, e.g. 未转移明细: compared, never counted. */
  unit_extract: UnitExtractRow
  /** 小区台账, 项目台账: one row per estate. */
  estates: EstateRow
  /** Counts repeated per estate, e.g. 未转移原因汇总. */
  estate_extract: SummaryRow
  /** 楼栋表. */
  buildings: BuildingRow
  summary_by_category: SummaryRow
  summary_by_county: SummaryRow
  reasons_by_county: SummaryRow
  ranking: SummaryRow
  /** 月度进度: running totals at each month's end. */
  monthly_progress: SummaryRow
  problems: ProblemRow
  meetings: WorkRow
  funds: FundRow
  taxes: TaxSumRow
  tax_payments: TaxPaymentRow
  responsible_units: ResponsibleUnitRow
  work_log: WorkRow
  work_summary: WorkRow
  advice: AdviceRow
  /** 房证同交, 地证同交. */
  joint_delivery: LedgerLine
  /** Lists of allowed words (选项). */
  options: LedgerLine
  /** A sheet of explanations only (填表说明). */
  notes: LedgerLine
  /** A sheet without any filled cell. */
  empty: LedgerLine
  unknown: LedgerLine
}

/** One column of a table: where it stands, what its header says, what it means to us. */
export type RecognisedColumn = {
  /** 0-based. */
  index: number
  /** Spreadsheet letter, `AB`. */
  column: string
  /** Normalised `group/label`, also the key under which a clerk's correction is remembered. */
  header: string
  /** Name of the row's field this column fills; `null` when it is kept out. */
  field: string | null
  /** How the cells are read. */
  reads: ColumnReading
  /** What one of the column's numbers is worth: fen for money (100 or 1000000), ㎡ for areas (1, 10000, 666.67 …). */
  factor: number
  hidden: boolean
}

export type ColumnReading = 'text' | 'number' | 'money' | 'area' | 'day' | 'month' | 'yes_no'

/** A table found in a sheet. */
export type RecognisedTable = {
  /** Unique within the file: `分户台账#1`. */
  id: string
  file: string
  sheet: string
  /** 1 for the first table of the sheet. */
  index: number
  kind: TableKind
  title: string | null
  /** 填报单位. */
  reportedBy: string | null
  /** 填报时间 of this table. */
  asOf: IsoDate | null
  /** The category its title or sheet name gives to all its rows. */
  category: EstateRow['category']
  /** Spreadsheet rows of the header, e.g. [3, 4]. */
  headerRows: readonly number[]
  columns: readonly RecognisedColumn[]
  /** True when an error stands at the header: no row of the table may be taken over until that is settled. */
  blocked: boolean
}

/** Spreadsheet letters of a 0-based column: 0 → A, 27 → AB. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** Where in the sheet a field of a row stands, e.g. `J81`; `null` when the table has no such column. */
export function cellOf(table: RecognisedTable, field: string, row: number): string | null {
  const column = table.columns.find((candidate) => candidate.field === field)
  return column ? `${column.column}${row}` : null
}
