import { sql } from 'kysely'
import type { SelectionResult } from '#contract/restrictions.ts'
import { refuseUnitAct, type UnitAct, unitRefusals } from '#domain/units/moves.ts'
import { obstacleOf } from '#domain/units/obstacles.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { applyTallyDeltas } from '../platform/tallies.ts'
import { lockHomes } from './restrictions-store.ts'

export type Obstacles = {
  unitIds: readonly string[]
  openReason: string
  on: string
  reason: string
  isRehearsal: boolean
}

/** Records why the chosen homes are not transferred, as one act; those that may not have it keep their reason. */
export function recordObstacles(
  db: Db,
  actor: Actor,
  countyCode: string,
  { unitIds, openReason, on, reason, isRehearsal }: Obstacles,
): Promise<SelectionResult> {
  const act: UnitAct = { act: 'record_obstacle', on, openReason, today: officeToday() }
  return transact(db, actor, async (tx) => {
    if (!isRehearsal) await holdActs(tx, [countyCode]) // before the homes, as every batch does: none waits for the other
    const homes = await lockHomes(tx, countyCode, unitIds)
    const decided = homes.map((home) => ({ ...home, refusal: refuseUnitAct(home, act) }))
    const ids = decided.flatMap(({ id, refusal }) => (refusal === null ? [id] : []))
    const refused = decided.flatMap(({ id, place, refusal }) =>
      refusal === null ? [] : [{ unitId: id, place, code: refusal, words: unitRefusals[refusal] }],
    )
    const known = new Set(homes.map(({ id }) => id))
    const unknown = unitIds
      .filter((id) => !known.has(id))
      .map((unitId) => ({ unitId, place: '', code: 'no_such_unit', words: '没有这一户' }))
    const result = { isRehearsal, done: ids.length, refused: [...refused, ...unknown] }
    if (isRehearsal || ids.length === 0) return result
    await saveObstacles(tx, countyCode, ids, { openReason, on })
    const change = { open_reason: openReason, obstacle: obstacleOf(openReason), obstacle_on: on }
    const rows = ids.map((subjectId) => ({ subjectKind: 'unit' as const, subjectId, change }))
    await recordAct(tx, { countyCode, kind: 'obstacle_recorded', actor, reason, rows })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return result
  })
}

/** Writes the reason on each home and moves the figures by what each counts for now, less what it counted for before. */
async function saveObstacles(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  { openReason, on }: Pick<Obstacles, 'openReason' | 'on'>,
): Promise<void> {
  const obstacle = obstacleOf(openReason)
  await applyTallyDeltas(
    tx,
    countyCode,
    sql`select u.estate_id, p.indicator, p.day, s.sign * p.n as n
          from units as u
          join estates as e on e.county_code = u.county_code and e.id = u.estate_id
         cross join lateral (values (1, ${obstacle}::text, ${on}::date), (-1, u.obstacle, u.obstacle_on)) as s (sign, obstacle, obstacle_on)
         cross join lateral unit_points(e.listed_on, u.area_m2, u.first_registered_on, u.transferred_on, s.obstacle, s.obstacle_on) as p
         where u.county_code = ${countyCode} and u.id = any (${ids}::uuid[])`,
  )
  await sql`
    update units set open_reason = ${openReason}, obstacle = ${obstacle}, obstacle_on = ${on}
     where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(tx)
}
