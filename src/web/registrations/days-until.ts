import dayjs from 'dayjs'
import { dayNumber } from '#domain/shared/days.ts'

/** Calendar days from today in the office's own time to a day; negative once it is past. */
export const daysUntil = (day: string): number => dayNumber(day) - dayNumber(officeToday())

/** Today as a form takes it. */
export const officeToday = (): string => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)

export const dayIn = (days: number): string => dayjs(officeToday()).add(days, 'day').format('YYYY-MM-DD')
