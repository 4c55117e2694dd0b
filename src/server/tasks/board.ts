import { sql } from 'kysely'
import type { TaskGroup } from '#contract/tasks.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { conditions, isOpen, type TasksConditions } from './list.ts'

/** More groups than a screen of cards can tell apart are not asked for. */
const mostGroups = 200

/** How the tasks of each unit or each estate stand, those with the most red lights first. */
export async function taskBoard(
  tx: Tx,
  counties: readonly string[],
  { by, ...filter }: TasksConditions & { by: 'organisation' | 'estate' },
): Promise<TaskGroup[]> {
  const key = { organisation: sql`t.organisation_id`, estate: sql`t.estate_id` }[by]
  const names = { organisation: sql`organisations`, estate: sql`estates` }[by]
  const { rows } = await sql<TaskGroup>`
    with counted as (
      select t.county_code, ${key} as key, t.state, t.light, count(*)::integer as n,
             min(t.due_on) filter (where ${isOpen}) as next_due_on
        from tasks as t
       where t.county_code = any (${counties}::text[]) and ${await conditions(tx, filter, officeToday())}
       group by t.county_code, ${key}, t.state, t.light
    ), by_state as (
      select county_code, key, jsonb_object_agg(state, n) as states
        from (select county_code, key, state, sum(n)::integer as n from counted group by county_code, key, state) as s
       group by county_code, key
    ), by_light as (
      select county_code, key, jsonb_object_agg(light, n) as lights
        from (select county_code, key, light, sum(n)::integer as n from counted group by county_code, key, light) as l
       group by county_code, key
    ), whole as (
      select county_code, key, sum(n)::integer as n, min(next_due_on) as next_due_on from counted group by county_code, key
    )
    select coalesce(w.key::text, '') as key, w.county_code as "countyCode", coalesce(named.name, '') as name, w.n,
           s.states, l.lights, w.next_due_on as "nextDueOn"
      from whole as w
      join by_state as s on s.county_code = w.county_code and s.key is not distinct from w.key
      join by_light as l on l.county_code = w.county_code and l.key is not distinct from w.key
      left join ${names} as named on named.county_code = w.county_code and named.id = w.key
     order by coalesce((l.lights ->> 'red')::integer, 0) desc, coalesce((l.lights ->> 'yellow')::integer, 0) desc, w.n desc, w.key
     limit ${mostGroups}`.execute(tx)
  return rows
}
