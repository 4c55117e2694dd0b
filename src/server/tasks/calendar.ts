import shipped from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { sql } from 'kysely'
import { type CalendarException, createWorkCalendar, type WorkCalendar } from '#domain/tasks/calendar.ts'
import type { Tx } from '../platform/acts.ts'

/** Each day of the library is `English name,Chinese name,days`. */
const named = (days: Readonly<Record<string, string>>, isWorkday: boolean): CalendarException[] =>
  Object.entries(days).map(([day, words]) => ({ day, isWorkday, name: words.split(',')[1] ?? words }))

/** Holidays and make-up days of the release. */
const shippedExceptions: readonly CalendarException[] = [
  ...named(shipped.holidays, false),
  ...named(shipped.workdays, true),
]

/** The library answers for any year; it knows those whose National Day it knows. */
export const shippedYears: readonly number[] = shippedExceptions
  .filter(({ day, isWorkday }) => !isWorkday && day.endsWith('-10-01'))
  .map(({ day }) => Number(day.slice(0, 4)))

const shippedCalendar = createWorkCalendar(shippedExceptions, shippedYears)

type Corrections = { days: CalendarException[]; years: number[] }

/** The working-day calendar that holds for the caller: what was shipped, with the city's corrections over it. */
export async function calendarIn(tx: Tx): Promise<WorkCalendar> {
  const { days, years } = await getCorrections(tx)
  if (days.length === 0 && years.length === 0) return shippedCalendar
  return createWorkCalendar([...shippedExceptions, ...days], [...shippedYears, ...years])
}

async function getCorrections(tx: Tx): Promise<Corrections> {
  const { rows } = await sql<Corrections>`
    with city as (
      select distinct coalesce(parent_code, code) as code from regions
       where code = any (jurisdiction()) and level in ('city', 'county')
    )
    select (select coalesce(jsonb_agg(jsonb_build_object('day', day, 'isWorkday', is_workday, 'name', name)), '[]')
              from calendar_days where county_code in (select code from city)) as days,
           (select coalesce(jsonb_agg(year), '[]') from calendar_years where county_code in (select code from city)) as years`.execute(
    tx,
  )
  return rows[0] ?? { days: [], years: [] }
}
