import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { addWorkingDays, type WorkCalendar, workdayAt, workdaysUpTo } from './calendar.ts'

/** A week of the forecast is five working days, whatever holidays lie between. */
const weekDays = 5

/** Weeks after which a course that is not finished counts as never finishing: five years. */
const patience = 260
const courses = 500

/** When work is over at the pace so far: the days by which 50, 80 and 95 of 100 resampled courses are. Null: not at this pace. */
export type Outlook = { pace: number; p50: IsoDate | null; p80: IsoDate | null; p95: IsoDate | null }

/** The last days of the weeks behind a day, the newest first: what happened up to one and after the next is one week's work. */
export function weeksBehind(calendar: WorkCalendar, asOf: IsoDate, weeks: number): IsoDate[] {
  const last = workdaysUpTo(calendar, dayNumber(asOf))
  const earlier = Array.from({ length: weeks }, (_, week) =>
    dayOfNumber(workdayAt(calendar, last - (week + 1) * weekDays)),
  )
  return [asOf, ...earlier]
}

/** What was done in each week, from what happened day by day; `ends` as `weeksBehind` gives them. */
export function weeklyWork(ends: readonly IsoDate[], days: readonly { day: IsoDate; n: number }[]): number[] {
  return ends.slice(1).map((after, week) => {
    const end = ends[week] ?? after
    return days.reduce((sum, { day, n }) => (day > after && day <= end ? sum + n : sum), 0)
  })
}

/**
 * Draws weeks from those behind, again and again, until what remains is done: each course is one way it could go on.
 * `chance` gives numbers from 0 up to 1; the same numbers give the same outlook.
 */
export function outlookOf(
  calendar: WorkCalendar,
  { asOf, remaining, weekly }: { asOf: IsoDate; remaining: number; weekly: readonly number[] },
  chance: () => number,
): Outlook {
  const done = weekly.reduce((sum, n) => sum + n, 0)
  const pace = weekly.length === 0 ? 0 : done / weekly.length / weekDays
  if (remaining <= 0) return { pace, p50: asOf, p80: asOf, p95: asOf }
  if (done <= 0) return { pace, p50: null, p80: null, p95: null }
  const lengths = Array.from({ length: courses }, () => courseOf(remaining, weekly, chance)).sort((a, b) => a - b)
  const dayAt = (share: number) => {
    const length = lengths[Math.ceil(share * courses) - 1] ?? Number.POSITIVE_INFINITY
    return Number.isFinite(length) ? addWorkingDays(calendar, asOf, length) : null
  }
  return { pace, p50: dayAt(0.5), p80: dayAt(0.8), p95: dayAt(0.95) }
}

/** Working days of one course; the last week counts only as far as it is needed. */
function courseOf(remaining: number, weekly: readonly number[], chance: () => number): number {
  let left = remaining
  for (let week = 0; week < patience; week++) {
    const work = weekly[Math.floor(chance() * weekly.length)] ?? 0
    if (work >= left) return week * weekDays + Math.ceil((left / work) * weekDays)
    left -= work
  }
  return Number.POSITIVE_INFINITY
}
