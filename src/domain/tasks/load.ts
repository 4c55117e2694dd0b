import { dayNumber, dayOfNumber, weekdayOf } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type WorkCalendar, workdayAt, workdaysUpTo } from './calendar.ts'

/** Work of a unit as planned: from the day it starts (not counted), so many working days. */
export type PlannedWork = { unit: string; start: IsoDate; workingDays: number }

/** What a unit has to do in a week, named by its Monday: working days, and steps that fall into it. */
export type WeekLoad = { unit: string; week: IsoDate; days: number; steps: number }

/** Working days per unit and week, by unit, then by week. Waiting, a public notice for instance, is no load. */
export function loadOf(calendar: WorkCalendar, work: readonly PlannedWork[]): WeekLoad[] {
  const byUnit = new Map<string, Map<number, WeekLoad>>()
  for (const { unit, start, workingDays } of work) {
    const weeks = byUnit.get(unit) ?? new Map<number, WeekLoad>()
    byUnit.set(unit, weeks)
    for (const [monday, days] of weeksOf(calendar, dayNumber(start), workingDays)) {
      const load = weeks.get(monday) ?? { unit, week: dayOfNumber(monday), days: 0, steps: 0 }
      weeks.set(monday, load)
      load.days += days
      load.steps += 1
    }
  }
  return [...byUnit.values()]
    .flatMap((weeks) => [...weeks.values()])
    .sort((one, other) => (one.unit + one.week < other.unit + other.week ? -1 : 1))
}

/** The weeks into which so many working days after a day fall, and how many into each. */
function weeksOf(calendar: WorkCalendar, start: number, workingDays: number): [monday: number, days: number][] {
  const last = workdaysUpTo(calendar, start) + workingDays
  const weeks: [number, number][] = []
  for (let done = workdaysUpTo(calendar, start); done < last; ) {
    const day = workdayAt(calendar, done + 1)
    const monday = day - weekdayOf(day)
    const until = Math.min(workdaysUpTo(calendar, monday + 6), last)
    weeks.push([monday, until - done])
    done = until
  }
  return weeks
}
