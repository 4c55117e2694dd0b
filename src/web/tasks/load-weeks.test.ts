import { expect, test } from 'vitest'
import { loadTable } from './load-weeks.ts'

const load = [
  { organisation: '税务局', week: '2026-11-30', days: 2, steps: 1 },
  { organisation: '住建局', week: '2026-11-23', days: 5, steps: 2 },
  { organisation: '住建局', week: '2026-11-30', days: 9, steps: 3 },
]

test('the busiest unit comes first, and each week stands in its column', () => {
  const { weeks, units, most } = loadTable(load)

  expect(weeks).toEqual(['2026-11-23', '2026-11-30'])
  expect(units.map(({ organisation, total }) => [organisation, total])).toEqual([
    ['住建局', 14],
    ['税务局', 2],
  ])
  expect(units[1]?.cells.map((cell) => cell?.days ?? null)).toEqual([null, 2])
  expect(most).toBe(9)
})

test('without load there is nothing to show', () => {
  expect(loadTable([])).toEqual({ weeks: [], units: [], most: 1 })
})
