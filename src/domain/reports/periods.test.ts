import { expect, test } from 'vitest'
import { dayBefore, parsePeriod, periodOf, periodWords } from './periods.ts'

test.each([
  ['day', '2022-09-20', '2022-09-20', '2022-09-20', '2022-09-20', '2022年9月20日'],
  ['week', '2022-09-28', '2022-W39', '2022-09-26', '2022-10-02', '2022年第39周'],
  ['week', '2021-01-03', '2020-W53', '2020-12-28', '2021-01-03', '2020年第53周'],
  ['week', '2024-12-30', '2025-W01', '2024-12-30', '2025-01-05', '2025年第1周'],
  ['ten_days', '2022-09-10', '2022-09-T1', '2022-09-01', '2022-09-10', '2022年9月上旬'],
  ['ten_days', '2022-09-20', '2022-09-T2', '2022-09-11', '2022-09-20', '2022年9月中旬'],
  ['ten_days', '2022-01-31', '2022-01-T3', '2022-01-21', '2022-01-31', '2022年1月下旬'],
  ['month', '2024-02-29', '2024-02', '2024-02-01', '2024-02-29', '2024年2月'],
] as const)('the %s of %s is %s', (kind, day, key, from, to, words) => {
  const period = periodOf(kind, day)
  expect(period).toEqual({ kind, key, from, to })
  expect(parsePeriod(kind, key)).toEqual(period)
  expect(periodWords(period)).toBe(words)
})

test.each([
  ['day', '2022-02-29'],
  ['week', '2021-W53'],
  ['week', '2022-W00'],
  ['ten_days', '2022-09-T4'],
  ['ten_days', '2022-09-20'],
  ['month', '2022-13'],
  ['month', '1970-01-01'],
] as const)('no %s is called %s', (kind, key) => {
  expect(parsePeriod(kind, key)).toBeNull()
})

test('a period begins with what stood the day before', () => {
  expect(dayBefore(periodOf('month', '2022-03-15'))).toBe('2022-02-28')
})
