import { sql } from 'kysely'
import type { Paper } from '#domain/archives/papers.ts'
import type { NewGate } from '#domain/registrations/gates.ts'
import { type Refusal, refusal } from '#domain/registrations/refusals.ts'
import type { ApplicantKind, ApplicationKind, CoOwnership } from '#domain/registrations/states.ts'
import { refuseSubmission, type SubmittedHome } from '#domain/registrations/submission.ts'
import { blockOf, type Restriction } from '#domain/units/restrictions.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, holdActs, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { restrictionsOf } from '../units/actions.ts'
import { partyRow, type SealedParty } from './parties.ts'
import { tellApplications } from './tell.ts'

type Contract = {
  no: string | null
  on: string | null
  priceFen: number | null
  invoiceNo: string | null
  /** `filed`: a filed contract 备案; `recognised`: the purchase is recognised as fact by rule. */
  basis: 'filed' | 'recognised'
}

/** An application as it is handed in. A transfer names exactly one home. */
export type NewApplication = {
  kind: ApplicationKind
  estateId: string
  buildingId: string | null
  unitIds: readonly string[]
  applicantKind: ApplicantKind
  organisationId: string | null
  applicantBasis: string | null
  submittedOn: string
  papers: readonly Paper[]
  gates: readonly NewGate[]
  parties: readonly SealedParty[]
  contract: Contract | null
  coOwnership: CoOwnership | null
  remark: string | null
  batchId: string | null
}

export type Submitted = { id: string | null; refusal: Refusal | null }

/**
 * Hands in applications of a county, each by itself: what the rules refuse has its reason, everything else becomes one act.
 * Answers in the order given.
 */
export async function submitApplications(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  list: readonly NewApplication[],
  reason: string,
): Promise<readonly Submitted[]> {
  await holdActs(tx, [countyCode])
  const refusals = await refuseAll(tx, countyCode, list)
  const accepted = list.filter((_, at) => refusals[at] === null)
  if (accepted.length === 0) return refusals.map((refused) => ({ id: null, refusal: refused }))
  const ids = await newIds(tx, accepted.length)
  const payload = payloadOf(accepted)
  const act = { countyCode, kind: 'applications_submitted', actor, reason, payload }
  await actGathering(tx, act, () => insertApplications(tx, actor, countyCode, accepted, ids))
  await tellApplications(tx, countyCode)
  const given = ids.values()
  return refusals.map((refused) => ({ id: refused ? null : (given.next().value ?? null), refusal: refused }))
}

/** What handing these in would be refused for; nothing is written. */
export const trySubmission = (tx: Tx, countyCode: string, list: readonly NewApplication[]) =>
  refuseAll(tx, countyCode, list)

const payloadOf = (accepted: readonly NewApplication[]) => {
  const batches = [...new Set(accepted.flatMap(({ batchId }) => (batchId ? [batchId] : [])))]
  return { applications: accepted.length, ...(batches.length === 1 && { batch: batches[0] }) }
}

/** A home two applications of the list name goes to the first of them that may have it. */
async function refuseAll(
  tx: Tx,
  countyCode: string,
  list: readonly NewApplication[],
): Promise<readonly (Refusal | null)[]> {
  const unitIds = [...new Set(list.flatMap((application) => application.unitIds))]
  const homes = await findHomes(tx, countyCode, unitIds)
  const restrictions = await restrictionsOf(tx, countyCode, unitIds)
  const [today, taken] = [officeToday(), new Set<string>()]
  return list.map((application) => {
    const refused = refuseOne(application, homes, restrictions, today) ?? refuseAgain(application, taken)
    if (!refused) for (const unitId of application.unitIds) taken.add(unitId)
    return refused
  })
}

function refuseAgain({ unitIds }: NewApplication, taken: ReadonlySet<string>): Refusal | null {
  const isTwice = new Set(unitIds).size < unitIds.length || unitIds.some((unitId) => taken.has(unitId))
  return isTwice ? refusal('home_twice') : null
}

type FoundHome = Omit<SubmittedHome, 'isOfPlace' | 'hold'> & { id: string; estateId: string; buildingId: string }

function refuseOne(
  application: NewApplication,
  known: ReadonlyMap<string, FoundHome>,
  restrictions: ReadonlyMap<string, readonly Restriction[]>,
  today: string,
): Refusal | null {
  const { kind, estateId, buildingId, submittedOn } = application
  const homes = application.unitIds.flatMap((unitId) => known.get(unitId) ?? [])
  if (homes.length < application.unitIds.length) return refusal('no_such_home')
  const parties = application.parties.map(({ role, id, share }) => ({ role, hasNumber: id !== null, share }))
  return refuseSubmission(
    { ...application, homes: homes.length, parties },
    homes.map((home) => ({
      ...home,
      isOfPlace: home.estateId === estateId && (buildingId === null || home.buildingId === buildingId),
      hold: blockOf(restrictions.get(home.id) ?? [], kind, submittedOn),
    })),
    today,
  )
}

