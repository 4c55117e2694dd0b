import type { Finding } from '../findings.ts'
import type { BuildingRow, EstateRow, UnitExtractRow, UnitRow } from '../rows.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedTable, RowOf, TableKind } from '../tables.ts'
import type { WorkKind } from '../uses.ts'
import type { AdviceRow, ProblemRow, ResponsibleUnitRow, WorkRow } from '../work-rows.ts'
import { type ColumnsByField, columnsByField, type ReadingContext } from './context.ts'
import { judgeEstate } from './judge-estate.ts'
import { judgeUnit } from './judge-unit.ts'
import { judgeAdvice, judgeProblem, judgeUnitList, judgeWork } from './judge-work.ts'
import { createBuildingRowReader, createEstateReader, type EstateColumns } from './read-estate.ts'
import { createMoneyRowReader } from './read-money.ts'
import { createLineReader, createSummaryReader } from './read-summary.ts'
import { createUnitReader, type UnitColumns } from './read-unit.ts'
import { createAdviceReader, createProblemReader, createUnitListReader, createWorkReader } from './read-work.ts'
import type { RowNotes } from './row-notes.ts'

/** Turns the cells of a row into what it means; what is doubtful goes into the table's notes. */
export type RowReader = (cells: readonly Cell[]) => RowOf[TableKind]

/** Finding-free reading of totals uses the same reader; judging is for data rows. */
export type RowJudge = (value: RowOf[TableKind], cells: readonly Cell[]) => void

/** What a row came to: its value with everything noticed about it. */
export type JudgedRow = { row: number; value: RowOf[TableKind]; findings: readonly Finding[]; cleaned: number }

/** Makes reader and judge for the rows of a table. */
export function createRowReader(
  table: RecognisedTable,
  context: ReadingContext,
  notes: RowNotes,
): { read: RowReader; judge: RowJudge } {
  const accept: RowJudge = () => {}
  switch (table.kind) {
    case 'units': {
      const columns: UnitColumns = columnsByField(table.columns)
      const judge: RowJudge = (value, cells) => judgeUnit(value as UnitRow, cells, columns, context, notes) // read by the reader beside it
      return { read: createUnitReader(columns, notes), judge }
    }
    case 'unit_extract':
      return { read: createExtractReader(table, notes), judge: accept }
    case 'estates': {
      const columns: EstateColumns = columnsByField(table.columns)
      const judge: RowJudge = (value) => judgeEstate(value as EstateRow, columns, context, notes) // read by the reader beside it
      return { read: createEstateReader(table.columns, table.category, notes), judge }
    }
    case 'buildings': {
      const columns = columnsByField<keyof BuildingRow>(table.columns)
      const judge: RowJudge = (value) => judgeBuilding(value as BuildingRow, columns, notes) // read by the reader beside it
      return { read: createBuildingRowReader(table.columns, notes), judge }
    }
    case 'estate_extract':
    case 'summary_by_category':
    case 'summary_by_county':
    case 'reasons_by_county':
    case 'ranking':
    case 'monthly_progress':
      return { read: createSummaryReader(table.columns, notes), judge: accept }
    case 'responsible_units':
    case 'work_log':
    case 'work_summary':
    case 'meetings':
    case 'problems':
    case 'advice':
      return createWorkRowReader(table.kind, table.columns, context, notes)
    case 'tax_payments':
    case 'taxes':
    case 'funds':
      return createMoneyRowReader(table.kind, table.columns, context, notes)
    default:
      return { read: createLineReader(table.columns, notes), judge: accept }
  }
}

/** Reader and judge of the tables that tell of the work itself. */
function createWorkRowReader(
  kind: WorkKind,
  columns: RecognisedTable['columns'],
  { lastDay }: ReadingContext,
  notes: RowNotes,
): { read: RowReader; judge: RowJudge } {
  // each judge is given what the reader beside it has read
  switch (kind) {
    case 'responsible_units':
      return {
        read: createUnitListReader(columns, notes),
        judge: (value) => judgeUnitList(value as ResponsibleUnitRow, columns, notes),
      }
    case 'problems':
      return {
        read: createProblemReader(columns, notes),
        judge: (value) => judgeProblem(value as ProblemRow, columns, { lastDay }, notes),
      }
    case 'advice':
      return {
        read: createAdviceReader(columns, notes),
        judge: (value) => judgeAdvice(value as AdviceRow, columns, notes),
      }
    default: {
      const isSummary = kind === 'work_summary'
      return {
        read: createWorkReader(columns, notes),
        judge: (value) => judgeWork(value as WorkRow, columns, { lastDay, isSummary }, notes),
      }
    }
  }
}

/** A building is known by its estate and its number. */
function judgeBuilding(row: BuildingRow, columns: ColumnsByField<keyof BuildingRow>, notes: RowNotes): void {
  for (const [field, name] of [
    ['estate', '小区名称'],
    ['building', '楼号'],
  ] as const) {
    const at = columns[field]
    if (at && row[field] === null && !notes.isDoubted(at))
      notes.say({ kind: 'missing_mandatory', at, message: `必填项为空：${name}` })
  }
}

function createExtractReader(table: RecognisedTable, notes: RowNotes): (cells: readonly Cell[]) => UnitExtractRow {
  const read = createUnitReader(columnsByField(table.columns), notes)
  return (cells) => {
    const { serial, estate, building, entrance, room, areaM2, owners, openReason } = read(cells)
    return { serial, estate, building, entrance, room, areaM2, owners, openReason }
  }
}
