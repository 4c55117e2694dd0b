import { sql } from 'kysely'
import type { Battle } from '#contract/battle.ts'
import { dayNumber, dayOfNumber, weekdayOf } from '#domain/shared/days.ts'
import { addWorkingDays, previousWorkingDay, type WorkCalendar } from '#domain/tasks/calendar.ts'
import type { TaskLight } from '#domain/tasks/lights.ts'
import type { Tx } from '../platform/acts.ts'
import { isOpen, isOverdue } from './list.ts'
import { yellowDays } from './measures.ts'

export type Place = { code: string; name: string; yellowDays: number }

/** The counties with their names and how many working days before its end a task turns yellow there. */
export async function battlePlaces(tx: Tx, counties: readonly string[]): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select r.code, r.name, ${yellowDays} as "yellowDays"
      from regions as r
      left join campaign_settings as own on own.county_code = r.code
      left join campaign_settings as city on city.county_code = r.parent_code
     where r.level = 'county' and r.code = any (${counties}::text[]) order by r.code`.execute(tx)
  return rows
}

/** The open tasks of one county, unit or estate, by what their lights say today. `worstDueOn`: of the red ones. */
export type Standing = {
  of: 'county' | 'organisation' | 'estate'
  countyCode: string
  id: string
  open: number
  overdue: number
  red: number
  yellow: number
  green: number
  worstDueOn: string | null
}

/** The last day on which a task is red, and in each county the last on which it is yellow: what is due later is green. */
function thresholds(places: readonly Place[], calendar: WorkCalendar, today: string) {
  const redUntil = previousWorkingDay(calendar, today)
  const yellowUntil = places.map(({ code, yellowDays }) => ({
    code,
    until: dayOfNumber(dayNumber(addWorkingDays(calendar, today, yellowDays + 1)) - 1),
  }))
  return { redUntil, yellowUntil: JSON.stringify(yellowUntil) }
}

/** All open tasks of these counties counted once, per county, per unit and per estate. */
export async function countStandings(
  tx: Tx,
  places: readonly Place[],
  calendar: WorkCalendar,
  today: string,
): Promise<Standing[]> {
  const { redUntil, yellowUntil } = thresholds(places, calendar, today)
  const { rows } = await sql<Standing>`
    with open_tasks as (
      select t.county_code, t.organisation_id, t.estate_id, t.due_on, ${isOverdue(redUntil)} as is_overdue,
             case when t.state = 'paused' then 'grey'
                  when t.due_on <= ${redUntil} then 'red'
                  when t.due_on <= y.until then 'yellow'
                  when t.starts_on > ${today} then 'grey'
                  else 'green' end as light
        from jsonb_to_recordset(${yellowUntil}::jsonb) as y (code text, until date)
        join tasks as t on t.county_code = y.code and ${isOpen}
    )
    select case when grouping(organisation_id) = 0 then 'organisation' when grouping(estate_id) = 0 then 'estate' else 'county' end as of,
           county_code as "countyCode", coalesce(organisation_id, estate_id)::text as id, count(*) as open,
           count(*) filter (where is_overdue) as overdue,
           count(*) filter (where light = 'red') as red,
           count(*) filter (where light = 'yellow') as yellow,
           count(*) filter (where light = 'green') as green,
           min(due_on) filter (where light = 'red') as "worstDueOn"
      from open_tasks
     group by grouping sets ((county_code), (county_code, organisation_id), (county_code, estate_id))
    having grouping(estate_id) = 1 or estate_id is not null`.execute(tx)
  return rows
}

export type WrittenOff = { today: number; week: number; total: number }

/** Write-offs of each county: today, since Monday, and ever. */
export async function countWrittenOff(
  tx: Tx,
  counties: readonly string[],
  today: string,
): Promise<Map<string, WrittenOff>> {
  const number = dayNumber(today)
  const monday = dayOfNumber(number - weekdayOf(number))
  const { rows } = await sql<WrittenOff & { code: string }>`
    select t.county_code as code, count(*) as total,
           count(*) filter (where t.written_off_on = ${today}) as today,
           count(*) filter (where t.written_off_on between ${monday} and ${today}) as week
      from tasks as t where t.county_code = any (${counties}::text[]) and t.state = 'written_off'
     group by t.county_code`.execute(tx)
  return new Map(rows.map(({ code, ...counts }) => [code, counts]))
}

/** The last tasks written off, newest first. */
export async function lastWrittenOff(tx: Tx, counties: readonly string[]): Promise<Battle['ticker']> {
  const { rows } = await sql<Battle['ticker'][number]>`
    select t.id as "taskId", r.name as "countyName", t.title, t.written_off_on as on
      from unnest(${counties}::text[]) as c (code)
     cross join lateral (select id, county_code, title, written_off_on from tasks
                          where county_code = c.code and state = 'written_off' order by written_off_on desc limit 10) as t
      join regions as r on r.code = t.county_code
     order by t.written_off_on desc, t.id limit 10`.execute(tx)
  return rows
}

/** Estates that had tasks and have none open: every one of them is written off. */
export async function listDoneEstates(tx: Tx, counties: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from estates as e
     where e.county_code = any (${counties}::text[])
       and exists (select from tasks as t
                    where t.county_code = e.county_code and t.estate_id = e.id and t.state = 'written_off')
       and not exists (select from tasks as t where t.county_code = e.county_code and t.estate_id = e.id and ${isOpen})`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** The light of a place: the worst of its open tasks. */
export function worstLight({ red, yellow, green }: Standing): TaskLight {
  if (red > 0) return 'red'
  if (yellow > 0) return 'yellow'
  return green > 0 ? 'green' : 'grey'
}
