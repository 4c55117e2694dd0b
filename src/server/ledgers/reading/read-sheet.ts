import { isBlank } from '#domain/ledgers/cells/texts.ts'
import { type Finding, findingKinds } from '#domain/ledgers/findings.ts'
import type { ReadingContext } from '#domain/ledgers/rows/context.ts'
import { createRowNotes, type RowNotes } from '#domain/ledgers/rows/row-notes.ts'
import { createRowReader, type JudgedRow } from '#domain/ledgers/rows/row-reader.ts'
import { createStandIns } from '#domain/ledgers/rows/stand-ins.ts'
import type { SheetRow } from '#domain/ledgers/sheet.ts'
import { createTableFinder, type FoundHeader, type SheetPart } from '#domain/ledgers/tables/find-tables.ts'
import { recogniseTable } from '#domain/ledgers/tables/recognise.ts'
import { filledCells } from '#domain/ledgers/tables/row-shape.ts'
import {
  columnLetters,
  type RecognisedColumn,
  type RecognisedTable,
  type RowOf,
  type TableKind,
} from '#domain/ledgers/tables.ts'
import type { IsoDate } from '#domain/shared/quantities.ts'
import type { ReadEvent } from './events.ts'
import type { LedgerRequest } from './read-ledger.ts'
import type { Sheet } from './workbook.ts'

/** What is known while the sheets of one file are read. */
export type SheetReading = {
  file: string
  isTyped: boolean
  uses: ReadonlySet<string> | null
  request: LedgerRequest
  /** The latest 填报时间 seen; holds for tables that name none. */
  asOf: IsoDate | null
}

const defaultMaxUnitAreaM2 = 10_000

/** A table whose rows are going by. */
type OpenTable = {
  table: RecognisedTable
  notes: RowNotes
  take(row: SheetRow): JudgedRow
  readTotal(row: SheetRow): RowOf[TableKind]
  rows: number
  total: { row: number; value: RowOf[TableKind] } | null
  remarks: string[]
}

/** Reads one sheet: its tables with their rows, or what it is when it has none. */
export async function* readSheet(sheet: Sheet, reading: SheetReading): AsyncGenerator<ReadEvent> {
  const finder = createTableFinder(sheet)
  const loose: SheetRow[] = []
  let open: OpenTable | undefined
  let tables = 0
  let batch: JudgedRow[] = []

  function* flush(): Generator<ReadEvent> {
    if (open && batch.length > 0) yield rowsEvent(open.table, batch)
    batch = []
  }

  function* closeTable(): Generator<ReadEvent> {
    yield* flush()
    if (open) yield endEvent(open)
    open = undefined
  }

  function* handle(part: SheetPart): Generator<ReadEvent> {
    if (part.type === 'header') {
      yield* closeTable()
      tables++
      const started = startTable(part.header, sheet, tables, reading)
      open = started.open
      yield { type: 'table', table: open.table }
      if (started.findings.length > 0) yield { type: 'findings', findings: started.findings }
    } else if (part.type === 'row' && open) {
      if (hasOnlySerial(part.row, open.table)) return
      batch.push(open.take(part.row))
      open.rows++
    } else if (part.type === 'total' && open) open.total = { row: part.row.row, value: open.readTotal(part.row) }
    else if (part.type === 'note') open?.remarks.push(part.text)
    else if (part.type === 'loose' && loose.length < 200) loose.push(part.row)
  }

  for await (const rows of sheet.rows()) {
    for (const row of rows) for (const part of finder.push(row)) yield* handle(part)
    yield* flush()
  }
  for (const part of finder.finish()) yield* handle(part)
  yield* closeTable()
  if (tables === 0) yield* tableless(sheet, loose, reading)
}

/** Forms come with their numbers printed ahead; a line with nothing but its number is an empty one. */
function hasOnlySerial(row: SheetRow, table: RecognisedTable): boolean {
  const serial = table.columns.find((column) => column.field === 'serial' || column.header === '序号')
  return serial !== undefined && row.cells.every((cell, column) => column === serial.index || isBlank(cell))
}

