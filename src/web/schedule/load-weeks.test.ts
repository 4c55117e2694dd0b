import { expect, test } from 'vitest'
import { loadByUnit } from './load-weeks.ts'

const row = (unit: string, week: string, days: number) => ({
  countyCode: '141182',
  countyName: '汾阳市',
  organisationId: null,
  unit,
  week,
  days,
  steps: 1,
})

test('the busiest unit stands first, and weeks without work are kept', () => {
  const { units, weeks, most } = loadByUnit([
    row('税务局', '2022-11-28', 4),
    row('住建局', '2022-12-19', 9),
    row('住建局', '2022-11-28', 1),
  ])

  expect(units.map(({ unit, days }) => [unit, days])).toEqual([
    ['住建局', 10],
    ['税务局', 4],
  ])
  expect(weeks).toEqual(['2022-11-28', '2022-12-05', '2022-12-12', '2022-12-19'])
  expect(most).toBe(9)
})

test('without work there are no units and no weeks', () => {
  expect(loadByUnit([])).toEqual({ units: [], weeks: [], most: 0 })
})