async function findHomes(
  tx: Tx,
  countyCode: string,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, FoundHome>> {
  const { rows } = await sql<FoundHome>`
    select u.id, u.estate_id as "estateId", u.building_id as "buildingId", u.first_registered_on as "firstRegisteredOn", u.transferred_on as "transferredOn",
           case when t.id is not null then jsonb_build_object('acceptanceNo', t.acceptance_no)
                when c.application_id is not null then jsonb_build_object('acceptanceNo', f.acceptance_no) end as "openApplication"
      from units as u
      left join applications as t on t.county_code = u.county_code and t.unit_id = u.id and t.is_open
      left join application_units as c on c.county_code = u.county_code and c.unit_id = u.id and c.is_open
      left join applications as f on f.county_code = c.county_code and f.id = c.application_id
     where u.county_code = ${countyCode} and u.id = any (${unitIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ids that rise in the order in which applications were handed in, which is the order in which they are listed. */
async function newIds(tx: Tx, count: number): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select uuidv7() as id from generate_series(1, ${count}) as n order by n`.execute(tx)
  return rows.map(({ id }) => id)
}

async function insertApplications(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  list: readonly NewApplication[],
  ids: readonly string[],
): Promise<void> {
  const rows = list.map((application, at) => applicationRow(application, ids[at] ?? ''))
  await sql`
    insert into applications (county_code, id, kind, estate_id, building_id, unit_id, homes, applicant_kind, organisation_id, applicant_basis, batch_id,
                              submitted_on, submitted_by, submitter_name, papers, contract_no, contract_on, price_fen, invoice_no, contract_basis, co_ownership, remark)
    select ${countyCode}, id, kind, estate_id, building_id, unit_id, homes, applicant_kind, organisation_id, applicant_basis, batch_id,
           submitted_on, ${actor.accountId}, ${actor.name}, papers, contract_no, contract_on, price_fen, invoice_no, contract_basis, co_ownership, remark
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (
           id uuid, kind text, estate_id uuid, building_id uuid, unit_id uuid, homes integer, applicant_kind text, organisation_id uuid, applicant_basis text,
           batch_id uuid, submitted_on date, papers jsonb, contract_no text, contract_on date, price_fen bigint, invoice_no text, contract_basis text,
           co_ownership text, remark text)`.execute(tx)
  await insertGates(tx, actor, countyCode, list, ids)
  await insertParties(tx, countyCode, list, ids)
  await insertHomes(tx, countyCode, list, ids)
  await sql`
    insert into act_changes
    select 'application', r.id, jsonb_strip_nulls(r.record) from application_records(${countyCode}, ${ids}::uuid[]) as r order by r.id`.execute(
    tx,
  )
}

const applicationRow = (application: NewApplication, id: string) => ({
  id,
  kind: application.kind,
  estate_id: application.estateId,
  building_id: application.buildingId,
  unit_id: application.kind === 'transfer' ? application.unitIds[0] : null,
  homes: application.unitIds.length,
  applicant_kind: application.applicantKind,
  organisation_id: application.organisationId,
  applicant_basis: application.applicantBasis,
  batch_id: application.batchId,
  submitted_on: application.submittedOn,
  papers: application.papers,
  contract_no: application.contract?.no,
  contract_on: application.contract?.on,
  price_fen: application.contract?.priceFen,
  invoice_no: application.contract?.invoiceNo,
  contract_basis: application.contract?.basis,
  co_ownership: application.coOwnership,
  remark: application.remark,
})

async function insertGates(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  list: readonly NewApplication[],
  ids: readonly string[],
): Promise<void> {
  const rows = list.flatMap(({ gates, submittedOn }, at) =>
    gates.map(({ gate, state, basis }) => ({
      application_id: ids[at],
      gate,
      state,
      basis: state === 'open' ? null : basis,
      decided_on: state === 'open' ? null : submittedOn,
    })),
  )
  await sql`
    insert into application_gates (county_code, application_id, gate, state, decided_on, decided_by, decider_name, basis)
    select ${countyCode}, application_id, gate, state, decided_on,
           case when state <> 'open' then ${actor.accountId}::uuid end, case when state <> 'open' then ${actor.name} end, basis
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (application_id uuid, gate text, state text, decided_on date, basis text)`.execute(
    tx,
  )
}

async function insertParties(
  tx: Tx,
  countyCode: string,
  list: readonly NewApplication[],
  ids: readonly string[],
): Promise<void> {
  const rows = list.flatMap(({ parties }, at) =>
    parties.map((party, place) => ({ application_id: ids[at], ...partyRow(party, place + 1) })),
  )
  if (rows.length === 0) return
  await sql`
    insert into application_parties (county_code, application_id, party_no, role, name, id_kind, id_cipher, id_digest, id_masked,
                                     phone_cipher, phone_digest, phone_masked, share_parts, share_whole, basis)
    select ${countyCode}, application_id, party_no, role, name, id_kind, id_cipher, id_digest, id_masked,
           phone_cipher, phone_digest, phone_masked, share_parts, share_whole, basis
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (
           application_id uuid, party_no smallint, role text, name text, id_kind text, id_cipher bytea, id_digest bytea, id_masked text,
           phone_cipher bytea, phone_digest bytea, phone_masked text, share_parts integer, share_whole integer, basis text)`.execute(
    tx,
  )
}

async function insertHomes(
  tx: Tx,
  countyCode: string,
  list: readonly NewApplication[],
  ids: readonly string[],
): Promise<void> {
  const homes = list.flatMap(({ kind, unitIds }, at) =>
    kind === 'first' ? unitIds.map((unitId) => ({ unitId, id: ids[at] ?? '' })) : [],
  )
  if (homes.length === 0) return
  await sql`
    insert into application_units (county_code, application_id, unit_id, is_open)
    select ${countyCode}, id, unit_id, true
      from unnest(${homes.map(({ id }) => id)}::uuid[], ${homes.map(({ unitId }) => unitId)}::uuid[]) as h (id, unit_id)`.execute(
    tx,
  )
}
