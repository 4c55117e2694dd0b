import { dayNumber, dayOfNumber, weekdayOf } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'

/** A day that is not what its weekday says: a holiday, or a make-up day 调休 that is worked. */
export type CalendarException = { day: IsoDate; isWorkday: boolean; name: string }

/** Working days: weekends off, except for what is published. Years whose holidays nobody published know weekends only. */
export type WorkCalendar = {
  publishedYears: ReadonlySet<number>
  exceptions: ReadonlyMap<number, CalendarException>
  /** Day numbers on which the count of working days parts from that of weekdays, in order, and by how much so far. */
  turns: readonly number[]
  sums: readonly number[]
}

/** Of two exceptions for a day the later counts: corrections come after what they correct. */
export function createWorkCalendar(
  exceptions: readonly CalendarException[],
  publishedYears: Iterable<number>,
): WorkCalendar {
  const byDay = new Map(exceptions.map((exception) => [dayNumber(exception.day), exception]))
  const turns: number[] = []
  const sums: number[] = []
  let sum = 0
  for (const [number, { isWorkday }] of [...byDay].sort(([one], [other]) => one - other)) {
    const change = Number(isWorkday) - Number(isWeekday(number))
    if (change === 0) continue
    sum += change
    turns.push(number)
    sums.push(sum)
  }
  return { publishedYears: new Set(publishedYears), exceptions: byDay, turns, sums }
}

const isWeekday = (number: number) => weekdayOf(number) < 5

/** Weekdays up to and including a day, counted from a Monday long ago. */
const weekdaysUpTo = (number: number) => Math.floor((number + 3) / 7) * 5 + Math.min(weekdayOf(number) + 1, 5)

function partedBy({ turns, sums }: WorkCalendar, number: number): number {
  let low = 0
  let high = turns.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((turns[middle] ?? 0) <= number) low = middle + 1
    else high = middle
  }
  return sums[low - 1] ?? 0
}

/** How many working days lie up to and including a day, given by its number. Only differences mean something. */
export const workdaysUpTo = (calendar: WorkCalendar, number: number): number =>
  weekdaysUpTo(number) + partedBy(calendar, number)

/** The day, by its number, on which so many working days are full: the turned-round question of `workdaysUpTo`. */
export function workdayAt(calendar: WorkCalendar, ordinal: number): number {
  let low = Math.floor((ordinal * 7) / 5) - 7 - calendar.turns.length * 2
  let high = low + 14 + calendar.turns.length * 4
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (workdaysUpTo(calendar, middle) >= ordinal) high = middle
    else low = middle + 1
  }
  return low
}

export const isWorkday = ({ exceptions }: WorkCalendar, day: IsoDate): boolean =>
  exceptions.get(dayNumber(day))?.isWorkday ?? isWeekday(dayNumber(day))

/** The first working day after a day. */
export const nextWorkingDay = (calendar: WorkCalendar, day: IsoDate): IsoDate => addWorkingDays(calendar, day, 1)

/** The last working day before a day. */
export const previousWorkingDay = (calendar: WorkCalendar, day: IsoDate): IsoDate =>
  dayOfNumber(workdayAt(calendar, workdaysUpTo(calendar, dayNumber(day) - 1)))

/** The day itself when it is worked, else the next that is. 民法典 §203, to be verified. */
export const workingDayFrom = (calendar: WorkCalendar, day: IsoDate): IsoDate =>
  isWorkday(calendar, day) ? day : nextWorkingDay(calendar, day)

/**
 * The last day of a term of so many working days. The day on which it starts is not counted, its first day is the next
 * working day (民法典 §201, to be verified); of no days it ends at its start, or on the next working day (§203).
 * Less than none counts backwards.
 */
export function addWorkingDays(calendar: WorkCalendar, start: IsoDate, workingDays: number): IsoDate {
  if (workingDays === 0) return workingDayFrom(calendar, start)
  const number = dayNumber(start)
  const before = workingDays > 0 ? workdaysUpTo(calendar, number) : workdaysUpTo(calendar, number - 1) + 1
  return dayOfNumber(workdayAt(calendar, before + workingDays))
}

/**
 * The last day of a term of so many calendar days: the starting day is not counted, and a term that would end on a day
 * off ends on the next working day (民法典 §§201, 203, to be verified).
 */
export const addCalendarDays = (calendar: WorkCalendar, start: IsoDate, days: number): IsoDate =>
  workingDayFrom(calendar, dayOfNumber(dayNumber(start) + days))

/**
 * Working days until a day: 0 on the day itself, negative once it has passed. A day off stands for the next working day:
 * what is due on a Sunday is not late on Monday, and what was due on Friday is late on Saturday.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: IsoDate, to: IsoDate): number {
  const [start, end] = [dayNumber(from), dayNumber(to)]
  return start <= end
    ? workdaysUpTo(calendar, end) - workdaysUpTo(calendar, start)
    : workdaysUpTo(calendar, end - 1) - workdaysUpTo(calendar, start - 1)
}
