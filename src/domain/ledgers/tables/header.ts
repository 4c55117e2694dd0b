import { toFullBrackets, toHalfWidth } from '../cells/characters.ts'
import type { Merge, SheetRow } from '../sheet.ts'
import { headerWord, isNumberLike } from './row-shape.ts'

/** A column as its header names it. */
export type HeaderColumn = {
  index: number
  /** `group/label`, normalised: no blanks, full-width brackets; the second column of the same name ends in `#2`. */
  header: string
  group: string
  label: string
}

const maxLevels = 3

/** How many of the rows belong to the header that the first of them begins. */
export function headerLevels(rows: readonly SheetRow[], merges: readonly Merge[]): number {
  let levels = 1
  while (levels < maxLevels && levels < rows.length && continuesHeader(rows, levels, merges)) levels++
  return levels
}

/** Whether the row after the first `levels` header rows is one level more: labels below groups, no figures. */
function continuesHeader(rows: readonly SheetRow[], levels: number, merges: readonly Merge[]): boolean {
  const above = rows[levels - 1]
  const row = rows[levels]
  if (!above || !row || row.row !== above.row + 1) return false
  let labels = 0
  let underGroups = 0
  let areLabels = true
  row.cells.forEach((cell, column) => {
    if (cell === null || cell === '') return
    labels++
    if (typeof cell !== 'string' || isNumberLike(cell) || cell.length > 30) areLabels = false
    else if (!above.cells[column] || isGroup(above, column, merges) || above.cells[column] === cell) underGroups++
    // A group may stand over one column only: 首次登记 over 时间.
    else if (!headerWord.test(cell)) areLabels = false
  })
  const firstColumn = above.cells.findIndex((cell) => cell !== null)
  const startsBlank = !row.cells[firstColumn] || row.cells[firstColumn] === above.cells[firstColumn]
  return (
    areLabels && underGroups > 0 && underGroups * 2 >= labels && (startsBlank || isGroup(above, firstColumn, merges))
  )
}

/** Whether a header cell stands over several columns, by merge or by blank neighbours to its right. */
function isGroup(row: SheetRow, column: number, merges: readonly Merge[]): boolean {
  const merge = merges.find((area) => area.fromRow === row.row && area.fromColumn === column)
  if (merge) return merge.toColumn > merge.fromColumn
  const next = row.cells[column + 1]
  return next === null || next === undefined || next === ''
}

/** The columns under a header of one to three rows, each with the words that stand above it. */
export function headerColumns(rows: readonly SheetRow[], merges: readonly Merge[]): HeaderColumn[] {
  const width = Math.max(...rows.map((row) => row.cells.length))
  const columns: HeaderColumn[] = []
  for (let index = 0; index < width; index++) {
    const words: string[] = []
    rows.forEach((_, level) => {
      const word = wordAbove(rows, level, index, merges)
      if (word && word !== words.at(-1)) words.push(word)
    })
    if (words.length === 0) continue
    const header = words.join('/')
    const sameBefore = columns.filter((column) => column.header.replace(/#\d+$/, '') === header).length
    columns.push({
      index,
      header: sameBefore === 0 ? header : `${header}#${sameBefore + 1}`,
      group: words.slice(0, -1).join('/'),
      label: words.at(-1) ?? '',
    })
  }
  return columns
}

/** The header word of a level that holds for a column: its own cell, the merge it lies in, or the group left of it. */
function wordAbove(rows: readonly SheetRow[], level: number, column: number, merges: readonly Merge[]): string {
  const row = rows[level]
  if (!row) return ''
  const own = headerWordOf(row, column)
  if (own) return own
  const merge = merges.find(
    (area) => area.fromRow <= row.row && row.row <= area.toRow && area.fromColumn <= column && column <= area.toColumn,
  )
  const top = merge && rows.find((candidate) => candidate.row === merge.fromRow)
  if (merge) return top ? headerWordOf(top, merge.fromColumn) : ''
  return hasWordBelow(rows, level, column) ? groupLeftOf(rows, level, column) : ''
}

function groupLeftOf(rows: readonly SheetRow[], level: number, column: number): string {
  const row = rows[level]
  for (let left = column - 1; row && left >= 0; left--) {
    const word = headerWordOf(row, left)
    if (word) return hasWordBelow(rows, level, left) ? word : ''
  }
  return ''
}

function hasWordBelow(rows: readonly SheetRow[], level: number, column: number): boolean {
  return rows.slice(level + 1).some((row) => headerWordOf(row, column) !== '')
}

function headerWordOf(row: SheetRow, column: number): string {
  const cell = row.cells[column]
  return typeof cell === 'string' ? normaliseHeader(cell) : ''
}

/** A header label in its one way of writing. */
function normaliseHeader(text: string): string {
  return toFullBrackets(toHalfWidth(text).replace(/[\s\u3000\u200b\ufeff]/g, ''))
}
