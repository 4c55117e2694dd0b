import type { IsoDate } from './quantities.ts'

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Number of days of a month (1–12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0)
}

/** The day of these numbers, or null when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): IsoDate | null {
  if (!(year >= 1 && year <= 9999) || day < 1 || day > daysInMonth(year, month)) return null
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** The last day of a month written `YYYY-MM`. */
export function lastDayOfMonth(month: string): IsoDate {
  return `${month}-${two(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))))}`
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

const dayMs = 86_400_000

/** Days from 1 January 1970, a Thursday, to this day. */
export const dayNumber = (day: IsoDate): number => Date.parse(day) / dayMs

export const dayOfNumber = (number: number): IsoDate => new Date(number * dayMs).toISOString().slice(0, 10)

/** Days from Monday to this day of its week: 0 is Monday, 6 Sunday. */
export const weekdayOf = (number: number): number => (((number + 3) % 7) + 7) % 7
