import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CellStyle,
  type CellValue,
  type MergeRange,
  type WriteSheet,
  type Cell as WrittenCell,
  writeXlsx,
} from 'hucre'
import { sql } from 'kysely'
import type { Cell, SheetRow } from '#domain/ledgers/sheet.ts'
import type { Tx } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import type { Import } from './checks.ts'
import { openWorkbook } from './reading/open-workbook.ts'
import type { Sheet } from './reading/workbook.ts'

type Doubt = {
  fileNo: number
  sheet: string
  cell: string
  /** `null` for a doubt about a header. */
  rowNo: number | null
  severity: 'error' | 'warning'
  message: string
}
type ReturnedTable = {
  fileNo: number
  file: string
  sheet: string
  sha256: Buffer
  headerRows: number[]
  rejected: number
  /** Whether no row of it was taken, so that all of it goes back. */
  isWhole: boolean
}

const marks: Readonly<Record<Doubt['severity'], CellStyle>> = {
  error: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFC7CE' } }, font: { bold: true } },
  warning: { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFEB9C' } } },
}

/**
 * The rows that stayed out, below their own headers, each doubtful cell coloured and commented: to be corrected and
 * brought again. Read anew from the kept files; nothing is staged for it.
 */
export async function returnedWorkbook(tx: Tx, files: Files, place: Import): Promise<Buffer> {
  const doubts = await listDoubts(tx, place)
  const tables = await listTables(tx, place)
  const folder = await mkdtemp(join(tmpdir(), 'qingling-returned-'))
  try {
    const sheets: WriteSheet[] = []
    for (const [fileNo, ofFile] of Map.groupBy(tables, (table) => table.fileNo)) {
      const path = join(folder, String(fileNo))
      const first = ofFile[0]
      if (!first) continue
      await files.copyTo(first.sha256, path)
      const workbook = await openWorkbook(path, { label: first.file })
      for (const sheet of workbook.sheets) {
        const ofSheet = ofFile.filter((candidate) => candidate.sheet === sheet.name)
        const doubtsHere = doubts.filter((doubt) => doubt.fileNo === fileNo && doubt.sheet === sheet.name)
        if (ofSheet.some(({ rejected }) => rejected > 0))
          sheets.push(await returnedSheet(sheet, ofSheet, doubtsHere, freeName(sheet.name, sheets)))
      }
      await workbook.close()
    }
    return Buffer.from(
      await writeXlsx({ sheets: sheets.length > 0 ? sheets : [{ name: '无退回', rows: [['没有需要修改的行']] }] }),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Sheets of several files may be called alike; a workbook wants each name once, of 31 characters at most. */
function freeName(name: string, sheets: readonly WriteSheet[]): string {
  const isFree = !sheets.some((other) => other.name === name.slice(0, 31))
  return isFree ? name.slice(0, 31) : `${name.slice(0, 27)}-${sheets.length + 1}`
}

async function listDoubts(tx: Tx, { countyCode, importId }: Import): Promise<Doubt[]> {
  const { rows } = await sql<Doubt>`
    select file_no as "fileNo", sheet, cell, row_no as "rowNo", severity, message from import_findings
     where county_code = ${countyCode} and import_id = ${importId} and cell is not null and severity in ('error', 'warning')`.execute(
    tx,
  )
  return rows
}

/** The tables whose rows are taken over, in the order of their sheets. */
async function listTables(tx: Tx, { countyCode, importId }: Import): Promise<ReturnedTable[]> {
  const { rows } = await sql<ReturnedTable>`
    select t.file_no as "fileNo", f.name as file, t.sheet, f.sha256, t.header_rows as "headerRows", t.rejected,
           t.rejected = t.row_count and t.row_count > 0 as "isWhole"
      from import_tables as t
      join import_files as f using (county_code, import_id, file_no)
     where t.county_code = ${countyCode} and t.import_id = ${importId} and t.kind in ('estates', 'units', 'buildings')
     order by t.table_no`.execute(tx)
  return rows
}

const firstRow = ({ headerRows }: ReturnedTable) => Math.min(...headerRows)
const lastHeaderRow = ({ headerRows }: ReturnedTable) => Math.max(...headerRows)

async function returnedSheet(
  sheet: Sheet,
  tables: readonly ReturnedTable[],
  doubts: readonly Doubt[],
  name: string,
): Promise<WriteSheet> {
  const isReturned = rowsToReturn(tables, doubts)
  const headerEnd = Math.min(...tables.map(lastHeaderRow))
  const byCell = Map.groupBy(doubts, ({ cell }) => cell)
  const rows: CellValue[][] = []
  const cells = new Map<string, Partial<WrittenCell>>()
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      if (row.row > headerEnd && !isReturned(row.row)) continue
      while (row.row <= headerEnd && rows.length < row.row - 1) rows.push([])
      // A table below another begins after an empty row, or it would be read as rows of that one.
      if (row.row > headerEnd && tables.some((table) => firstRow(table) === row.row)) rows.push([])
      markRow(row, rows.length, byCell, cells)
      rows.push(row.cells.map(written))
    }
  }
  return { name, rows, cells, merges: headMerges(sheet, headerEnd), freezePane: { rows: headerEnd } }
}

/** Which rows below the first header go back: headers, rows with an error, and all of a table that stayed out whole. */
function rowsToReturn(tables: readonly ReturnedTable[], doubts: readonly Doubt[]): (row: number) => boolean {
  const wrong = new Set(doubts.filter(({ severity }) => severity === 'error').map(({ rowNo }) => rowNo))
  const headers = new Set(tables.filter(({ rejected }) => rejected > 0).flatMap(({ headerRows }) => headerRows))
  return (row) =>
    wrong.has(row) || headers.has(row) || tables.findLast((table) => lastHeaderRow(table) < row)?.isWhole === true
}

function headMerges({ merges }: Sheet, headerEnd: number): MergeRange[] {
  return merges
    .filter(({ toRow }) => toRow <= headerEnd)
    .map(({ fromRow, toRow, fromColumn, toColumn }) => ({
      startRow: fromRow - 1,
      endRow: toRow - 1,
      startCol: fromColumn,
      endCol: toColumn,
    }))
}

function markRow(
  row: SheetRow,
  writtenRow: number,
  byCell: ReadonlyMap<string, Doubt[]>,
  cells: Map<string, Partial<WrittenCell>>,
): void {
  for (let column = 0; column < row.cells.length + 1; column += 1) {
    const doubts = byCell.get(`${letters(column)}${row.row}`)
    if (!doubts) continue
    const worst = doubts.some(({ severity }) => severity === 'error') ? 'error' : 'warning'
    cells.set(`${writtenRow},${column}`, {
      value: written(row.cells[column] ?? null),
      style: marks[worst],
      comment: { author: '清零', text: doubts.map(({ message }) => message).join('\n') },
    })
  }
}

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** A cell as it stood; long numbers become text so that no further digits are lost. */
function written(cell: Cell): CellValue {
  if (cell === null || typeof cell === 'string' || typeof cell === 'boolean') return cell
  if (typeof cell === 'number') return Number.isSafeInteger(cell) || Math.abs(cell) < 1e15 ? cell : String(cell)
  return 'day' in cell ? cell.day : cell.error
}