function startTable(
  header: FoundHeader,
  sheet: Sheet,
  index: number,
  reading: SheetReading,
): { open: OpenTable; findings: readonly Finding[] } {
  const { countyName, otherCounties = [], mapping = {} } = reading.request
  const { file } = reading
  const { table, findings } = recogniseTable(header, { file, sheet, index, countyName, otherCounties, mapping })
  reading.asOf = table.asOf ?? reading.asOf
  const [first] = table.columns
  const notes = createRowNotes({ file, sheet: sheet.name }, reading.isTyped, first ?? nowhere)
  const { read, judge } = createRowReader(table, contextOf(reading), notes)
  const fill = createStandIns(sheet.merges, table.columns, notes)

  function take(row: SheetRow): JudgedRow {
    notes.start(row.row)
    const cells = fill(row)
    const value = read(cells)
    judge(value, cells)
    return { row: row.row, value, ...notes.take() }
  }

  function readTotal(row: SheetRow): RowOf[TableKind] {
    notes.start(row.row)
    return read(row.cells)
  }

  return { open: { table, notes, take, readTotal, rows: 0, total: null, remarks: [] }, findings }
}

/** Stands in for the first column of a table that has none; a header always has some. */
const nowhere: RecognisedColumn = {
  index: 0,
  column: 'A',
  header: '',
  field: null,
  reads: 'text',
  factor: 1,
  hidden: false,
}

function contextOf({ request, uses, asOf }: SheetReading): ReadingContext {
  const { countyCode, countyName, today, maxUnitAreaM2 = defaultMaxUnitAreaM2 } = request
  return { countyCode, countyName, uses, maxUnitAreaM2, lastDay: asOf !== null && asOf < today ? asOf : today }
}

function rowsEvent({ id, kind }: RecognisedTable, rows: readonly JudgedRow[]): ReadEvent {
  // The reader made for a kind of table gives rows of that kind only.
  return { type: 'rows', tableId: id, kind, rows } as ReadEvent
}

function endEvent({ table, notes, rows, total, remarks }: OpenTable): ReadEvent {
  const { id, kind } = table
  // As above: the total was read by the same reader as the rows.
  return { type: 'table_end', tableId: id, kind, rows, total, notes: remarks, cleaned: notes.report() } as ReadEvent
}

/** A sheet without a header: empty, explanations only, or a table whose header is missing. */
function* tableless(sheet: Sheet, rows: readonly SheetRow[], { file }: SheetReading): Generator<ReadEvent> {
  const wide = rows.filter((row) => filledCells(row).length > 2)
  const kind = rows.length === 0 ? 'empty' : wide.length < 2 ? 'notes' : 'unknown'
  const table: RecognisedTable = {
    id: `${sheet.name}#1`,
    file,
    sheet: sheet.name,
    index: 1,
    kind,
    title: null,
    reportedBy: null,
    asOf: null,
    category: null,
    headerRows: [],
    columns: [],
    blocked: kind === 'unknown',
  }
  yield { type: 'table', table }
  const [first] = wide
  if (kind === 'unknown' && first) yield { type: 'findings', findings: [headerMissing(table, first)] }
  const notes = kind === 'notes' ? rows.map(textOf) : []
  yield { type: 'table_end', tableId: table.id, kind, rows: 0, total: null, notes, cleaned: [] }
}

function headerMissing({ file, sheet }: RecognisedTable, first: SheetRow): Finding {
  const column = filledCells(first)[0]?.column ?? 0
  return {
    file,
    sheet,
    cell: `${columnLetters(column)}${first.row}`,
    kind: 'header_missing',
    severity: findingKinds.header_missing,
    message: `工作表“${sheet}”有数据但没有找到表头行`,
    relatedCells: [],
    suggestion: '在数据上方补上表头（如：小区名称、楼号、房号、权利人 …）',
  }
}

function textOf(row: SheetRow): string {
  return filledCells(row)
    .map(({ cell }) => String(cell).trim())
    .join(' ')
}
