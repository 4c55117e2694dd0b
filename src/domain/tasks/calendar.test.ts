import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumber, dayOfNumber } from '../shared/days.ts'
import {
  addCalendarDays,
  addWorkingDays,
  type CalendarException,
  createWorkCalendar,
  isWorkday,
  nextWorkingDay,
  previousWorkingDay,
  workingDayFrom,
  workingDaysBetween,
} from './calendar.ts'
import { type Pause, termOf, termUntil } from './term.ts'

const off = (name: string, ...days: string[]) => days.map((day) => ({ day, isWorkday: false, name }))
const worked = (name: string, ...days: string[]) => days.map((day) => ({ day, isWorkday: true, name }))

/** What was published for 2022: 春节 31 January to 6 February, 国庆 1 to 7 October, with their make-up days. */
const of2022 = createWorkCalendar(
  [
    ...off('春节', '2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04', '2022-02-05', '2022-02-06'),
    ...worked('春节', '2022-01-29', '2022-01-30'),
    ...off('国庆节', '2022-10-01', '2022-10-02', '2022-10-03', '2022-10-04', '2022-10-05', '2022-10-06', '2022-10-07'),
    ...worked('国庆节', '2022-10-08', '2022-10-09'),
  ],
  [2022],
)

describe('across 春节 2022, counted by hand on the wall calendar', () => {
  test.each([
    [1, '2022-01-29'], // a Saturday that is worked
    [2, '2022-01-30'],
    [3, '2022-02-07'],
    [7, '2022-02-11'],
    [8, '2022-02-14'],
  ])('%i working days from Friday 28 January end on %s', (days, due) => {
    expect(addWorkingDays(of2022, '2022-01-28', days)).toBe(due)
  })

  test('a term that starts on a holiday counts from the first day after the holidays', () => {
    expect(addWorkingDays(of2022, '2022-02-02', 1)).toBe('2022-02-07')
    expect(addWorkingDays(of2022, '2022-02-02', 0)).toBe('2022-02-07')
  })

  test('a pause from 30 January until 9 February is not counted', () => {
    const pauses = [{ from: '2022-01-30', until: '2022-02-09', reason: '等待补件' }]

    expect(termOf(of2022, '2022-01-28', 5, pauses)).toEqual({
      startsOn: '2022-01-28',
      workingDays: 5,
      dueOn: '2022-02-14', // 29 January, 9, 10, 11 and 14 February
      notes: [
        { day: '2022-01-29', until: '2022-01-30', kind: 'make_up', name: '春节' },
        { day: '2022-01-30', until: '2022-02-08', kind: 'pause', name: '等待补件' },
        { day: '2022-01-31', until: '2022-02-06', kind: 'holiday', name: '春节' },
      ],
      provisionalYears: [],
    })
  })
})

describe('across 国庆 2022, counted by hand on the wall calendar', () => {
  test.each([
    [1, '2022-10-08'],
    [2, '2022-10-09'],
    [3, '2022-10-10'],
    [7, '2022-10-14'],
    [8, '2022-10-17'],
  ])('%i working days from Friday 30 September end on %s', (days, due) => {
    expect(addWorkingDays(of2022, '2022-09-30', days)).toBe(due)
  })

  test('two pauses, one of them over the holidays', () => {
    const pauses = [
      { from: '2022-09-28', until: '2022-10-08', reason: '公示异议' },
      { from: '2022-10-10', until: '2022-10-12', reason: '等待测绘' },
    ]

    // 27 September, 8, 9, 12, 13 October
    expect(termOf(of2022, '2022-09-26', 5, pauses).dueOn).toBe('2022-10-13')
    expect(termUntil(of2022, '2022-09-26', '2022-10-13', pauses).workingDays).toBe(5)
  })

  test('calendar days run through the holidays, but do not end in them', () => {
    expect(addCalendarDays(of2022, '2022-09-20', 15)).toBe('2022-10-08')
    expect(addCalendarDays(of2022, '2022-09-20', 7)).toBe('2022-09-27')
  })
})

test('what is due on Friday is late on Saturday, what is due on a Sunday is not late on Monday', () => {
  expect(workingDaysBetween(of2022, '2022-06-17', '2022-06-17')).toBe(0)
  expect(workingDaysBetween(of2022, '2022-06-18', '2022-06-17')).toBe(-1)
  expect(workingDaysBetween(of2022, '2022-06-20', '2022-06-17')).toBe(-1)
  expect(workingDaysBetween(of2022, '2022-06-21', '2022-06-17')).toBe(-2)
  expect(workingDaysBetween(of2022, '2022-06-20', '2022-06-19')).toBe(0)
  expect(workingDaysBetween(of2022, '2022-06-21', '2022-06-19')).toBe(-1)
})

test('a term into a year whose holidays nobody published is provisional', () => {
  expect(termOf(of2022, '2022-12-28', 10).provisionalYears).toEqual([2023])
  expect(termOf(of2022, '2022-12-01', 10).provisionalYears).toEqual([])
})

test('a correction that comes later counts', () => {
  const corrected = createWorkCalendar([...off('春节', '2022-01-31'), ...worked('更正', '2022-01-31')], [2022])

  expect(isWorkday(corrected, '2022-01-31')).toBe(true)
  expect(addWorkingDays(corrected, '2022-01-28', 1)).toBe('2022-01-31')
})

/* A counter that walks day by day and shares nothing with the calendar but its exceptions. */

type Walk = (day: string) => boolean

const walking =
  (exceptions: readonly CalendarException[]): Walk =>
  (day) =>
    exceptions.findLast((one) => one.day === day)?.isWorkday ??
    ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

const step = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)

function walked(works: Walk, start: string, days: number, pauses: readonly Pause[]): string {
  let day = start
  for (let left = days; left > 0; ) {
    day = step(day, 1)
    const isPaused = pauses.some(({ from, until }) => from <= day && day < until)
    if (works(day) && !isPaused) left--
  }
  return day
}

const day = fc.integer({ min: dayNumber('2021-11-01'), max: dayNumber('2023-03-01') }).map(dayOfNumber)
const exceptions = fc.array(fc.record({ day, isWorkday: fc.boolean(), name: fc.constant('放假') }), { maxLength: 40 })
const pauses = fc.array(
  fc.record({ from: day, length: fc.integer({ min: 0, max: 30 }) }).map(({ from, length }) => ({
    from,
    until: step(from, length),
    reason: '暂停',
  })),
  { maxLength: 4 },
)

test('agrees with a counter that walks day by day', () => {
  fc.assert(
    fc.property(exceptions, pauses, day, fc.integer({ min: 1, max: 200 }), (given, stops, start, days) => {
      const calendar = createWorkCalendar(given, [])
      const works = walking(given)
      const due = walked(works, start, days, [])
      expect(addWorkingDays(calendar, start, days)).toBe(due)
      expect(workingDaysBetween(calendar, start, due)).toBe(days)
      expect(addWorkingDays(calendar, due, -days) <= workingDayFrom(calendar, start)).toBe(true)
      expect(isWorkday(calendar, start)).toBe(works(start))
      expect(nextWorkingDay(calendar, start)).toBe(walked(works, start, 1, []))
      expect(nextWorkingDay(calendar, previousWorkingDay(calendar, start))).toBe(workingDayFrom(calendar, start))
      expect(termOf(calendar, start, days, stops).dueOn).toBe(walked(works, start, days, stops))
      expect(termUntil(calendar, start, walked(works, start, days, stops), stops).workingDays).toBe(days)
    }),
    { numRuns: 1000 },
  )
})
