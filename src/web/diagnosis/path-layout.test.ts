import { expect, test } from 'vitest'
import type { PathStep } from '#domain/diagnosis/diagnosis.ts'
import { layPath, type PlacedStep, sizes } from './path-layout.ts'

const step = (id: string, requirement: string, start: number, workingDays: number, needs: string[] = []): PathStep => ({
  id,
  rule: id.split('/')[0] ?? id,
  step: id,
  requirement,
  title: id,
  unit: 'housing',
  track: 'owner',
  needs,
  workingDays,
  daysUnset: workingDays === 0,
  notice: null,
  commitment: null,
  start,
  finish: start + workingDays,
  isCritical: false,
})

const path = [
  step('a/1', 'fire', 0, 20),
  step('a/2', 'fire', 20, 5, ['a/1']),
  step('b/1', 'survey', 0, 2),
  step('b/2', 'survey', 0, 10),
  step('c/1', 'taxes', 0, 0),
  step('c/2', 'taxes', 0, 0, ['c/1']),
  { ...step('d/1', 'land_price', 0, 40), track: 'developer' as const },
]
const layout = layPath(path)
const placed = [...layout.owner, ...layout.developer].flatMap(({ steps }) => steps)
const at = (id: string) => placed.find((one) => one.step.id === id) as PlacedStep // each id above is placed

test('every step stands once, with room for its words', () => {
  expect(placed.map((one) => one.step.id).sort()).toEqual(path.map(({ id }) => id).sort())
  expect(placed.every(({ width }) => width >= sizes.box)).toBe(true)
  expect(placed.every(({ x, width }) => x + width <= layout.width)).toBe(true)
})

test('a step begins to the right of what it needs, also where neither has days', () => {
  expect(at('a/2').x).toBeGreaterThanOrEqual(at('a/1').x + at('a/1').width)
  expect(at('c/2').x).toBeGreaterThanOrEqual(at('c/1').x + at('c/1').width)
})

test('time runs to the right: an earlier day never stands behind a later one', () => {
  expect(layout.ticks.map(({ day }) => day)).toEqual([0, 2, 10, 20, 25, 40])
  expect(layout.ticks.every(({ x }, place) => place === 0 || x > (layout.ticks[place - 1]?.x ?? 0))).toBe(true)
})

test('no two boxes lie on one another', () => {
  const overlaps = placed.flatMap((a, place) =>
    placed
      .slice(place + 1)
      .filter((b) => a.y === b.y && a.x < b.x + b.width && b.x < a.x + a.width)
      .map((b) => `${a.step.id} ${b.step.id}`),
  )
  expect(overlaps).toEqual([])
})

test('the developer’s own case stands in a band below every lane of the owners', () => {
  expect(layout.developer.map(({ key }) => key)).toEqual(['land_price'])
  expect(at('d/1').y).toBeGreaterThan(Math.max(...layout.owner.map(({ y, height }) => y + height)))
})

test('an empty path is an empty drawing', () => {
  expect(layPath([])).toMatchObject({ owner: [], developer: [], ticks: [{ day: 0, x: 0 }] })
})
