import type { IsoDate } from '#domain/shared/quantities.ts'
import { at } from './draws.ts'

const dayMs = 86_400_000
const firstDayMs = Date.UTC(2021, 4, 1)
const lastDayMs = Date.UTC(2022, 10, 30)

/** Every day of the campaign, 2021-05-01 to 2022-11-30. A day number is a place in this list. */
export const campaignDays: readonly IsoDate[] = Array.from({ length: (lastDayMs - firstDayMs) / dayMs + 1 }, (_, day) =>
  new Date(firstDayMs + day * dayMs).toISOString().slice(0, 10),
)

/** Public holidays, first and last day. Source: yearly holiday notices of the State Council for 2021 and 2022. */
const holidays = [
  ['2021-05-01', '2021-05-05'],
  ['2021-06-12', '2021-06-14'],
  ['2021-09-19', '2021-09-21'],
  ['2021-10-01', '2021-10-07'],
  ['2022-01-01', '2022-01-03'],
  ['2022-01-31', '2022-02-06'],
  ['2022-04-03', '2022-04-05'],
  ['2022-04-30', '2022-05-04'],
  ['2022-06-03', '2022-06-05'],
  ['2022-09-10', '2022-09-12'],
  ['2022-10-01', '2022-10-07'],
] as const

/** Saturdays and Sundays worked in exchange for a holiday. Source: the same notices. */
const exchangedDays: readonly IsoDate[] = [
  '2021-05-08',
  '2021-09-18',
  '2021-09-26',
  '2021-10-09',
  '2022-01-29',
  '2022-01-30',
  '2022-04-02',
  '2022-04-24',
  '2022-05-07',
  '2022-10-08',
  '2022-10-09',
]

const dayNumbers = new Map(campaignDays.map((day, number) => [day, number]))
const kinds = campaignDays.map(kindOfDay)

/** The number of a day of the campaign; throws for a day outside it. */
export function dayNumber(day: IsoDate): number {
  const number = dayNumbers.get(day)
  if (number === undefined) throw new RangeError(`${day} is not a day of the campaign`)
  return number
}

/** Whether offices are open as on any working day. */
export function isWorkingDay(day: number): boolean {
  return at(kinds, day) === 'working'
}

/** Whether an office that works overtime is open: any day except public holidays. */
export function isOvertimeDay(day: number): boolean {
  return at(kinds, day) !== 'holiday'
}

/** The nearest open day at or before the given one, but not before `earliest`; then the first open day after it. */
export function openDayAround(day: number, earliest: number, isOpen: (day: number) => boolean): number {
  let open = day
  while (open >= earliest && !isOpen(open)) open--
  if (open >= earliest) return open
  open = day
  while (!isOpen(open)) open++
  return open
}

function kindOfDay(day: IsoDate): 'working' | 'weekend' | 'holiday' {
  if (exchangedDays.includes(day)) return 'working'
  if (holidays.some(([from, to]) => day >= from && day <= to)) return 'holiday'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? 'weekend' : 'working'
}
