import { dayNumber, dayOfNumber, daysInMonth, lastDayOfMonth, weekdayOf } from '../shared/days.ts'
import type { IsoDate } from '../shared/quantities.ts'

/** The rhythm of the campaign: 日报告、周例会、旬调度、月通报. */
export const periodKinds = ['day', 'week', 'ten_days', 'month'] as const
export type PeriodKind = (typeof periodKinds)[number]

export type Period = { kind: PeriodKind; key: string; from: IsoDate; to: IsoDate }

/** What the report of a period is called. */
export const reportNames = {
  day: '日报告',
  week: '周汇报任务清单',
  ten_days: '旬调度',
  month: '月通报',
} as const satisfies Record<PeriodKind, string>

const parts = ['上旬', '中旬', '下旬'] as const

/** The period a day lies in. Weeks are those of ISO 8601; ten days run 1–10, 11–20, 21 to the end of the month. */
export function periodOf(kind: PeriodKind, day: IsoDate): Period {
  const month = day.slice(0, 7)
  if (kind === 'day') return { kind, key: day, from: day, to: day }
  if (kind === 'month') return { kind, key: month, from: `${month}-01`, to: lastDayOfMonth(month) }
  if (kind === 'ten_days') return tenDays(month, Math.min(2, Math.floor((Number(day.slice(8)) - 1) / 10)))
  const monday = dayNumber(day) - weekdayOf(dayNumber(day))
  const year = dayOfNumber(monday + 3).slice(0, 4) // a week is of the year its Thursday is in
  const week = Math.floor((monday + 3 - dayNumber(`${year}-01-01`)) / 7) + 1
  return {
    kind,
    key: `${year}-W${String(week).padStart(2, '0')}`,
    from: dayOfNumber(monday),
    to: dayOfNumber(monday + 6),
  }
}

function tenDays(month: string, part: number): Period {
  const from = `${month}-${part}1`
  const to = part === 2 ? lastDayOfMonth(month) : `${month}-${part + 1}0`
  return { kind: 'ten_days', key: `${month}-T${part + 1}`, from, to }
}

/** The period a key names: 2022-09-20, 2022-W39, 2022-09-T2, 2022-09; nothing when the calendar has no such period. */
export function parsePeriod(kind: PeriodKind, key: string): Period | null {
  const found = periodOf(kind, firstGuess(kind, key) ?? '1970-01-01')
  return found.key === key ? found : null
}

/** A day that lies in the period if the key is one of its kind. */
function firstGuess(kind: PeriodKind, key: string): IsoDate | null {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d|T[123]))?$/.exec(key) ?? []
  if (kind === 'week') {
    const [, of, week] = /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/.exec(key) ?? []
    return of && week ? dayOfNumber(dayNumber(`${of}-01-04`) + 7 * (Number(week) - 1)) : null
  }
  if (!year || !month) return null
  if (kind === 'month') return `${year}-${month}-01`
  if (kind === 'ten_days') return day?.startsWith('T') ? `${year}-${month}-${Number(day.slice(1)) - 1}1` : null
  const date = Number(day)
  return date >= 1 && date <= daysInMonth(Number(year), Number(month)) ? key : null
}

/** The day before the period: what stood at its end is what the period began with. */
export const dayBefore = ({ from }: Period): IsoDate => dayOfNumber(dayNumber(from) - 1)

/** 2022年9月20日, 2022年第39周, 2022年9月中旬, 2022年9月: no leading zeros, GB/T 15835. */
export function periodWords({ kind, key, from }: Period): string {
  const [year, month] = from.split('-').map(Number)
  if (kind === 'week') return `${key.slice(0, 4)}年第${Number(key.slice(6))}周`
  if (kind === 'ten_days') return `${year}年${month}月${parts[Number(key.slice(-1)) - 1]}`
  return kind === 'day' ? `${year}年${monthDay(from)}` : `${year}年${month}月`
}

const monthDay = (day: IsoDate) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
