import type { ApplicationRecord, FactRecord, VisitRecord } from '#contract/visits.ts'
import { correctedInstant } from '#domain/outreach/visits/clock.ts'
import type { QuarantineReason, VisitField } from '#domain/outreach/visits/fields.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { submitTransferIn } from '../../registrations/actions.ts'
import { foldVisits, type NewVisit } from './fold-visits.ts'
import { takeFacts } from './take-facts.ts'

/** A record that may be taken: who told it by which phone, and how the phone's clock stood. */
export type Takeable = {
  record: VisitRecord | FactRecord | ApplicationRecord
  rest: Record<string, unknown> | null
  visitor: { accountId: string; name: string }
  deviceId: string | null
  clockMs: number
  nowMs: number
  takenBy: string | null
}

/** What became of a record. */
export type Fate =
  | {
      outcome: 'taken' | 'merged' | 'conflict'
      conflicts: readonly VisitField[]
      revision: number | null
      estateId: string | null
    }
  | { outcome: 'quarantined'; why: QuarantineReason }
  | { outcome: 'refused'; code: string; message: string }

type Door = { tx: Tx; secrets: Secrets }

/** Takes records of a county nobody has taken before: visits together as one act, facts and applications each through their own slice. */
export async function takeRecords(
  door: Door,
  actor: Actor,
  countyCode: string,
  list: readonly Takeable[],
  reason: string,
): Promise<ReadonlyMap<string, Fate>> {
  const fates = new Map<string, Fate>()
  const visits = list.flatMap((one) => newVisit(door.secrets, one))
  for (const folded of visits.length > 0 ? await foldVisits(door, actor, countyCode, visits, reason) : [])
    fates.set(folded.id, fateOf(folded))
  const facts = list.flatMap(({ record }) => (record.kind === 'fact' ? [record] : []))
  const flaws = facts.length > 0 ? await takeFacts(door.tx, actor, countyCode, facts) : []
  for (const [at, { id, estateId }] of facts.entries()) fates.set(id, factFate(flaws[at] ?? null, estateId))
  for (const { record } of list)
    if (record.kind === 'application') fates.set(record.id, await takeApplication(door, actor, countyCode, record)) // few: each is a person at a table
  return fates
}

const fateOf = ({ outcome, ...folded }: Awaited<ReturnType<typeof foldVisits>>[number]): Fate =>
  outcome === 'no_such_home' ? { outcome: 'quarantined', why: outcome } : { outcome, ...folded }

const factFate = (flaw: readonly [string, string] | null, estateId: string): Fate =>
  flaw === null
    ? { outcome: 'taken', conflicts: [], revision: null, estateId }
    : { outcome: 'refused', code: flaw[0], message: flaw[1] }

async function takeApplication(
  door: Door,
  actor: Actor,
  countyCode: string,
  { unitId, transfer }: ApplicationRecord,
): Promise<Fate> {
  try {
    await submitTransferIn(door, actor, { countyCode, unitId }, transfer)
    return { outcome: 'taken', conflicts: [], revision: null, estateId: null }
  } catch (error) {
    // a rule's no is this record's answer; nothing was written before it
    if (!(error instanceof Refused)) throw error
    return { outcome: 'refused', code: error.refusal.code, message: error.message }
  }
}

function newVisit(secrets: Secrets, one: Takeable): NewVisit[] {
  const { record, rest, visitor, deviceId, clockMs, nowMs, takenBy } = one
  if (record.kind !== 'visit') return []
  const { kind: _kind, countyCode: _county, observedAt, ...visit } = record
  const { atMs, offS } = correctedInstant(Date.parse(observedAt), clockMs, nowMs)
  // what was not understood may hold a number: it is kept sealed
  const sealed = rest && { sealed: secrets.seal(JSON.stringify(rest)).toString('base64') }
  const visitedAt = new Date(atMs).toISOString()
  return [{ ...visit, source: 'phone', visitedAt, clockOffS: offS, visitor, deviceId, rest: sealed, takenBy }]
}
