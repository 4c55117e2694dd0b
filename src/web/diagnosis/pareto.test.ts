import { expect, test } from 'vitest'
import { paretoRows } from './pareto.ts'

const counts = (homes: number, waiting = homes) => ({ estates: 1, homes, waiting })
const line = (requirement: string, missing: number, unknown: number, alone = 0) => ({
  requirement,
  title: requirement,
  unit: 'housing',
  missing: counts(missing, missing / 2),
  unknown: counts(unknown, 0),
  alone: counts(alone),
})
const lines = [line('fire', 20, 10, 5), line('taxes', 0, 0), line('survey', 40, 30, 40)]

test('what holds up most homes stands first, what holds up none is left out', () => {
  expect(paretoRows(lines, 'homes').map(({ requirement }) => requirement)).toEqual(['survey', 'fire'])
})

test('the running share ends at everything', () => {
  expect(paretoRows(lines, 'homes').map(({ cumulative }) => cumulative)).toEqual([0.7, 1])
})

test('homes still waiting are counted by themselves', () => {
  expect(paretoRows(lines, 'waiting')).toMatchObject([
    { requirement: 'survey', missing: 20, unknown: 0 },
    { requirement: 'fire', missing: 10, unknown: 0 },
  ])
})

test('where nothing is held up there is nothing to show', () => {
  expect(paretoRows([line('taxes', 0, 0)], 'homes')).toEqual([])
})
