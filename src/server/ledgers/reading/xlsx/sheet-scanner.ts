import type { Cell, SheetRow } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from '../refused.ts'
import { widestColumns } from '../workbook.ts'
import { type CellScan, type CellSources, greater, readCell, slash, space } from './scan-cell.ts'

const maxRows = 1_048_576
/** Longest stretch of XML kept while waiting for the end of a row. */
const maxRowChars = 32 * 1024 * 1024

/** A worksheet part being scanned. */
type SheetScan = CellScan & { rowOpen: string; rowClose: string; lastRow: number; rows: SheetRow[] }

/**
 * Scans the XML of one worksheet as it arrives and gives its rows. It knows only what a ledger needs of
 * SpreadsheetML and skips the rest; that is what makes it several times faster than a full reader.
 * `prefix` is the namespace prefix of the part's elements, with its colon.
 */
export function createSheetScanner(prefix: string, sources: CellSources): (piece: string) => SheetRow[] {
  const scan: SheetScan = {
    text: '',
    value: null,
    column: 0,
    style: 0,
    type: 0,
    isFormula: false,
    tagSkip: 1 + prefix.length,
    inlineClose: `</${prefix}is>`,
    formulaClose: `</${prefix}f>`,
    sources,
    rowOpen: `<${prefix}row`,
    rowClose: `</${prefix}row`,
    lastRow: 0,
    rows: [],
  }
  return (piece) => {
    scan.text += piece
    scan.rows = []
    scan.text = scan.text.slice(readRows(scan))
    if (scan.text.length > maxRowChars) {
      throw new LedgerRefused('broken', `“${sources.label}”的表格内容已损坏，无法读取`)
    }
    return scan.rows
  }
}

/** Reads every complete row of the text; gives the place from which the text must be kept. */
function readRows(scan: SheetScan): number {
  const { text, rowOpen } = scan
  let at = 0
  for (;;) {
    const start = text.indexOf(rowOpen, at)
    // The tag's name may itself be cut off at the end of the piece.
    if (start < 0) return Math.max(at, text.length - rowOpen.length)
    const after = text.charCodeAt(start + rowOpen.length)
    if (Number.isNaN(after)) return start
    // Other names begin with `row` too: rowBreaks.
    const isRow = after <= space || after === greater || after === slash
    const end = isRow ? readRow(scan, start) : start + rowOpen.length
    if (end < 0) return start
    at = end
  }
}

/** Reads the row at `start`; gives the place after it, or -1 when the text ends first. */
function readRow(scan: SheetScan, start: number): number {
  const { text } = scan
  const tagEnd = text.indexOf('>', start)
  if (tagEnd < 0) return -1
  const named = / r=["'](\d+)/.exec(text.slice(start, tagEnd))
  const row = named ? Number(named[1]) : scan.lastRow + 1
  if (row > maxRows) throw new LedgerRefused('broken', `“${scan.sources.label}”的行号超出表格范围`)
  const cells: Cell[] = []
  const isEmpty = text.charCodeAt(tagEnd - 1) === slash
  const end = isEmpty ? tagEnd + 1 : readCells(scan, tagEnd + 1, cells)
  if (end < 0) return -1
  scan.lastRow = row
  if (cells.length > 0) scan.rows.push({ row, cells })
  return end
}

/** Reads the cells of a row from `from` on; gives the place after the row's end tag, or -1. */
function readCells(scan: SheetScan, from: number, cells: Cell[]): number {
  const { text, rowClose } = scan
  let at = from
  scan.column = -1
  for (;;) {
    const open = text.indexOf('<', at)
    if (open < 0) return -1
    if (text.charCodeAt(open + 1) === slash) {
      at = text.indexOf('>', open) + 1
      if (at === 0 || text.startsWith(rowClose, open)) return at === 0 ? -1 : at
      continue
    }
    scan.column++
    at = readCell(scan, open)
    if (at < 0) return -1
    if (scan.value !== null && scan.column < widestColumns) put(cells, scan.column, scan.value)
  }
}

function put(cells: Cell[], column: number, value: Cell): void {
  while (cells.length < column) cells.push(null)
  cells[column] = value
}
