import type { CalendarDay } from '#contract/campaign.ts'
import { dayNumber } from '#domain/shared/days.ts'

/** Days one after the other that are the same and called the same. */
type DayRun = { from: string; until: string; name: string; isWorkday: boolean }

/** Days in order, told as runs: 1 to 7 October National Day. */
export function runsOf(days: readonly CalendarDay[]): DayRun[] {
  const runs: DayRun[] = []
  for (const { day, name, isWorkday } of days) {
    const last = runs.at(-1)
    const isNext = last && dayNumber(day) === dayNumber(last.until) + 1
    if (isNext && last.name === name && last.isWorkday === isWorkday) last.until = day
    else runs.push({ from: day, until: day, name, isWorkday })
  }
  return runs
}
