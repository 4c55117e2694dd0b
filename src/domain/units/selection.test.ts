import { describe, expect, test } from 'vitest'
import { type BuildingGrid, layOut } from './building-table.ts'
import { firstHome, homesBetween, nextHome, toggled } from './selection.ts'

/** Numbers that look like chance and are the same every time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

type Home = { id: string; entrance: string; room: string; floor: number }

/** A building with missing homes, entrances of different width and height. */
function raggedBuilding(seed: number): Home[] {
  const next = numbersFrom(seed)
  return Array.from({ length: 1 + next(4) }, (_, entrance) => {
    const [floors, width] = [1 + next(20), 1 + next(5)]
    return Array.from({ length: floors * width }, (_, at) => {
      const [floor, place] = [1 + Math.floor(at / width), 1 + (at % width)]
      return { id: `${entrance}-${floor}-${place}`, entrance: String(entrance + 1), room: `${floor}0${place}`, floor }
    }).filter(() => next(4) > 0)
  }).flat()
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1)
const spotsOf = (grid: BuildingGrid<Home>) => {
  const spots = grid.floors.flatMap(({ cells }, row) => cells.map((cell, column) => ({ cell, row, column })))
  return { spots, homes: spots.filter(({ cell }) => cell !== null) }
}

describe.each(seeds)('ragged building %i', (seed) => {
  const units = raggedBuilding(seed)
  const grid = layOut(units)
  const { spots, homes } = spotsOf(grid)

  test('every home has exactly one cell, and every row as many cells as there are columns', () => {
    expect(homes.map(({ cell }) => cell?.id).toSorted()).toEqual(units.map(({ id }) => id).toSorted())
    expect(new Set(grid.floors.map(({ cells }) => cells.length)).size).toBeLessThanOrEqual(1)
    expect(grid.floors[0]?.cells.length ?? 0).toBe(grid.columns.length)
  })

  test('a rectangle holds the homes within it and no other, from whichever corner it is drawn', () => {
    const next = numbersFrom(seed)
    const any = () => spots[next(spots.length)] ?? { row: 0, column: 0 }
    for (let n = 0; n < 20; n++) {
      const [a, b] = [any(), any()]
      const within = ({ row, column }: { row: number; column: number }) =>
        (row - a.row) * (row - b.row) <= 0 && (column - a.column) * (column - b.column) <= 0
      const wanted = homes.filter(within).map(({ cell }) => cell)
      expect(homesBetween(grid, a, b)).toEqual(wanted)
      expect(new Set(homesBetween(grid, b, a))).toEqual(new Set(wanted))
    }
  })

  test('an arrow leads to a home in its direction with nothing but gaps between, or stays', () => {
    for (const from of homes) {
      const to = nextHome(grid, from, [0, 1])
      const passed = spots.filter(({ row, column }) => row === from.row && column > from.column)
      const nearest = passed.find(({ cell }) => cell !== null)
      expect(to.column).toBe(nearest?.column ?? from.column)
    }
  })
})

test('the first home is where the keyboard comes in', () => {
  const grid = layOut([
    { id: 'a', entrance: '1', room: '101', floor: 1 },
    { id: 'b', entrance: '2', room: '201', floor: 2 },
  ])
  expect(firstHome(grid)).toEqual({ row: 0, column: 1 })
  expect(firstHome(layOut([]))).toEqual({ row: 0, column: 0 })
})

test('choosing what is chosen takes it away; choosing what is partly chosen completes it', () => {
  expect([...toggled(new Set(['a']), ['a', 'b'])]).toEqual(['a', 'b'])
  expect([...toggled(new Set(['a', 'b', 'c']), ['a', 'b'])]).toEqual(['c'])
})
