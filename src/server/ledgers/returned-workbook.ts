import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CellStyle, type CellValue, type WriteSheet, type Cell as WrittenCell, writeXlsx } from 'hucre'
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
  rowNo: number
  severity: 'error' | 'warning'
  message: string
}
type HeaderEnd = { fileNo: number; file: string; sheet: string; sha256: Buffer; headerEnd: number }

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
  const headers = await listHeaders(tx, place)
  const folder = await mkdtemp(join(tmpdir(), 'qingling-returned-'))
  try {
    const sheets: WriteSheet[] = []
    for (const [fileNo, ofFile] of Map.groupBy(headers, (header) => header.fileNo)) {
      const path = join(folder, String(fileNo))
      const first = ofFile[0]
      if (!first) continue
      await files.copyTo(first.sha256, path)
      const workbook = await openWorkbook(path, { label: first.file })
      for (const sheet of workbook.sheets) {
        const header = ofFile.find((candidate) => candidate.sheet === sheet.name)
        const ofSheet = doubts.filter((doubt) => doubt.fileNo === fileNo && doubt.sheet === sheet.name)
        if (header && ofSheet.some(({ severity }) => severity === 'error'))
          sheets.push(await returnedSheet(sheet, header.headerEnd, ofSheet, freeName(sheet.name, sheets)))
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
     where county_code = ${countyCode} and import_id = ${importId} and cell is not null and row_no is not null and severity in ('error', 'warning')`.execute(
    tx,
  )
  return rows
}

async function listHeaders(tx: Tx, { countyCode, importId }: Import): Promise<HeaderEnd[]> {
  const { rows } = await sql<HeaderEnd>`
    select t.file_no as "fileNo", f.name as file, t.sheet, f.sha256, max(h) as "headerEnd"
      from import_tables as t
      join import_files as f using (county_code, import_id, file_no)
     cross join unnest(t.header_rows) as h
     where t.county_code = ${countyCode} and t.import_id = ${importId} and t.kind in ('estates', 'units', 'buildings') and t.place = 1
     group by t.file_no, f.name, t.sheet, f.sha256`.execute(tx)
  return rows
}

async function returnedSheet(
  sheet: Sheet,
  headerEnd: number,
  doubts: readonly Doubt[],
  name: string,
): Promise<WriteSheet> {
  const returned = new Set(doubts.filter(({ severity }) => severity === 'error').map(({ rowNo }) => rowNo))
  const byCell = Map.groupBy(doubts, ({ cell }) => cell)
  const rows: CellValue[][] = []
  const cells = new Map<string, Partial<WrittenCell>>()
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      if (row.row > headerEnd && !returned.has(row.row)) continue
      while (row.row <= headerEnd && rows.length < row.row - 1) rows.push([])
      markRow(row, rows.length, byCell, cells)
      rows.push(row.cells.map(written))
    }
  }
  const merges = sheet.merges.filter(({ toRow }) => toRow <= headerEnd)
  return {
    name,
    rows,
    cells,
    merges: merges.map(({ fromRow, toRow, fromColumn, toColumn }) => ({
      startRow: fromRow - 1,
      endRow: toRow - 1,
      startCol: fromColumn,
      endCol: toColumn,
    })),
    freezePane: { rows: headerEnd },
  }
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
