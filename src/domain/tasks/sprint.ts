import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type WorkCalendar, workdayAt, workdaysUpTo } from './calendar.ts'

/** A dated campaign within the campaign: so much from a day until a day, both included. */
export type SprintPlan = { from: IsoDate; until: IsoDate; target: number; closedOn: IsoDate | null }

export type SprintCourse = {
  done: number
  /** What an even pace asks of each working day. */
  dailyTarget: number
  /** What was left in the evening of each working day, null of days to come; what an even pace would have left. */
  burnDown: { day: IsoDate; left: number | null; even: number }[]
}

/** How a sprint runs, from what happened day by day. What is closed counts until the day it was closed. */
export function sprintCourse(
  calendar: WorkCalendar,
  sprint: SprintPlan,
  today: IsoDate,
  happened: readonly { day: IsoDate; n: number }[],
): SprintCourse {
  const known = [today, sprint.until, sprint.closedOn ?? today].reduce((first, day) => (day < first ? day : first))
  const counted = happened.filter(({ day }) => day >= sprint.from && day <= known)
  const doneBy = (last: IsoDate) => counted.reduce((sum, { day, n }) => (day <= last ? sum + n : sum), 0)
  const days = daysOf(calendar, sprint)
  return {
    done: doneBy(known),
    dailyTarget: sprint.target / days.length,
    burnDown: days.map((day, place) => ({
      day,
      left: day <= known ? Math.max(sprint.target - doneBy(day), 0) : null,
      even: sprint.target * (1 - (place + 1) / days.length),
    })),
  }
}

/** The working days of a sprint; one that lies wholly on days off is all on its last day. */
function daysOf(calendar: WorkCalendar, { from, until }: SprintPlan): IsoDate[] {
  const before = workdaysUpTo(calendar, dayNumber(from) - 1)
  const n = workdaysUpTo(calendar, dayNumber(until)) - before
  if (n === 0) return [until]
  return Array.from({ length: n }, (_, place) => dayOfNumber(workdayAt(calendar, before + place + 1)))
}
