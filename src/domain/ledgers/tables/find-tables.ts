import type { SheetOutline, SheetRow } from '../sheet.ts'
import { type HeaderColumn, headerColumns, headerLevels } from './header.ts'
import { type Preamble, readPreamble } from './preamble.ts'
import { filledCells, isColumnNumberRow, isNumberLike, loneText, looksLikeHeader, roleOf } from './row-shape.ts'

/** A header found, with what stands above it. */
export type FoundHeader = { preamble: Preamble; rows: readonly number[]; columns: readonly HeaderColumn[] }

/** A sheet taken apart, in the order of its rows. */
export type SheetPart =
  | { type: 'header'; header: FoundHeader }
  | { type: 'row'; row: SheetRow }
  | { type: 'total'; row: SheetRow }
  | { type: 'note'; text: string }
  /** A row that belongs to no table. */
  | { type: 'loose'; row: SheetRow }

/** Rows kept back while looking for a header; a ledger's head is far shorter. */
const windowRows = 60
/** Rows that must be known below the first header row: two more levels and the column numbers. */
const lookAhead = 3

/**
 * Finds the tables of a sheet while its rows go by: heads, one- to three-level headers, data, totals, notes, and the
 * next table below. `push` and `finish` give the parts that have become clear.
 */
export function createTableFinder({ merges }: Pick<SheetOutline, 'merges'>): {
  push(row: SheetRow): SheetPart[]
  finish(): SheetPart[]
} {
  let pending: SheetRow[] = []
  let width = 0
  let headerText = ''
  let lastRow = 0
  let hasNote = false

  function push(row: SheetRow): SheetPart[] {
    const gap = row.row - lastRow
    lastRow = row.row
    if (width === 0 || pending.length > 0) return seek(row)
    const role = roleOf(row)
    if (role !== 'other') return [partOf(role, row)]
    const lone = loneText(row)
    if (lone !== undefined && width > 2) return loneRow(lone, row)
    if (looksLikeHeader(row) && (gap > 1 || isSameHeader(row))) return seek(row)
    return [{ type: 'row', row }]
  }

  function partOf(role: 'grand_total' | 'subtotal' | 'note' | 'signature', row: SheetRow): SheetPart {
    if (role === 'grand_total') return { type: 'total', row }
    hasNote ||= role === 'note'
    const text = filledCells(row)
      .map(({ cell }) => String(cell).trim())
      .join(' ')
    return role === 'subtotal' ? { type: 'loose', row } : { type: 'note', text }
  }

  function loneRow(text: string, row: SheetRow): SheetPart[] {
    if ((hasNote && /^[（(]?\d+[.．、)）]/.test(text)) || text.endsWith('。')) return [{ type: 'note', text }]
    return seek(row)
  }

  /** Keeps rows back until a header shows, or until it is plain that there is none. */
  function seek(row: SheetRow): SheetPart[] {
    pending.push(row)
    const start = pending.findIndex(looksLikeHeader)
    if (start >= 0) return pending.length > start + lookAhead ? takeHeader(start) : []
    if (width > 0 && pending.length > 1 && isDataLike(row)) return release()
    if (pending.length <= windowRows) return []
    const [oldest, ...rest] = pending
    pending = rest
    return oldest ? [{ type: 'loose', row: oldest }] : []
  }

  /** Whether the row goes on with the table above: figures in it, or as full as a row of that table. */
  function isDataLike(row: SheetRow): boolean {
    const filled = filledCells(row)
    return (
      filled.length >= Math.max(2, width / 2) || (filled.length > 1 && filled.some(({ cell }) => isNumberLike(cell)))
    )
  }

  /** No new table after all: what was kept back goes on as rows of the table above, headings as notes. */
  function release(): SheetPart[] {
    const rows = pending
    pending = []
    return rows.map((row): SheetPart => {
      const lone = loneText(row)
      const role = roleOf(row)
      if (role !== 'other') return partOf(role, row)
      if (width === 0) return { type: 'loose', row }
      return lone !== undefined && width > 2 ? { type: 'note', text: lone } : { type: 'row', row }
    })
  }

  function takeHeader(start: number): SheetPart[] {
    const above = pending.slice(0, start)
    const below = pending.slice(start)
    const levels = headerLevels(below, merges)
    const rows = below.slice(0, levels)
    const rest = below.slice(levels)
    pending = []
    const parts: SheetPart[] = []
    const text = JSON.stringify(rows.map((row) => row.cells))
    if (text !== headerText) {
      const columns = headerColumns(rows, merges)
      headerText = text
      width = columns.length
      hasNote = false
      const numbers = rows.map((row) => row.row)
      parts.push({ type: 'header', header: { preamble: readPreamble(above), rows: numbers, columns } })
    }
    if (rest[0] && isColumnNumberRow(rest[0])) rest.shift()
    lastRow = rows.at(-1)?.row ?? lastRow
    for (const row of rest) parts.push(...push(row))
    return parts
  }

  function isSameHeader(row: SheetRow): boolean {
    return headerText.startsWith(JSON.stringify([row.cells]).slice(0, -1))
  }

  return {
    push,
    finish() {
      const parts: SheetPart[] = []
      let start = pending.findIndex(looksLikeHeader)
      while (start >= 0 && pending.length > start + 1) {
        parts.push(...takeHeader(start))
        start = pending.findIndex(looksLikeHeader)
      }
      return [...parts, ...release()]
    },
  }
}
