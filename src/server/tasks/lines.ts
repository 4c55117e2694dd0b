import { type RawBuilder, sql } from 'kysely'
import type { TaskLine } from '#contract/tasks.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from './calendar.ts'

/** What a line is made of, over `t`, a row of tasks, and what it refers to. */
export const lineColumns = sql`
  t.id, t.county_code as "countyCode", r.name as "countyName", t.task_no as no, t.title, t.source, t.requirement,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as estate,
  json_build_object('id', o.id, 'name', o.name) as organisation,
  case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as person,
  t.issued_on as "issuedOn", t.starts_on as "startsOn", t.due_on as "dueOn", t.homes, t.state, t.state_on as "stateOn", t.light, t.revision,
  (select count(*) from task_evidence as v where v.county_code = t.county_code and v.task_id = t.id) as evidence,
  exists (select from task_extensions as x
           where x.county_code = t.county_code and x.task_id = t.id and x.decision is null) as "asksExtension"`

export const lineJoins = sql`
  join regions as r on r.code = t.county_code
  join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
  left join estates as e on e.county_code = t.county_code and e.id = t.estate_id
  left join people as p on p.county_code = t.county_code and p.id = t.person_id`

/** The lines of tasks a query gives as rows of tasks, already limited; the order is the caller's. */
export async function taskLines(
  tx: Tx,
  tasks: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  today = officeToday(),
): Promise<TaskLine[]> {
  const { rows } = await sql<Omit<TaskLine, 'daysLeft'>>`
    with page as materialized (${tasks})
    select ${lineColumns} from page as t ${lineJoins} order by ${order}`.execute(tx)
  return withDaysLeft(tx, rows, today)
}

/** How many working days each task has left today. */
export async function withDaysLeft<T extends { dueOn: string }>(
  tx: Tx,
  tasks: readonly T[],
  today = officeToday(),
): Promise<(T & { daysLeft: number })[]> {
  const calendar = await calendarIn(tx)
  return tasks.map((task) => ({ ...task, daysLeft: workingDaysBetween(calendar, today, task.dueOn) }))
}

/** The lines of these tasks of a county, in the order of their numbers. */
export const linesOf = (tx: Tx, countyCode: string, ids: readonly string[]): Promise<TaskLine[]> =>
  taskLines(
    tx,
    sql`select * from tasks where county_code = ${countyCode} and id = any (${ids}::uuid[])`,
    sql`t.task_no`,
  )
