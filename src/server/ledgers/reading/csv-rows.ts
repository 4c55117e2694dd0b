import type { Cell, SheetRow } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from './refused.ts'

const maxFieldChars = 1024 * 1024
const maxColumns = 16_384

/**
 * Splits delimited text (RFC 4180, any separator) into rows as it arrives. Call with '' at the end of the text to
 * get the last row.
 */
export function createCsvSplitter(separator: string, label: string): (piece: string, isLast: boolean) => SheetRow[] {
  let field = ''
  let isQuoted = false
  let wasQuoted = false
  let cells: Cell[] = []
  let row = 0

  function endField(): void {
    cells.push(wasQuoted ? field || null : cellOfText(field))
    if (cells.length > maxColumns) throw new LedgerRefused('broken', `“${label}”的列数超出表格范围`)
    field = ''
    wasQuoted = false
  }

  function endRow(rows: SheetRow[]): void {
    endField()
    row++
    let filled = cells.length
    while (filled > 0 && cells[filled - 1] === null) filled--
    if (filled > 0) rows.push({ row, cells: cells.slice(0, filled) })
    cells = []
  }

  /** Takes quoted text from `at` on; gives the place after the closing quote, or the end of the piece. */
  function readQuoted(piece: string, at: number): number {
    const quote = piece.indexOf('"', at)
    const end = quote < 0 ? piece.length : quote
    field += piece.slice(at, end)
    if (field.length > maxFieldChars) throw new LedgerRefused('broken', `“${label}”的引号不成对，无法读取`)
    if (quote < 0) return end
    if (piece.charCodeAt(quote + 1) === 0x22) {
      field += '"'
      return quote + 2
    }
    isQuoted = false
    return quote + 1
  }

  function readPlain(piece: string, at: number, rows: SheetRow[]): number {
    let end = at
    while (end < piece.length && !isMark(piece.charCodeAt(end))) end++
    field += piece.slice(at, end)
    if (end === piece.length) return end
    const mark = piece.charAt(end)
    if (mark === separator) endField()
    else if (mark === '\n') endRow(rows)
    else if (mark === '"' && field === '') [isQuoted, wasQuoted] = [true, true]
    else field += mark
    return end + 1
  }

  const separatorCode = separator.charCodeAt(0)
  function isMark(code: number): boolean {
    return code === separatorCode || code === 0x0a || code === 0x22
  }

  let held = ''
  return (incoming, isLast) => {
    // The last character waits: a quote, or the carriage return before a line end, is only understood with the next.
    const text = (held + incoming).replaceAll('\r\n', '\n')
    const cut = isLast ? text.length : Math.max(0, text.length - 1)
    const piece = text.slice(0, cut)
    held = text.slice(cut)
    const rows: SheetRow[] = []
    let at = 0
    while (at < piece.length) at = isQuoted ? readQuoted(piece, at) : readPlain(piece, at, rows)
    if (isLast && (field !== '' || cells.length > 0)) endRow(rows)
    return rows
  }
}

/** A field as a cell: `="0012"`, the way to keep a number a text, is unwrapped. */
function cellOfText(field: string): Cell {
  const text = field.endsWith('\r') ? field.slice(0, -1) : field
  if (text === '') return null
  return text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1) : text
}
