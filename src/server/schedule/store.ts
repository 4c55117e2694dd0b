import { sql } from 'kysely'
import type { OpenTask } from '#domain/tasks/estate-plan.ts'
import type { Tx } from '../platform/acts.ts'

/** The estates of a county, all of them or one. */
export async function listEstateIds(tx: Tx, countyCode: string, estateId?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from estates where county_code = ${countyCode} and (${estateId ?? null}::uuid is null or id = ${estateId ?? null})`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export type EstateTask = OpenTask & { estateId: string; title: string; unit: string }

/** The open tasks of these estates with the tasks each waits for; `step` as the schedule names steps. */
export async function listEstateTasks(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[],
): Promise<Map<string, EstateTask[]>> {
  const { rows } = await sql<EstateTask>`
    select t.id, t.estate_id as "estateId", t.title, o.name as unit,
           t.registration || ':' || t.rule || '/' || t.step as step, t.starts_on as "startsOn", t.due_on as "dueOn",
           t.state in ('submitted', 'accepted') as "isHandedIn",
           coalesce((select array_agg(n.needs_id::text) from task_needs as n
                      where n.county_code = t.county_code and n.task_id = t.id), '{}') as needs
      from tasks as t
      join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
     where t.county_code = ${countyCode} and t.estate_id = any (${estateIds}::uuid[])
       and t.state not in ('written_off', 'cancelled')`.execute(tx)
  return Map.groupBy(rows, ({ estateId }) => estateId)
}
