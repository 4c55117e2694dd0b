import { sql } from 'kysely'
import type { Application } from '#contract/registrations.ts'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { calendarIn } from '../tasks/actions.ts'
import { applicationLine, applicationPlaces } from './list.ts'
import { registrationSettings } from './settings.ts'

type Found = Omit<Application, 'history' | 'correctBy'>

/** An application whole: its gates, pauses, parties by their masks, and what happened to it. */
export async function getApplication(tx: Tx, countyCode: string, id: string): Promise<Application> {
  const { rows } = await sql<Found>`
    select ${applicationLine},
           a.organisation_id as "organisationId", o.name as organisation, a.applicant_basis as "applicantBasis", a.batch_id as "batchId",
           a.submitted_by as "submittedBy", a.submitter_name as "submitterName", a.accepted_by as "acceptedBy", a.acceptor_name as "acceptorName",
           a.legal_days as "legalDays", a.promised_days as "promisedDays", a.enterer_name as "entererName", a.certificate_paper as "certificatePaper",
           a.ended_on as "endedOn", a.end_reason as "endReason", a.missing, a.contract_no as "contractNo", a.contract_on as "contractOn",
           a.price_fen as "priceFen", a.invoice_no as "invoiceNo", a.contract_basis as "contractBasis", a.co_ownership as "coOwnership", a.remark, a.papers,
           ${gates}, ${pauses}, ${parties}, u.first_registered_on as "firstRegisteredOn", ${homesRegistered}
      from applications as a ${applicationPlaces}
     where a.county_code = ${countyCode} and a.id = ${id}`.execute(tx)
  const found = rows[0]
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_application', message: '没有这件登记申请' })
  return { ...found, correctBy: await correctBy(tx, countyCode, found), history: await historyOf(tx, countyCode, id) }
}

const gates = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('gate', g.gate, 'state', g.state, 'decidedOn', g.decided_on, 'decidedBy', g.decided_by,
                                                'deciderName', g.decider_name, 'evidence', g.evidence, 'basis', g.basis) order by g.gate), '[]')
     from application_gates as g where g.county_code = a.county_code and g.application_id = a.id) as gates`

const pauses = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'fromOn', p.from_on, 'untilOn', p.until_on, 'missing', p.missing) order by p.pause_no), '[]')
     from application_pauses as p where p.county_code = a.county_code and p.application_id = a.id) as pauses`

const parties = sql`
  (select coalesce(jsonb_agg(jsonb_build_object('partyNo', p.party_no, 'role', p.role, 'name', p.name, 'idKind', p.id_kind, 'idMasked', p.id_masked,
                                                'phoneMasked', p.phone_masked, 'shareParts', p.share_parts, 'shareWhole', p.share_whole, 'basis', p.basis)
                             order by p.party_no), '[]')
     from application_parties as p where p.county_code = a.county_code and p.application_id = a.id) as parties`

const homesRegistered = sql`
  (select count(*) from application_units as c join units as h on h.county_code = c.county_code and h.id = c.unit_id
    where c.county_code = a.county_code and c.application_id = a.id and h.first_registered_on is not null) as "homesRegistered"`

/** The day by which what is missing is to be brought, while it is awaited. */
async function correctBy(tx: Tx, countyCode: string, { pauses: all }: Found): Promise<string | null> {
  const awaited = all.find(({ kind, untilOn }) => kind === 'correction' && untilOn === null)
  if (!awaited) return null
  const { correctionDays } = await registrationSettings(tx, countyCode)
  return addWorkingDays(await calendarIn(tx), awaited.fromOn, correctionDays.value)
}

/** What happened, newest first; of people only that they were told, their digests are not for reading. */
async function historyOf(tx: Tx, countyCode: string, id: string): Promise<Application['history']> {
  const { rows } = await sql<Omit<Application['history'][number], 'actedAt'> & { actedAt: Date }>`
    select a.act_no as "actNo", a.kind, a.actor_name as "actorName", a.acted_at as "actedAt", a.reason,
           (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(h.change) where key not like 'party:%' and key <> 'units') as change
      from history as h join acts as a using (county_code, act_no)
     where h.county_code = ${countyCode} and h.subject_id = ${id}
     order by a.act_no desc`.execute(tx)
  return rows.map((row) => ({ ...row, actedAt: row.actedAt.toISOString() }))
}
