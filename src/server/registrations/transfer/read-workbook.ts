import { isBlank } from '#domain/ledgers/cells/texts.ts'
import { createRowNotes, type RowNotes } from '#domain/ledgers/rows/row-notes.ts'
import type { Cell, SheetRow } from '#domain/ledgers/sheet.ts'
import { createTableFinder, type FoundHeader } from '#domain/ledgers/tables/find-tables.ts'
import {
  createOwnerRowReader,
  type OwnerRow,
  type OwnerRowColumns,
  ownerRowColumns,
} from '#domain/registrations/transfer/owner-row.ts'
import { type JudgedOwnerRow, judgeOwnerRow } from '#domain/registrations/transfer/row-faults.ts'
import { matchOwnerColumns } from '#domain/registrations/transfer/workbook-columns.ts'
import type { openWorkbook } from '../../ledgers/actions.ts'
import { Refused } from '../../platform/refusals.ts'

/** More owners than the largest estate has; a larger file is handed in in parts. */
const mostRows = 10_000

/** A table of owners found in a workbook, under the header it came with. */
export type OwnerTable = { sheet: string; headers: readonly string[]; columns: OwnerRowColumns }

export type ReadOwnerRow = JudgedOwnerRow & { table: number; rowNo: number; cells: readonly Cell[] }

export type OwnersWorkbook = { tables: readonly OwnerTable[]; rows: readonly ReadOwnerRow[] }

type Reading = { countyCode: string; today: string; isTyped: boolean; file: string }

/** How a workbook is opened; whoever reads one brings it along, for ledgers stand on registrations and not under them. */
export type OpenWorkbook = typeof openWorkbook

/** Reads every table of owners in a workbook, each row judged by itself. A file without one is refused and says what it lacks. */
export async function readOwnersWorkbook(
  open: OpenWorkbook,
  path: string,
  label: string,
  { countyCode, today }: { countyCode: string; today: string },
): Promise<OwnersWorkbook> {
  const workbook = await open(path, { label })
  const reading: Reading = { countyCode, today, isTyped: workbook.format !== 'csv', file: label }
  const found: Found = { tables: [], rows: [], lacks: [] }
  try {
    for (const sheet of workbook.sheets) {
      const finder = createTableFinder(sheet)
      const take = takerOf(sheet.name, reading, found)
      for await (const rows of sheet.rows()) for (const row of rows) for (const part of finder.push(row)) take(part)
      for (const part of finder.finish()) take(part)
    }
  } finally {
    await workbook.close()
  }
  if (found.tables.length === 0) throw unreadable(`“${label}”${lackWords(found.lacks)}`)
  if (found.rows.length === 0) throw unreadable(`“${label}”的表头下面没有业主`)
  return found
}

const lackWords = (lacks: readonly string[]) =>
  lacks.length > 0 ? `缺少这些列：${lacks.join('、')}` : '里没有找到业主，请使用下载的模板，在表头下面逐户填写'

const unreadable = (message: string) => new Refused({ kind: 'invalid', code: 'not_an_owners_workbook', message })

type Found = { tables: OwnerTable[]; rows: ReadOwnerRow[]; lacks: readonly string[] }
type Part = ReturnType<ReturnType<typeof createTableFinder>['push']>[number]
type OpenTable = {
  table: number
  columns: OwnerRowColumns
  notes: RowNotes
  read: (cells: readonly Cell[]) => OwnerRow
}

/** Takes the parts of one sheet as they become clear. */
function takerOf(sheet: string, reading: Reading, found: Found): (part: Part) => void {
  let open: OpenTable | null = null
  return (part) => {
    if (part.type === 'header') open = openTable(sheet, part.header, reading, found)
    if (part.type === 'row' && open && !isEmptyLine(part.row, open)) found.rows.push(judged(part.row, open, reading))
    if (found.rows.length > mostRows) throw unreadable(`“${reading.file}”超过 ${mostRows} 行，请拆成几个文件分别提交`)
  }
}

function openTable(sheet: string, header: FoundHeader, { isTyped, file }: Reading, found: Found): OpenTable | null {
  const { columns: matched, lacks } = matchOwnerColumns(header.columns, header.preamble.moneyFactor)
  const [first] = matched
  if (lacks.length > 0 || !first) {
    if (matched.filter(({ field }) => field !== null).length > 2) found.lacks = lacks
    return null
  }
  const columns = ownerRowColumns(matched)
  const notes = createRowNotes({ file, sheet }, isTyped, first)
  found.tables.push({ sheet, columns, headers: headersOf(header) })
  return { table: found.tables.length - 1, columns, notes, read: createOwnerRowReader(columns, notes) }
}

function headersOf({ columns }: FoundHeader): string[] {
  const headers: string[] = []
  for (const { index, header } of columns) headers[index] = header
  return Array.from(headers, (header) => header ?? '')
}

/** A line that says nothing but its number, as forms come with. */
const isEmptyLine = ({ cells }: SheetRow, { columns }: OpenTable) =>
  Object.values(columns).every((column) => column.field === 'serial' || isBlank(cells[column.index]))

function judged({ row: rowNo, cells }: SheetRow, open: OpenTable, { today, countyCode }: Reading): ReadOwnerRow {
  open.notes.start(rowNo)
  const row = open.read(cells)
  return {
    table: open.table,
    rowNo,
    cells,
    ...judgeOwnerRow(row, open.columns, open.notes, { rowNo, today, countyCode }),
  }
}
