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
  const id = { organisation: sql`t.organisation_id`, estate: sql`t.estate_id` }[by]
  const names = { organisation: sql`organisations`, estate: sql`estates` }[by]
  const { rows } = await sql<TaskGroup>`
    with grouped as (
      select t.county_code, ${id} as id, t.state, t.light, count(*)::integer as n,
             min(t.due_on) filter (where ${isOpen}) as next_due_on
        from tasks as t
       where t.county_code = any (${counties}::text[]) and ${await conditions(tx, filter, officeToday())}
       group by t.county_code, ${id}, t.state, t.light
    ), counted as (
      select county_code, coalesce(id::text, '') as key, state, light, n, next_due_on from grouped
    ), ranked as (
      select county_code, key, sum(n)::integer as n, min(next_due_on) as next_due_on,
             coalesce(sum(n) filter (where light = 'red'), 0) as red, coalesce(sum(n) filter (where light = 'yellow'), 0) as yellow
        from counted group by county_code, key
       order by red desc, yellow desc, n desc, nullif(key, '')::uuid, county_code limit ${mostGroups}
    ), shown as (
      select c.* from ranked join counted as c on (c.county_code, c.key) = (ranked.county_code, ranked.key)
    ), by_state as (
      select county_code, key, jsonb_object_agg(state, n) as states
        from (select county_code, key, state, sum(n)::integer as n from shown group by county_code, key, state) as s
       group by county_code, key
    ), by_light as (
      select county_code, key, jsonb_object_agg(light, n) as lights
        from (select county_code, key, light, sum(n)::integer as n from shown group by county_code, key, light) as l
       group by county_code, key
    )
    select r.key, r.county_code as "countyCode", coalesce(named.name, '') as name, r.n, s.states, l.lights, r.next_due_on as "nextDueOn"
      from ranked as r
      join by_state as s on (s.county_code, s.key) = (r.county_code, r.key)
      join by_light as l on (l.county_code, l.key) = (r.county_code, r.key)
      left join ${names} as named on named.county_code = r.county_code and named.id = nullif(r.key, '')::uuid
     order by r.red desc, r.yellow desc, r.n desc, nullif(r.key, '')::uuid, r.county_code`.execute(tx)
  return rows
}
