import { sql } from 'kysely'
import type {
  FirstPaper,
  FirstRefusal,
  FirstRegistration,
  SiteInspection,
} from '#contract/first-registration-shapes.ts'
import { noticeLeft } from '#domain/registrations/first/bars.ts'
import { filesOf } from '../../archives/actions.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { firstBehind } from './bars.ts'
import { findCase } from './case.ts'
import type { FirstPlace } from './change.ts'
import { shown } from './estate.ts'
import { noticesOf } from './notice-views.ts'
import { filedOf } from './submit.ts'
import { firstTimeline } from './timeline.ts'

type Row = Omit<
  FirstRegistration,
  'papers' | 'inspections' | 'notices' | 'standsBefore' | 'noticesAsked' | 'timeline'
> & { buildingId: string | null; papers: FirstPaper[] }

/** A first registration whole. One of another county, or a transfer, does not exist here. */
export async function getFirst(tx: Tx, place: FirstPlace): Promise<FirstRegistration> {
  const { buildingId, ...row } = await getRow(tx, place)
  const { countyCode } = place
  const filed = [
    ...(await filedOf(tx, countyCode, row.estateId, buildingId)),
    ...((await filesOf(tx, countyCode, 'application', [row.id])).get(row.id) ?? []),
  ]
  const isOpen = ['submitted', 'accepted', 'correcting'].includes(row.state)
  return {
    ...row,
    papers: shown(row.papers, filed),
    inspections: await inspectionsOf(tx, place),
    notices: await noticesOf(tx, place),
    standsBefore: isOpen ? await standsBefore(tx, place) : [],
    noticesAsked: isOpen ? [...((await findCase(tx, { countyCode, estateId: row.estateId }))?.notices ?? [])] : [],
    timeline: await firstTimeline(tx, place),
  }
}

async function getRow(tx: Tx, { countyCode, applicationId }: FirstPlace): Promise<Row> {
  const { rows } = await sql<Row>`
    select a.county_code as "countyCode", a.id, a.estate_id as "estateId", e.name as "estateName", a.building_id as "buildingId",
           b.name as "buildingName", a.state, a.homes, a.applicant_kind as "applicantKind", o.name as applicant,
           a.applicant_basis as "applicantBasis", a.submitted_on as "submittedOn", a.submitter_name as submitter,
           a.acceptance_no as "acceptanceNo", a.accepted_on as "acceptedOn", a.acceptor_name as acceptor, a.due_on as "dueOn",
           a.promised_on as "promisedOn", a.entered_on as "enteredOn", a.enterer_name as enterer, a.ended_on as "endedOn",
           a.end_reason as "endReason", coalesce(a.remark, '') as note, f.diagnosis_no as "diagnosisNo", d.diagnosed_on as "diagnosedOn",
           f.papers, g.gates, p.pauses, c.parts as "commonParts"
      from applications as a
      join first_registrations as f on f.county_code = a.county_code and f.application_id = a.id
      join diagnoses as d on d.county_code = f.county_code and d.estate_id = f.estate_id and d.diagnosis_no = f.diagnosis_no
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
      left join buildings as b on b.county_code = a.county_code and b.id = a.building_id
      left join organisations as o on o.county_code = a.county_code and o.id = a.organisation_id
     cross join lateral (
           select coalesce(json_agg(json_build_object('gate', gate, 'state', state, 'decidedOn', decided_on, 'decider', decider_name,
                                                      'evidence', evidence, 'basis', basis)
                                    order by array_position(array['papers', 'inspection', 'notice', 'review'], gate)), '[]') as gates
             from application_gates where county_code = a.county_code and application_id = a.id) as g
     cross join lateral (
           select coalesce(json_agg(json_build_object('kind', kind, 'fromOn', from_on, 'untilOn', until_on) order by pause_no), '[]') as pauses
             from application_pauses where county_code = a.county_code and application_id = a.id) as p
     cross join lateral (
           select coalesce(json_agg(json_build_object('structureNo', structure_no, 'name', name, 'quantity', quantity,
                                                      'areaM2', area_m2::float8, 'landShareM2', land_share_m2::float8) order by part_no), '[]') as parts
             from common_parts where county_code = a.county_code and application_id = a.id) as c
     where a.county_code = ${countyCode} and a.id = ${applicationId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_first', message: '没有这件首次登记申请' })
  return rows[0]
}

async function inspectionsOf(tx: Tx, { countyCode, applicationId }: FirstPlace): Promise<SiteInspection[]> {
  const { rows } = await sql<Omit<SiteInspection, 'photos'>>`
    select id, inspected_on as "inspectedOn", inspectors, location_matches as "locationMatches", is_completed as "isCompleted", findings,
           recorder_name as recorder
      from site_inspections where county_code = ${countyCode} and application_id = ${applicationId} order by id desc`.execute(
    tx,
  )
  const photos = await filesOf(
    tx,
    countyCode,
    'site_inspection',
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, photos: (photos.get(row.id) ?? []).map(({ id, name }) => ({ id, name })) }))
}

/** What the notice and the law have against the entry now; open gates stand beside it by themselves. */
async function standsBefore(tx: Tx, { countyCode, applicationId }: FirstPlace): Promise<FirstRefusal[]> {
  const behind = (await firstBehind(tx, countyCode, [applicationId])).get(applicationId)
  const left = noticeLeft(behind?.notices ?? [])
  return [...(left ? [{ code: 'notice_not_over', words: left, requirement: null }] : []), ...(behind?.law ?? [])]
}
