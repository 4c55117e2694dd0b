import { buildingColumns, estateColumns, mandatoryEstateFields } from '../columns/estate-columns.ts'
import { lineColumns } from '../columns/line-columns.ts'
import { type ColumnMapping, type ColumnRule, type DoubleClaim, matchColumns } from '../columns/match.ts'
import { moneyColumnsOf } from '../columns/money-columns.ts'
import { summaryColumns } from '../columns/summary-columns.ts'
import { expectedUnitFields, mandatoryUnitFields, unitColumns } from '../columns/unit-columns.ts'
import { workColumnsOf } from '../columns/work-columns.ts'
import { type Finding, type FindingKind, findingKinds } from '../findings.ts'
import type { SheetOutline } from '../sheet.ts'
import type { RecognisedColumn, RecognisedTable, TableKind } from '../tables.ts'
import type { FoundHeader } from './find-tables.ts'
import { categoryOf } from './preamble.ts'
import { tableKindOf } from './table-kind.ts'

/** A table with its columns recognised, and what is wrong with its header. */
export type Recognition = { table: RecognisedTable; findings: Finding[] }

/** Where a table was found, and what is asked of it. */
export type TablePlace = {
  file: string
  sheet: Pick<SheetOutline, 'name' | 'hiddenColumns'>
  /** 1 for the first table of the sheet. */
  index: number
  countyName: string
  /** Other counties' names, to notice a ledger that is not this county's. */
  otherCounties: readonly string[]
  mapping: ColumnMapping
}

const rulesOf: Partial<Record<TableKind, readonly ColumnRule[]>> = {
  units: unitColumns,
  unit_extract: unitColumns,
  estates: estateColumns,
  buildings: buildingColumns,
  estate_extract: summaryColumns,
  summary_by_category: summaryColumns,
  summary_by_county: summaryColumns,
  reasons_by_county: summaryColumns,
  ranking: summaryColumns,
  monthly_progress: summaryColumns,
  ...workColumnsOf,
  ...moneyColumnsOf,
}
/** Kinds that name other counties rightly. */
const cityKinds = new Set<TableKind>(['summary_by_county', 'reasons_by_county', 'ranking'])

/** Recognises what a table is about and what its columns mean. */
export function recogniseTable(header: FoundHeader, place: TablePlace): Recognition {
  const { preamble, columns: found, rows } = header
  const context = `${preamble.title ?? ''} ${place.sheet.name}`
  const kind = tableKindOf(found, context, place.mapping)
  const rules = rulesOf[kind]
  const options = { mapping: place.mapping, moneyFactor: preamble.moneyFactor }
  const matched = rules ? matchColumns(found, rules, options) : { columns: lineColumns(found), doubleClaims: [] }
  const hidden = new Set(place.sheet.hiddenColumns)
  for (const column of matched.columns) column.hidden = hidden.has(column.index)
  const table: RecognisedTable = {
    id: `${place.sheet.name}#${place.index}`,
    file: place.file,
    sheet: place.sheet.name,
    index: place.index,
    kind,
    title: preamble.title,
    reportedBy: preamble.reportedBy,
    asOf: preamble.asOf,
    category: categoryOf(context),
    headerRows: rows,
    columns: matched.columns,
    blocked: false,
  }
  const findings = [
    ...matched.doubleClaims.map((claim) => doubleClaim(table, claim)),
    ...missingColumns(table),
    ...wrongCounty(table, place),
    ...unrecognised(table),
  ]
  return { table: { ...table, blocked: findings.some((finding) => finding.severity === 'error') }, findings }
}

function doubleClaim(table: RecognisedTable, { columns }: DoubleClaim): Finding {
  const [first, ...others] = columns.map((column) => headerCell(table, column))
  const names = columns.map((column) => `“${column.header}”（${column.column}列）`).join('与')
  return {
    ...about(table, 'column_claimed_twice', `${names}含义相同，请指定采用哪一列`),
    cell: others[0] ?? null,
    relatedCells: first ? [first, ...others.slice(1)] : [],
    suggestion: '在“列的含义”中为多余的一列选“不导入”，然后重新核查',
  }
}

function missingColumns(table: RecognisedTable): Finding[] {
  if (table.kind === 'estates') return absent(table, mandatoryEstateFields, 'column_missing')
  if (table.kind !== 'units') return []
  return [
    ...absent(table, mandatoryUnitFields, 'column_missing'),
    ...absent(table, expectedUnitFields, 'column_absent'),
  ]
}

function absent(table: RecognisedTable, fields: Readonly<Record<string, string>>, kind: FindingKind): Finding[] {
  const found = new Set(table.columns.map((column) => column.field))
  const isPlaced = (field: string) => found.has('place') && (field === 'building' || field === 'room')
  return Object.entries(fields)
    .filter(([field]) => !found.has(field) && !isPlaced(field))
    .map(([, name]) => ({
      ...about(table, kind, `没有找到“${name}”列`),
      suggestion: '如有该列而名称不同，请在列对应中指定',
    }))
}

function wrongCounty(table: RecognisedTable, { countyName, otherCounties }: TablePlace): Finding[] {
  if (cityKinds.has(table.kind)) return []
  const said = [table.title, table.reportedBy, table.file].filter((text) => text !== null)
  if (said.some((text) => text.includes(countyName))) return []
  const other = otherCounties.find((name) => name !== countyName && said.some((text) => text.includes(name)))
  return other ? [about(table, 'wrong_county', `本表是${other}的台账，本次导入的是${countyName}`)] : []
}

/** A table of which nothing is known is kept in its file only; the clerk must hear of it. */
function unrecognised(table: RecognisedTable): Finding[] {
  const first = table.columns[0]
  if (table.kind !== 'unknown' || !first) return []
  const message = `看不出第 ${table.headerRows[0]} 行起的表是什么台账，其中的行不入库`
  const suggestion = '如是分户或小区台账，请核对表头名称，或在列对应中指定'
  return [{ ...about(table, 'table_unrecognised', message), cell: `${first.column}${table.headerRows[0]}`, suggestion }]
}

function about(table: RecognisedTable, kind: FindingKind, message: string): Finding {
  const { file, sheet } = table
  return { file, sheet, cell: null, kind, severity: findingKinds[kind], message, relatedCells: [] }
}

function headerCell(table: RecognisedTable, column: RecognisedColumn): string {
  return `${column.column}${table.headerRows.at(-1)}`
}
