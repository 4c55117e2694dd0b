import { sql } from 'kysely'
import type { VisitChannel } from '#domain/outreach/visits/channels.ts'
import {
  type ContactState,
  type VisitField,
  visitFormVersion,
  type Willingness,
} from '#domain/outreach/visits/fields.ts'
import { type FieldValue, type MergedField, mergeTold } from '#domain/outreach/visits/merge.ts'
import { maskPhone } from '#domain/units/masks.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, holdActs, type Tx } from '../../platform/acts.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { type HomeStanding, lockHomes, settle } from './homes-standing.ts'
import { saveConflicts } from './save-conflicts.ts'
import { saveHomes } from './save-homes.ts'
import { visitLimits } from './settings.ts'
import { tellConflicts } from './tell.ts'

/** What a visit says of a home; only what is to change, null takes a value back. The number is plain: it is sealed before it is kept. */
type GivenFields = {
  contact?: ContactState | null | undefined
  willingness?: Willingness | null | undefined
  reason?: string | null | undefined
  phone?: string | null | undefined
  papers?: readonly string[] | null | undefined
  nextStep?: string | null | undefined
  nextOn?: string | null | undefined
}

/** One attempt to reach an owner, told by a phone, the office or the owner himself. */
export type NewVisit = {
  id: string
  unitId: string
  source: 'phone' | 'office' | 'portal'
  channel: VisitChannel
  isContacted: boolean
  /** As `toISOString` writes it; never later than now. */
  visitedAt: string
  visitor: { accountId: string; name: string }
  fields: GivenFields
  note?: string | null
  /** The revision of the home its teller had before him; left out: the home as it stands. */
  baseRevision?: number | null
  photos?: readonly string[]
  deviceId?: string | null
  clockOffS?: number
  formVersion?: number
  rest?: Record<string, unknown> | null
  takenBy?: string | null
}

export type FoldedVisit = {
  id: string
  outcome: 'taken' | 'merged' | 'conflict' | 'no_such_home'
  conflicts: readonly VisitField[]
  revision: number | null
  estateId: string | null
}

/**
 * Takes visits to homes of a county as one act, in the order given: attempts are added, what they say is merged field by field,
 * obstacles and figures follow. The caller makes sure that none of them was taken before.
 */
export async function foldVisits(
  { tx, secrets }: { tx: Tx; secrets: Secrets },
  actor: Actor,
  countyCode: string,
  list: readonly NewVisit[],
  reason: string,
): Promise<readonly FoldedVisit[]> {
  await holdActs(tx, [countyCode])
  const homes = await lockHomes(tx, countyCode, [...new Set(list.map(({ unitId }) => unitId))])
  const folded = list.map((visit) => foldOne(secrets, homes.get(visit.unitId), visit))
  const taken = list.filter(({ unitId }) => homes.has(unitId))
  if (taken.length === 0) return folded
  const limits = await visitLimits(tx, countyCode)
  const act = { countyCode, kind: 'visits_taken', actor, reason, payload: { visits: taken.length } }
  const conflicts = await actGathering(tx, act, async () => {
    await insertVisits(tx, countyCode, taken, homes, secrets)
    const settled = [...homes.values()].map((home) => settle(home, limits))
    await saveHomes(tx, countyCode, settled)
    return saveConflicts(tx, actor, countyCode, [...homes.values()], { reason: '说话人后来另有说法，或说法已经一致' })
  })
  if (conflicts > 0) await tellConflicts(tx, countyCode, actor.accountId)
  return folded
}

/** Changes the home in memory: the next visit of the list finds it so. */
function foldOne(secrets: Secrets, home: HomeStanding | undefined, visit: NewVisit): FoldedVisit {
  if (!home) return { id: visit.id, outcome: 'no_such_home', conflicts: [], revision: null, estateId: null }
  const base = visit.baseRevision ?? null
  const [at, on] = [visit.visitedAt, dayOf(visit.visitedAt)]
  const { accountId: by, name } = visit.visitor
  const fields = comparable(secrets, visit.fields)
  const hasOthers = base !== null && isChangedByOthers(home, base, by)
  const merged = mergeTold(home.voices, home.revision, { visit: visit.id, by, name, at, on, base, fields })
  home.voices = merged.voices
  home.revision = merged.revision
  home.attempts.push({
    id: visit.id,
    at,
    on,
    channel: visit.channel,
    isContacted: visit.isContacted,
    said: visit.fields.contact ?? null,
  })
  if (fields.willingness && (home.askedOn === null || on < home.askedOn)) home.askedOn = on
  const isMerged = hasOthers || merged.superseded.length > 0
  const outcome = merged.conflicts.length > 0 ? 'conflict' : isMerged ? 'merged' : 'taken'
  return { id: visit.id, outcome, conflicts: merged.conflicts, revision: merged.revision, estateId: home.estateId }
}

