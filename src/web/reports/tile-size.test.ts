import { expect, test } from 'vitest'
import { cardColumns, tileSize, wallParts } from './tile-size.ts'

const wall = { width: 1888, height: 960, columns: 3, heading: 62 }

test('few estates get large tiles, many get small ones', () => {
  expect(tileSize([10, 10, 10], wall)).toBe(44)
  expect(tileSize([438, 136, 118, 64, 85, 110, 37, 56, 72, 92, 71, 240, 95], wall)).toBeLessThan(30)
  expect(tileSize([5000, 5000, 5000], wall)).toBe(12)
})

test('a larger wall never shows smaller tiles', () => {
  const counts = [438, 136, 118, 64, 85, 110, 37, 56, 72, 92, 71, 240, 95]
  expect(tileSize(counts, { ...wall, height: 2000 })).toBeGreaterThan(tileSize(counts, wall))
})

test('the cards of a county fill the width', () => {
  expect(cardColumns(1, wall)).toBe(2)
  expect(cardColumns(95, wall)).toBe(11)
})

test('the battle map stands beside the chart with as many rows as fit, on a narrow wall above it with all', () => {
  const { size, panel, rows } = wallParts({ width: 1888, height: 972 }, true)
  expect(size.width + panel).toBeLessThan(1888)
  expect(rows).toBe(7)
  expect(wallParts({ width: 358, height: 800 }, true)).toMatchObject({ size: { width: 358 }, rows: 10 })
  expect(wallParts({ width: 1888, height: 972 }, false).size.width).toBe(1888)
})
