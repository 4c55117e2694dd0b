import type { BuildingGrid } from './building-table.ts'

/** A cell of the building table, counted from its top left. */
export type Spot = { row: number; column: number }

type Cells<U> = Pick<BuildingGrid<U>, 'floors'>

/** The homes within the rectangle of two cells, whichever corner came first; gaps count for nothing. */
export function homesBetween<U>({ floors }: Cells<U>, a: Spot, b: Spot): U[] {
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)]
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)]
  return floors.slice(top, bottom + 1).flatMap(({ cells }) => cells.slice(left, right + 1).filter(isHome))
}

const isHome = <U>(cell: U | null): cell is U => cell !== null

/** The next home from a cell in a direction, past gaps; the cell itself where there is none. */
export function nextHome<U>({ floors }: Cells<U>, from: Spot, [down, right]: readonly [number, number]): Spot {
  let { row, column } = from
  for (;;) {
    row += down
    column += right
    const cell = floors[row]?.cells[column]
    if (cell === undefined) return from
    if (cell !== null) return { row, column }
  }
}

/** The first home of the table, reading from its top left. */
export function firstHome<U>({ floors }: Cells<U>): Spot {
  const row = floors.findIndex(({ cells }) => cells.some(isHome))
  return row < 0 ? { row: 0, column: 0 } : { row, column: floors[row]?.cells.findIndex(isHome) ?? 0 }
}

/** Adds homes to those chosen; takes them away where all of them are chosen already. */
export function toggled(chosen: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const isTaking = ids.every((id) => chosen.has(id))
  if (!isTaking) return new Set([...chosen, ...ids])
  const taken = new Set(ids)
  return new Set([...chosen].filter((id) => !taken.has(id)))
}