const isChangedByOthers = ({ voices }: HomeStanding, base: number, by: string) =>
  Object.values(voices).some((ofField) => ofField.some((voice) => voice.by !== by && voice.revision > base))

function comparable(
  secrets: Secrets,
  { phone, papers, ...fields }: GivenFields,
): Partial<Record<MergedField, FieldValue>> {
  const { willingness, reason, nextStep, nextOn } = fields
  const given: Partial<Record<MergedField, FieldValue | undefined>> = {
    willingness,
    reason,
    nextStep,
    nextOn,
    papers: papers && [...new Set(papers)].toSorted(),
    phone: phone && secrets.digest('phone', plainPhone(phone)).toString('hex'),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

const plainPhone = (phone: string) => phone.replaceAll(/[ -]/g, '')

/** The day of an instant in the office's own time. */
const dayOf = (at: string) => new Date(Date.parse(at) + 8 * 3600_000).toISOString().slice(0, 10)

async function insertVisits(
  tx: Tx,
  countyCode: string,
  list: readonly NewVisit[],
  homes: ReadonlyMap<string, HomeStanding>,
  secrets: Secrets,
): Promise<void> {
  const rows = list.map((visit) => visitRow(secrets, visit, homes.get(visit.unitId)?.estateId))
  await sql`
    with added as (
      insert into visits as v (county_code, id, unit_id, estate_id, source, device_id, channel, is_contacted, visited_on, visited_at, clock_off_s,
             form_version, base_revision, said, phone_cipher, phone_digest, phone_masked, note, rest, photos, visited_by, visitor_name, taken_by)
      select ${countyCode}, r.id, r.unit_id, r.estate_id, r.source, r.device_id, r.channel, r.is_contacted, r.visited_on, least(r.visited_at, now()),
             r.clock_off_s, r.form_version, r.base_revision, r.said, r.phone_cipher, r.phone_digest, r.phone_masked, r.note, nullif(r.rest, 'null'),
             r.photos, r.visited_by, r.visitor_name, r.taken_by
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
             id uuid, unit_id uuid, estate_id uuid, source text, device_id uuid, channel text, is_contacted boolean, visited_on date,
             visited_at timestamptz, clock_off_s integer, form_version smallint, base_revision integer, said jsonb, phone_cipher bytea,
             phone_digest bytea, phone_masked text, note text, rest jsonb, photos uuid[], visited_by uuid, visitor_name text, taken_by uuid)
      returning v.*
    )
    insert into act_changes select 'visit', id, visit_record(row(added.*)::visits) from added`.execute(tx)
}

function visitRow(secrets: Secrets, visit: NewVisit, estateId: string | undefined) {
  const { phone, ...said } = visit.fields
  const number = phone ? plainPhone(phone) : null
  return {
    id: visit.id,
    unit_id: visit.unitId,
    estate_id: estateId,
    source: visit.source,
    device_id: visit.deviceId ?? null,
    channel: visit.channel,
    is_contacted: visit.isContacted,
    visited_on: dayOf(visit.visitedAt),
    visited_at: visit.visitedAt,
    clock_off_s: visit.clockOffS ?? 0,
    form_version: visit.formVersion ?? visitFormVersion,
    base_revision: visit.baseRevision ?? null,
    said,
    phone_cipher: number && hex(secrets.seal(number)),
    phone_digest: number && hex(secrets.digest('phone', number)),
    phone_masked: number && maskPhone(number),
    note: visit.note ?? null,
    rest: visit.rest ?? null,
    photos: visit.photos ?? [],
    visited_by: visit.visitor.accountId,
    visitor_name: visit.visitor.name,
    taken_by: visit.takenBy ?? null,
  }
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
