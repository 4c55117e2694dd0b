import { readFile } from 'node:fs/promises'
import { type CellValue, HucreError, type Sheet as HucreSheet, readXls } from 'hucre'
import type { Cell, SheetRow } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from './refused.ts'
import { batchRows, type Sheet, type Workbook } from './workbook.ts'

/** Opens an old .xls workbook (BIFF). The format ends at 65,536 rows, so it is read as a whole. */
export async function openXls(path: string, label: string): Promise<Workbook> {
  const sheets = await readSheets(path, label)
  if (sheets.length === 0) throw new LedgerRefused('empty', `“${label}”中没有工作表`)
  return { format: 'xls', sheets: sheets.map(sheetOf), close: async () => {} }
}

async function readSheets(path: string, label: string): Promise<HucreSheet[]> {
  try {
    return (await readXls(await readFile(path))).sheets
  } catch (error) {
    if (!(error instanceof HucreError) && !(error instanceof RangeError)) throw error
    const isEncrypted = /encrypt|password/i.test(error.message)
    const said = isEncrypted ? '已加密，请取消密码后重新导入' : '已损坏，无法读取，请用表格软件打开另存后重新导入'
    throw new LedgerRefused(isEncrypted ? 'encrypted' : 'broken', `“${label}”${said}`, { cause: error })
  }
}

function sheetOf(sheet: HucreSheet): Sheet {
  let handedOut = 0
  return {
    name: sheet.name,
    visibility: sheet.veryHidden ? 'very_hidden' : sheet.hidden ? 'hidden' : 'visible',
    hiddenColumns: (sheet.columns ?? []).flatMap((column, index) => (column?.hidden ? [index] : [])),
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      fromRow: startRow + 1,
      toRow: endRow + 1,
      fromColumn: startCol,
      toColumn: endCol,
    })),
    bytes: sheet.rows.length * 100,
    progress: () => (sheet.rows.length === 0 ? 1 : handedOut / sheet.rows.length),
    async *rows() {
      for (let start = 0; start < sheet.rows.length; start += batchRows) {
        handedOut = Math.min(start + batchRows, sheet.rows.length)
        yield filledRows(sheet.rows.slice(start, handedOut), start)
      }
    },
  }
}

function filledRows(rows: readonly CellValue[][], start: number): SheetRow[] {
  const filled: SheetRow[] = []
  rows.forEach((values, index) => {
    const cells = values.map(cellOf)
    let last = cells.length
    while (last > 0 && cells[last - 1] === null) last--
    if (last > 0) filled.push({ row: start + index + 1, cells: cells.slice(0, last) })
  })
  return filled
}

function cellOf(value: CellValue): Cell {
  if (value instanceof Date) return dayCell(value)
  if (typeof value === 'string')
    return /^#(REF|N\/A|VALUE|DIV\/0|NAME|NULL|NUM)[!?]?$/.test(value) ? { error: value } : value || null
  return value ?? null
}

function dayCell(instant: Date): Cell {
  if (Number.isNaN(instant.getTime())) return null
  const day = instant.toISOString().slice(0, 10)
  return day < '1900-03-01' ? { day, isBeforeMarch1900: true } : { day }
}
