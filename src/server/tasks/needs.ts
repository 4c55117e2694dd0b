import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** Keeps which tasks must be done before others can be handed in; refuses one that is not there, and a circle. */
export async function keepNeeds(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  needs: readonly (readonly string[])[],
): Promise<void> {
  const pairs = ids.flatMap((id, at) => [...new Set(needs[at])].map((need) => ({ id, need })))
  if (pairs.length === 0) return
  const { rows } = await sql<{ kept: number }>`
    with kept as (
      insert into task_needs (county_code, task_id, needs_id)
      select t.county_code, p.task_id, t.id
        from unnest(${pairs.map(({ id }) => id)}::uuid[], ${pairs.map(({ need }) => need)}::uuid[]) as p (task_id, needs_id)
        join tasks as t on t.county_code = ${countyCode} and t.id = p.needs_id
      returning 1
    )
    select count(*) as kept from kept`.execute(tx)
  if (rows[0]?.kept !== pairs.length)
    throw new Refused({ kind: 'invalid', code: 'no_such_task', message: '所列的前置任务不存在' })
  await refuseCircles(tx, countyCode, ids)
}

/** Refuses needs that lead from a task back to itself, also by way of tasks that were there before. */
async function refuseCircles(tx: Tx, countyCode: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ title: string }>`
    with recursive reach as (
      select task_id, needs_id from task_needs where county_code = ${countyCode} and task_id = any (${ids}::uuid[])
       union
      select r.task_id, n.needs_id from reach as r join task_needs as n on n.county_code = ${countyCode} and n.task_id = r.needs_id
    )
    select t.title from reach join tasks as t on t.county_code = ${countyCode} and t.id = reach.task_id
     where reach.task_id = reach.needs_id
     order by t.task_no limit 1`.execute(tx)
  if (rows[0])
    throw new Refused({
      kind: 'invalid',
      code: 'needs_in_a_circle',
      message: `前置任务首尾相接，成了循环：“${rows[0].title}”`,
    })
}
