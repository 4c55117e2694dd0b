import type { Cell, Merge, SheetRow } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'
import type { RowNotes } from './row-notes.ts'

const sameAsAbove = new Set(['同上', '〃', '″', '"', '〞'])

/**
 * Fills cells that let another stand for them: those under a cell merged over several rows, and those that say 同上.
 * A merged figure is not repeated, since it would be counted again for each row: it stays with the first row, and the
 * others carry a doubt.
 */
export function createStandIns(
  merges: readonly Merge[],
  columns: readonly RecognisedColumn[],
  notes: RowNotes,
): (row: SheetRow) => readonly Cell[] {
  const byColumn = new Map(columns.map((column) => [column.index, column]))
  const tall = merges
    .filter((merge) => merge.toRow > merge.fromRow && byColumn.has(merge.fromColumn))
    .toSorted((one, other) => one.fromRow - other.fromRow)
  let next = 0
  let open: { merge: Merge; value: Cell }[] = []
  let above: readonly Cell[] = []

  function underMerges(row: number, cells: readonly Cell[]): readonly Cell[] {
    if (next >= tall.length && open.length === 0) return cells
    open = open.filter(({ merge }) => merge.toRow >= row)
    for (let merge = tall[next]; merge && merge.fromRow <= row; merge = tall[next]) {
      next++
      if (merge.fromRow === row) open.push({ merge, value: cells[merge.fromColumn] ?? null })
    }
    const standing = open.filter(({ merge, value }) => merge.fromRow < row && value !== null)
    if (standing.length === 0) return cells
    const copy = [...cells]
    for (const { merge, value } of standing) fillUnder(merge, value, copy)
    return copy
  }

  function fillUnder(merge: Merge, value: Cell, cells: Cell[]): void {
    const column = byColumn.get(merge.fromColumn)
    if (!column) return
    if (column.reads === 'number' || column.reads === 'money' || column.reads === 'area') {
      const message = `数值单元格合并了第 ${merge.fromRow} 至 ${merge.toRow} 行，只计入第 ${merge.fromRow} 行`
      notes.say({ kind: 'merged_quantity', at: column, message, suggestion: '取消合并，逐行填写' })
      return
    }
    while (cells.length < column.index) cells.push(null)
    cells[column.index] = value
  }

  function asAbove(cells: readonly Cell[]): readonly Cell[] {
    let copy: Cell[] | undefined
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at]
      if (typeof cell !== 'string' || cell.length > 2 || !sameAsAbove.has(cell)) continue
      const column = byColumn.get(at)
      const value = above[at]
      if (column?.reads !== 'text' || value === null || value === undefined) continue
      notes.column = column
      notes.cleaned('same_as_above', cell, String(value))
      copy ??= [...cells]
      copy[at] = value
    }
    return copy ?? cells
  }

  return ({ row, cells }) => {
    above = asAbove(underMerges(row, cells))
    return above
  }
}
