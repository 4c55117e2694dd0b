import { type RawBuilder, sql } from 'kysely'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import type { TaskState } from '#domain/tasks/moves.ts'
import { type Db, systemActor, type Tx, transact } from '../platform/acts.ts'
import { inHand, isDue, isOpen, spansOf } from './list.ts'
import { lightOf, type Measures, measuresOf } from './measures.ts'
import { officePeople } from './notices.ts'

/** What one run of the clock did for a county. */
export type ClockRun = { lights: number; notices: number }

/**
 * What a day by itself brings to the tasks of a county: their lights, reminders before a term ends, a word once it has
 * passed, and the day's digest to everybody. Of a day the notices are given once, whoever runs it and however often; a
 * run after days missed tells what holds today. No act: a light follows from the day and from nobody.
 */
export function runClock(db: Db, countyCode: string, today: string): Promise<ClockRun> {
  return transact(db, systemActor([countyCode]), async (tx) => {
    const measures = await measuresOf(tx, countyCode, today)
    const lastRun = await beginDay(tx, countyCode, today)
    const lights = await setLights(tx, countyCode, measures)
    const notices = lastRun === null ? 0 : await giveNotices(tx, countyCode, measures, lastRun)
    if (lights > 0) await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
    return { lights, notices }
  })
}

/** Claims the day for this run and gives the day last run before; null when another run has it already. */
async function beginDay(tx: Tx, countyCode: string, today: string): Promise<string | null> {
  const { rows } = await sql<{ lastRun: string | null }>`
    insert into clock_runs (county_code, day) values (${countyCode}, ${today}) on conflict do nothing
    returning (select max(day) from clock_runs where county_code = ${countyCode} and day < ${today}) as "lastRun"`.execute(
    tx,
  )
  if (!rows[0]) return null
  return rows[0].lastRun ?? dayOfNumber(dayNumber(today) - 1)
}

/** Lights of all tasks whose light follows from the day, decided once for each way a task can stand. */
async function setLights(tx: Tx, countyCode: string, measures: Measures): Promise<number> {
  const { rows } = await sql<{ state: TaskState; dueOn: string; isAhead: boolean; startsOn: string }>`
    select t.state, t.due_on as "dueOn", t.starts_on > ${measures.today} as "isAhead", max(t.starts_on) as "startsOn"
      from tasks as t where t.county_code = ${countyCode} and ${isOpen}
     group by 1, 2, 3`.execute(tx)
  const lights = rows.map((group) => ({
    state: group.state,
    due_on: group.dueOn,
    is_ahead: group.isAhead,
    light: lightOf(measures, group),
  }))
  const { numAffectedRows } = await sql`
    update tasks as t set light = l.light, light_on = ${measures.today}
      from jsonb_to_recordset(${JSON.stringify(lights)}::jsonb) as l (state text, due_on date, is_ahead boolean, light text)
     where t.county_code = ${countyCode} and ${isOpen} and t.state = l.state and t.due_on = l.due_on
       and (t.starts_on > ${measures.today}) = l.is_ahead and t.light <> l.light`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

async function giveNotices(tx: Tx, countyCode: string, measures: Measures, lastRun: string): Promise<number> {
  const spans = spansOf(measures.calendar, measures.today)
  const reminded = await daysToRemindOf(tx, countyCode, measures, lastRun)
  const held = sql`t.county_code = ${countyCode} and t.person_id is not null`
  const reminders = sql`
    select t.person_id, 'reminder' as kind, t.id as task_id, ${measures.today}::date as for_day, '{}'::jsonb as content
      from tasks as t where ${held} and ${inHand} and t.due_on = any (${reminded}::date[])`
  // by the day it was due: said once of a term, and again when another term has passed
  const overdue = sql`
    select t.person_id, 'overdue', t.id, t.due_on, '{}'::jsonb from tasks as t where ${held} and ${isDue('overdue', spans)}`
  const { rows } = await sql<{ n: number }>`
    with given as (
      insert into notices (county_code, person_id, kind, task_id, for_day, content)
      select ${countyCode}, person_id, kind, task_id, for_day, content
        from (${reminders} union all ${overdue} union all ${digests(countyCode, spans)}) as due
      on conflict on constraint notice_is_given_once do nothing
      returning person_id
    ), told as (
      select pg_notify('notices', a.account_id::text)
        from (select distinct p.account_id from given join people as p on p.county_code = ${countyCode} and p.id = given.person_id
               where p.account_id is not null) as a
    )
    select (select count(*) from given) as n, (select count(*) from told)`.execute(tx)
  return rows[0]?.n ?? 0
}

/**
 * The due days that pass one of the county's reminders now: since the last run, so that what fell on days missed is
 * still said, and never of what is overdue by now.
 */
async function daysToRemindOf(
  tx: Tx,
  countyCode: string,
  { calendar, today, reminderDays }: Measures,
  lastRun: string,
): Promise<string[]> {
  const { rows } = await sql<{ dueOn: string }>`
    select distinct t.due_on as "dueOn" from tasks as t where t.county_code = ${countyCode} and ${inHand} and t.due_on >= ${today}`.execute(
    tx,
  )
  return rows
    .map(({ dueOn }) => dueOn)
    .filter((dueOn) => {
      const [left, before] = [workingDaysBetween(calendar, today, dueOn), workingDaysBetween(calendar, lastRun, dueOn)]
      return reminderDays.some((days) => left <= days && days < before)
    })
}

/** The day's counts of everybody who has something to do: as the person behind tasks, or in the office that checks. */
function digests(countyCode: string, spans: ReturnType<typeof spansOf>): RawBuilder<unknown> {
  const nobody = '00000000-0000-0000-0000-000000000000'
  const n = (due: 'overdue' | 'today' | 'week') => sql`count(*) filter (where ${isDue(due, spans)})`
  return sql`
    select c.person_id, 'digest', null::uuid, ${spans.today}::date,
           jsonb_build_object('today', sum(c.today), 'week', sum(c.week), 'overdue', sum(c.overdue), 'to_check', sum(c.to_check))
      from (select t.person_id, ${n('today')} as today, ${n('week')} as week, ${n('overdue')} as overdue, 0 as to_check
              from tasks as t where t.county_code = ${countyCode} and ${isOpen} and t.person_id is not null group by t.person_id
            union all
            select office.id, 0, 0, 0, (select count(*) from tasks as t where t.county_code = ${countyCode} and t.state in ('submitted', 'accepted'))
              from (${officePeople(countyCode, nobody)}) as office) as c
     group by c.person_id
    having sum(c.today + c.week + c.overdue + c.to_check) > 0`
}
