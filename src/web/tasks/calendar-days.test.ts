import { expect, test } from 'vitest'
import { readDays, wallYear, workdaysOf } from './calendar-days.ts'

const marks = { off: '休', worked: '班' }

test('a year has twelve months, each beginning under its weekday', () => {
  const months = wallYear({ year: 2022, isPublished: true, days: [] })

  expect(months.map(({ days }) => days.length)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
  expect(months[9]?.offset).toBe(5)
})

test('国庆 2022: seven days off, of which two are a weekend; the days made up for are worked', () => {
  const off = ['01', '02', '03', '04', '05', '06', '07'].map((day) => ({
    day: `2022-10-${day}`,
    isWorkday: false,
    name: '国庆节',
    isCorrected: false,
  }))
  const worked = ['08', '09'].map((day) => ({
    day: `2022-10-${day}`,
    isWorkday: true,
    name: '国庆节',
    isCorrected: false,
  }))
  const october = wallYear({ year: 2022, isPublished: true, days: [...off, ...worked] })[9]

  expect(october?.days.slice(0, 10).map(({ kind }) => kind)).toEqual([
    ...Array.from({ length: 7 }, () => 'holiday'),
    'make_up',
    'make_up',
    'workday',
  ])
  expect(october && workdaysOf(october)).toBe(18)
})

test('a published arrangement is read line by line', () => {
  expect(readDays('2027-1-1 休 元旦\n\n2027-02-20 班 春节调休', 2027, marks).days).toEqual([
    { day: '2027-01-01', isWorkday: false, name: '元旦' },
    { day: '2027-02-20', isWorkday: true, name: '春节调休' },
  ])
})

test.each([
  ['2026-01-01 休 元旦', 'another year'],
  ['2027-02-30 休 春节', 'no such day'],
  ['2027-01-01 假 元旦', 'another sign'],
  ['2027-01-01 休', 'no name'],
])('%s is refused: %s', (line) => {
  expect(readDays(`2027-01-01 休 元旦\n${line}`, 2027, marks)).toEqual({ days: null, badLine: 2 })
})
