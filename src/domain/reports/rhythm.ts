import { dayNumber, dayOfNumber } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type Period, type PeriodKind, periodOf } from './periods.ts'

/** A moment in the office's own time, `2022-10-01T10:00`: the later one is the greater text. */
export type OfficeMoment = string

/** How a county, or the city, runs the reports of a kind. */
export type Rhythm = {
  /** Units hand in to their county, counties to the city, for periods that end on this day or later; `null`: nobody does. */
  askedFrom: IsoDate | null
  /** Whether they also type numbers, to be held against those counted. */
  asksFigures: boolean
  /** Days after the last day of a period, and the time of that day, at which its numbers are to be frozen. */
  freezeDays: number
  freezeTime: string
  /** Hours before the freeze from which those who have not handed in are reminded. */
  remindHours: number
}

/** The most days a freeze may come after its period: beyond them the next period is half over. */
export const longestFreezeDays = 10

/**
 * Until a county, or the city, says otherwise; nobody is asked to hand in before it does. No law fixes these days: source to
 * be verified, a clearance office sets its own.
 */
export const defaultRhythms = {
  day: { askedFrom: null, asksFigures: false, freezeDays: 0, freezeTime: '18:00', remindHours: 3 },
  week: { askedFrom: null, asksFigures: false, freezeDays: 1, freezeTime: '09:00', remindHours: 48 },
  ten_days: { askedFrom: null, asksFigures: true, freezeDays: 1, freezeTime: '12:00', remindHours: 24 },
  month: { askedFrom: null, asksFigures: true, freezeDays: 3, freezeTime: '18:00', remindHours: 72 },
} as const satisfies Record<PeriodKind, Rhythm>

/** Whether something is to be handed in for a period. */
export const isAsked = ({ askedFrom }: Rhythm, { to }: Pick<Period, 'to'>): boolean =>
  askedFrom !== null && to >= askedFrom

/** When the numbers of a period are to be frozen; what is handed in later is late. */
export const freezeMoment = ({ to }: Pick<Period, 'to'>, { freezeDays, freezeTime }: Rhythm): OfficeMoment =>
  `${dayOfNumber(dayNumber(to) + freezeDays)}T${freezeTime}`

/** The moment as many hours earlier. */
export function hoursBefore(moment: OfficeMoment, hours: number): OfficeMoment {
  const [day = '', time = ''] = moment.split('T')
  const hour = dayNumber(day) * 24 + Number(time.slice(0, 2)) - hours
  return `${dayOfNumber(Math.floor(hour / 24))}T${String(hour - Math.floor(hour / 24) * 24).padStart(2, '0')}:${time.slice(3)}`
}

/** Periods of a kind whose freeze draws near: those who have not handed in for them are reminded now. */
export function periodsToRemind(kind: PeriodKind, rhythm: Rhythm, now: OfficeMoment): Period[] {
  const today = dayNumber(now.slice(0, 10))
  const days = Array.from({ length: longestFreezeDays + 2 }, (_, at) => dayOfNumber(today + 1 - at))
  const periods = new Map(days.map((day) => [periodOf(kind, day).key, periodOf(kind, day)]))
  return [...periods.values()].filter((period) => {
    const freeze = freezeMoment(period, rhythm)
    return isAsked(rhythm, period) && now < freeze && now >= hoursBefore(freeze, rhythm.remindHours)
  })
}

/** The latest periods of a kind up to the one a day lies in, newest first. */
export function lastPeriods(kind: PeriodKind, day: IsoDate, count: number): Period[] {
  const periods = [periodOf(kind, day)]
  for (let oldest = periods[0]; oldest && periods.length < count; oldest = periods.at(-1))
    periods.push(periodOf(kind, dayOfNumber(dayNumber(oldest.from) - 1)))
  return periods
}
