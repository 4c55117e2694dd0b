import type { CalendarYear } from '#contract/campaign.ts'
import { dayNumber, dayOf, daysInMonth, weekdayOf } from '#domain/shared/days.ts'

type KnownDay = CalendarYear['days'][number]

/** A day of a month on the wall: what it is, and what it is called. */
export type WallDay = {
  day: string
  kind: 'workday' | 'weekend' | 'holiday' | 'make_up'
  name: string | null
  isCorrected: boolean
}

export type WallMonth = {
  month: number /** Places before its first day, from Monday on. */
  offset: number
  days: WallDay[]
}

/** A year as twelve months; of a day nobody named the weekday says what it is. */
export function wallYear({ year, days }: CalendarYear): WallMonth[] {
  const known = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: 12 }, (_, index) => {
    const month = index + 1
    const names = Array.from({ length: daysInMonth(year, month) }, (_, day) => dayOf(year, month, day + 1) ?? '')
    return {
      month,
      offset: weekdayOf(dayNumber(names[0] ?? '')),
      days: names.map((day) => wallDay(day, known.get(day))),
    }
  })
}

function wallDay(day: string, known: KnownDay | undefined): WallDay {
  const isWeekend = weekdayOf(dayNumber(day)) >= 5
  const isWorkday = known?.isWorkday ?? !isWeekend
  const usual = isWeekend ? 'weekend' : 'workday'
  const kind =
    isWorkday === !isWeekend ? (isHoliday(known, isWeekend) ? 'holiday' : usual) : isWorkday ? 'make_up' : 'holiday'
  return { day, kind, name: known?.name ?? null, isCorrected: known?.isCorrected ?? false }
}

/** A weekend that belongs to a holiday carries its name. */
const isHoliday = (known: KnownDay | undefined, isWeekend: boolean) => isWeekend && Boolean(known?.name)

export const workdaysOf = ({ days }: WallMonth): number =>
  days.filter(({ kind }) => kind === 'workday' || kind === 'make_up').length

export type PublishedDay = { day: string; isWorkday: boolean; name: string }

const linePattern = /^(\d{4})-(\d{1,2})-(\d{1,2})\s+(\S)\s+(.{1,30})$/

/**
 * The lines of a published holiday arrangement: a day, whether it is off or worked, its name. `marks`: the signs for
 * both. Says which line it cannot read.
 */
export function readDays(
  text: string,
  year: number,
  marks: { off: string; worked: string },
): { days: PublishedDay[]; badLine: null } | { days: null; badLine: number } {
  const days: PublishedDay[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, y, m, d, mark, name] = linePattern.exec(line.trim()) ?? []
    const day = Number(y) === year ? dayOf(year, Number(m), Number(d)) : null
    if (day === null || name === undefined || (mark !== marks.off && mark !== marks.worked))
      return { days: null, badLine: index + 1 }
    days.push({ day, isWorkday: mark === marks.worked, name: name.trim() })
  }
  return { days, badLine: null }
}
