import { expect, test } from 'vitest'
import { dayOf, lastDayOfMonth } from './days.ts'

test.each([
  [2022, 2, 28, '2022-02-28'],
  [2022, 2, 29, null],
  [2020, 2, 29, '2020-02-29'],
  [1900, 2, 29, null],
  [2000, 2, 29, '2000-02-29'],
  [2022, 4, 31, null],
  [2022, 13, 1, null],
  [2022, 0, 1, null],
  [2022, 1, 0, null],
])('%i-%i-%i is %s', (year, month, day, expected) => {
  expect(dayOf(year, month, day)).toBe(expected)
})

test('the last day of a month knows leap years', () => {
  expect([lastDayOfMonth('2022-02'), lastDayOfMonth('2024-02'), lastDayOfMonth('2022-11')]).toEqual([
    '2022-02-28',
    '2024-02-29',
    '2022-11-30',
  ])
})
