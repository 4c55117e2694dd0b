import { sql } from 'kysely'
import type { HandedFigure, HandInState, HandInWords } from '#domain/reports/hand-in.ts'
import type { Period } from '#domain/reports/periods.ts'
import type { Actor, Tx } from '../../platform/acts.ts'

/** One hand-in: of a unit, or (`unit` null) of the county itself to the city. */
export type HandInPlace = { county: string; unit: string | null; period: Period }

export type KeptHandIn = HandInWords & {
  id: string
  state: HandInState
  isLate: boolean
  figures: { [name in HandedFigure]?: number | null }
  submittedBy: string | null
  submitterName: string | null
  submittedAt: string | null
  deciderName: string | null
  decidedAt: string | null
  decisionReason: string | null
  revision: number
}

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

export async function findHandIn(tx: Tx, { county, unit, period }: HandInPlace): Promise<KeptHandIn | undefined> {
  const { rows } = await sql<KeptHandIn>`
    select id, state, is_late as "isLate", progress, difficulties, next_plan as "nextPlan", figures, submitted_by as "submittedBy",
           submitter_name as "submitterName", ${instant('submitted_at')} as "submittedAt", decider_name as "deciderName",
           ${instant('decided_at')} as "decidedAt", decision_reason as "decisionReason", revision
      from hand_ins
     where county_code = ${county} and organisation_id is not distinct from ${unit}::uuid and kind = ${period.kind} and period = ${period.key}`.execute(
    tx,
  )
  return rows[0]
}

/** What history keeps of a hand-in, as it is now; empty before it is. */
export async function handInRecord(tx: Tx, county: string, id: string | undefined): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ record: Record<string, unknown> }>`
    select hand_in_record(h) as record from hand_ins as h where h.county_code = ${county} and h.id = ${id ?? null}`.execute(
    tx,
  )
  return rows[0]?.record ?? {}
}

export type HandInContent = HandInWords & { figures: KeptHandIn['figures'] }

/** Keeps what is handed in; an earlier decision goes with what it was about. Gives the id. */
export async function putContent(
  tx: Tx,
  { county, unit, period }: HandInPlace,
  { progress, difficulties, nextPlan, figures }: HandInContent,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into hand_ins (county_code, organisation_id, kind, period, state, progress, difficulties, next_plan, figures)
    values (${county}, ${unit}, ${period.kind}, ${period.key}, 'draft', ${progress}, ${difficulties}, ${nextPlan}, ${JSON.stringify(figures)}::jsonb)
    on conflict on constraint hand_in_is_one_per_period
    do update set progress = excluded.progress, difficulties = excluded.difficulties, next_plan = excluded.next_plan,
                  figures = excluded.figures, revision = hand_ins.revision + 1
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('a hand-in was kept but gave no row')
  return rows[0].id
}

export async function setSubmitted(tx: Tx, actor: Actor, county: string, id: string, isLate: boolean): Promise<void> {
  await sql`
    update hand_ins set state = 'submitted', submitted_by = ${actor.accountId}, submitter_name = ${actor.name}, submitted_at = now(),
                        is_late = ${isLate}, decided_by = null, decider_name = null, decided_at = null, decision_reason = null
     where county_code = ${county} and id = ${id}`.execute(tx)
}

export async function setDecided(
  tx: Tx,
  actor: Actor,
  county: string,
  id: string,
  { state, reason }: { state: 'returned' | 'accepted'; reason: string },
): Promise<void> {
  await sql`
    update hand_ins set state = ${state}, decided_by = ${actor.accountId}, decider_name = ${actor.name}, decided_at = now(),
                        decision_reason = ${reason}, revision = revision + 1
     where county_code = ${county} and id = ${id}`.execute(tx)
}
