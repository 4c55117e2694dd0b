import { type RawBuilder, sql } from 'kysely'
import type { PauseKind } from '#domain/registrations/clock.ts'
import type { Move } from '#domain/registrations/moves.ts'
import type { Going } from './write-moves.ts'

type Written = Pick<Going, 'tx' | 'actor' | 'countyCode' | 'moving'>

/** Sets columns of applications; `rows` gives `id` and whatever `set` takes from it as `s`. History is told the named columns. */
export async function changeApplications(
  { tx, countyCode }: Pick<Written, 'tx' | 'countyCode'>,
  rows: RawBuilder<unknown>,
  set: RawBuilder<unknown>,
  columns: readonly string[],
): Promise<void> {
  const told = sql.join(columns.map((column) => sql`${sql.lit(column)}: ${sql.ref(`new.${column}`)}`))
  await sql`
    with changed as (
      update applications as a set ${set} from (${rows}) as s where a.county_code = ${countyCode} and a.id = s.id
      returning new.id, json_object(${told} absent on null returning jsonb) as change
    )
    insert into act_changes select 'application', id, change from changed`.execute(tx)
}

/** Decides one gate of each application, or opens it again. */
export async function changeGates(
  { tx, actor, countyCode, moving }: Written,
  move: Extract<Move, { act: 'pass' | 'reopen' }>,
): Promise<void> {
  const ids = moving.map(({ id }) => id)
  const set =
    move.act === 'reopen'
      ? sql`state = 'open', decided_on = null, decided_by = null, decider_name = null, evidence = null, basis = null`
      : sql`state = ${move.state}, decided_on = ${move.on}, decided_by = ${actor.accountId}, decider_name = ${actor.name},
            evidence = coalesce(s.evidence, ${move.evidence}::text), basis = ${move.basis}::text`
  const evidences = ids.map((id) => (move.act === 'pass' ? move.evidences?.get(id) : null) ?? null)
  await sql`
    with decided as (
      update application_gates as g set ${set}
        from unnest(${ids}::uuid[], ${evidences}::text[]) as s (id, evidence)
       where g.county_code = ${countyCode} and g.application_id = s.id and g.gate = ${move.gate}
      returning new.application_id as id, to_jsonb(new.*) - '{county_code,application_id,gate}'::text[] as record
    )
    insert into act_changes select 'application', id, jsonb_build_object(${`gate:${move.gate}`}::text, record) from decided`.execute(
    tx,
  )
}

type Begun = { kind: PauseKind; on: string; missing: readonly string[]; state: 'correcting' | null }

/** Days stop counting; a correction is a state of its own, a notice runs beside it. */
export async function beginPause(going: Written, { kind, on, missing, state }: Begun): Promise<void> {
  const { tx, countyCode, moving } = going
  const ids = moving.map(({ id }) => id)
  if (state) await changeApplications(going, sql`select unnest(${ids}::uuid[]) as id`, sql`state = ${state}`, ['state'])
  await sql`
    with begun as (
      insert into application_pauses as p (county_code, application_id, pause_no, kind, from_on, missing)
      select ${countyCode}, id, (select count(*) + 1 from application_pauses as b where b.county_code = ${countyCode} and b.application_id = i.id),
             ${kind}, ${on}, ${JSON.stringify(missing)}::jsonb
        from unnest(${ids}::uuid[]) as i (id)
      returning ${pauseChange}
    )
    insert into act_changes select 'application', id, change from begun`.execute(tx)
}

const pauseChange = sql`
  application_id as id, jsonb_build_object('pause:' || pause_no, to_jsonb(p) - '{county_code,application_id,pause_no}'::text[]) as change`

export async function endPause({ tx, countyCode, moving }: Written, kind: PauseKind, on: string): Promise<void> {
  await sql`
    with ended as (
      update application_pauses as p set until_on = ${on}
       where p.county_code = ${countyCode} and p.application_id = any (${moving.map(({ id }) => id)}::uuid[]) and p.kind = ${kind} and p.until_on is null
      returning ${pauseChange}
    )
    insert into act_changes select 'application', id, change from ended`.execute(tx)
}
