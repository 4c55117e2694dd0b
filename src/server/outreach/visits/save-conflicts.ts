import { sql } from 'kysely'
import { conflictsOf } from '#domain/outreach/visits/merge.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import type { HomeStanding } from './homes-standing.ts'

/**
 * Holds what waits to be decided of these homes against their voices, within an act being gathered: a new difference is added, one
 * that is gone was settled by whoever acts. Gives how many are new.
 */
export async function saveConflicts(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  homes: readonly HomeStanding[],
  { reason, chosen = null }: { reason: string; chosen?: string | null },
): Promise<number> {
  const waiting = homes.flatMap(({ unitId, voices }) =>
    conflictsOf(voices).map(({ field, voice }) => ({
      unit_id: unitId,
      visit_id: voice.visit,
      field,
      given: { value: voice.value },
      given_by: voice.by,
      giver_name: voice.name,
      given_at: voice.at,
    })),
  )
  const rows = JSON.stringify(waiting)
  const { numAffectedRows } = await sql`
    with added as (
      insert into visit_conflicts as c (county_code, unit_id, visit_id, field, given, given_by, giver_name, given_at)
      select ${countyCode}, r.unit_id, r.visit_id, r.field,
             case when r.field = 'phone' then r.given || jsonb_build_object('masked', v.phone_masked) else r.given end, r.given_by, r.giver_name, r.given_at
        from jsonb_to_recordset(${rows}::jsonb) as r (unit_id uuid, visit_id uuid, field text, given jsonb, given_by uuid, giver_name text, given_at timestamptz)
        join visits as v on v.county_code = ${countyCode} and v.id = r.visit_id
      on conflict on constraint visit_conflicts_once_with_a_field do nothing
      returning c.*
    )
    insert into act_changes select 'visit_conflict', id, visit_conflict_record(row(added.*)::visit_conflicts) from added`.execute(
    tx,
  )
  await sql`
    with settled as (
      update visit_conflicts as c
         set state = case when c.visit_id = ${chosen} then 'chosen' else 'passed_over' end,
             decided_by = ${actor.accountId}, decider_name = ${actor.name}, decided_on = ${officeToday()}, decided_reason = ${reason}
       where c.county_code = ${countyCode} and c.unit_id = any (${homes.map(({ unitId }) => unitId)}::uuid[]) and c.state = 'open'
         and (c.visit_id, c.field) not in (select r.visit_id, r.field from jsonb_to_recordset(${rows}::jsonb) as r (visit_id uuid, field text))
      returning c.*
    )
    insert into act_changes select 'visit_conflict', id, visit_conflict_record(row(settled.*)::visit_conflicts) from settled`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
