import { dayNumber, dayOfNumber, weekdayOf } from '../../shared/days.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import type { SessionNature } from './kinds.ts'

/** A time of day, `HH:MM`. */
export type TimeOfDay = string

/** Hours of a day with its break, and into which times they are divided. */
export type Hours = {
  startsAt: TimeOfDay
  endsAt: TimeOfDay
  breakFrom: TimeOfDay | null
  breakUntil: TimeOfDay | null
  slotMinutes: number
}

export type Slot = { no: number; startsAt: TimeOfDay; endsAt: TimeOfDay }

/**
 * The times into which a day is divided. A time that the break or the end would cut short is not offered: whoever comes
 * is owed the whole of it.
 */
export function slotsOf({ startsAt, endsAt, breakFrom, breakUntil, slotMinutes }: Hours): Slot[] {
  const stretches =
    breakFrom !== null && breakUntil !== null
      ? [
          [startsAt, breakFrom],
          [breakUntil, endsAt],
        ]
      : [[startsAt, endsAt]]
  const times = stretches.flatMap(([from = startsAt, until = endsAt]) => {
    const [first, last] = [minutesOf(from), minutesOf(until)]
    const many = Math.max(0, Math.floor((last - first) / slotMinutes))
    return Array.from({ length: many }, (_, at) => first + at * slotMinutes)
  })
  return times.map((time, at) => ({ no: at + 1, startsAt: timeOf(time), endsAt: timeOf(time + slotMinutes) }))
}

export const minutesOf = (time: TimeOfDay): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const timeOf = (minutes: number): TimeOfDay =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Is a session regular, overtime 加班 beyond the place's usual hours, or work on a day off? */
export function natureOf(
  usual: { opensAt: TimeOfDay; closesAt: TimeOfDay },
  session: { startsAt: TimeOfDay; endsAt: TimeOfDay },
  isWorkday: boolean,
): SessionNature {
  if (!isWorkday) return 'day_off'
  return session.startsAt < usual.opensAt || session.endsAt > usual.closesAt ? 'overtime' : 'regular'
}

/** Days from one to another that fall on the given weekdays, 1 Monday to 7 Sunday. */
export function daysOn(from: IsoDate, until: IsoDate, weekdays: readonly number[]): IsoDate[] {
  const [first, last] = [dayNumber(from), dayNumber(until)]
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  return all.filter((day) => weekdays.includes(weekdayOf(day) + 1)).map(dayOfNumber)
}

/** What is wrong with hours, in words; null: nothing. */
export function refuseHours(hours: Hours): string | null {
  const { startsAt, endsAt, breakFrom, breakUntil } = hours
  if (endsAt <= startsAt) return '结束时间须晚于开始时间'
  if ((breakFrom === null) !== (breakUntil === null)) return '午休须写明起止时间'
  if (
    breakFrom !== null &&
    breakUntil !== null &&
    !(startsAt < breakFrom && breakFrom < breakUntil && breakUntil < endsAt)
  )
    return '午休须在开放时间之内'
  return slotsOf(hours).length === 0 ? '开放时间不足一个时段' : null
}
