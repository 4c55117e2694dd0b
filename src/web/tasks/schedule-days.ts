import type { scheduleWords } from './schedule-messages.ts'

type DayWords = Pick<(typeof scheduleWords)['zh'], 'longDay' | 'shortDay'>

/** A day as people say it, without leading zeros. */
export const longDay = (text: DayWords, day: string) =>
  text.longDay(day.slice(0, 4), String(Number(day.slice(5, 7))), String(Number(day.slice(8))))

/** A day of the year at hand. */
export const shortDay = (text: DayWords, day: string) =>
  text.shortDay(String(Number(day.slice(5, 7))), String(Number(day.slice(8))))
