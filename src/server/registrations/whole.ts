import { sql } from 'kysely'
import type { Paper } from '#domain/archives/papers.ts'
import type { Gate, GateState } from '#domain/registrations/gates.ts'
import type {
  ApplicantKind,
  ApplicationKind,
  ApplicationState,
  CoOwnership,
  PartyRole,
} from '#domain/registrations/states.ts'
import type { Tx } from '../platform/acts.ts'

type WholeHome = {
  unitId: string
  building: string
  entrance: string
  room: string
  unitCode: string | null
  use: string | null
  structure: string | null
  floor: number | null
  floorsTotal: number | null
  areaM2: number | null
  innerAreaM2: number | null
  sharedAreaM2: number | null
}

/** Numbers stay ciphertext (base64) beside their masks until an act opens them. */
type WholeParty = {
  role: PartyRole
  name: string
  idKind: string | null
  idMasked: string | null
  idCipher: string | null
  phoneMasked: string | null
  phoneCipher: string | null
  shareParts: number | null
  shareWhole: number | null
  basis: string | null
}

type WholeGate = {
  gate: Gate
  state: GateState
  decidedOn: string | null
  decider: string | null
  evidence: string | null
  basis: string | null
}

/** An application with all that papers and messages say of it. */
export type WholeApplication = {
  id: string
  kind: ApplicationKind
  state: ApplicationState
  countyName: string
  estate: string
  location: string | null
  nature: string | null
  parcelCode: string | null
  /** Of the parcels a survey was accepted for; null: none was. */
  landAreaM2: number | null
  /** The county's first window that is open to everybody; null: none is set up. */
  window: { name: string; address: string } | null
  homes: readonly WholeHome[]
  applicantKind: ApplicantKind
  applicantBasis: string | null
  organisation: string | null
  creditCode: string | null
  parties: readonly WholeParty[]
  coOwnership: CoOwnership | null
  papers: readonly Paper[]
  gates: readonly WholeGate[]
  missing: readonly string[]
  missingSince: string | null
  contractNo: string | null
  contractOn: string | null
  priceFen: number | null
  submittedOn: string
  submitter: string
  acceptanceNo: string | null
  acceptedOn: string | null
  acceptor: string | null
  dueOn: string | null
  promisedOn: string | null
  enteredOn: string | null
  enterer: string | null
  certificateNo: string | null
  certificatePaper: string | null
  remark: string | null
  deliveredOn: string | null
}

/** Applications of a county with their homes, parties, gates and what is missing, in the order asked for; one statement. */
export async function wholeApplications(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<readonly WholeApplication[]> {
  const { rows } = await sql<WholeApplication>`
    select a.id, a.kind, a.state, r.name as "countyName", e.name as estate, e.location, e.nature, e.parcel_code as "parcelCode",
           l.area_m2 as "landAreaM2", w.told as "window", h.homes, a.applicant_kind as "applicantKind", a.applicant_basis as "applicantBasis", o.name as organisation, o.uscc as "creditCode",
           coalesce(p.parties, '[]') as parties, a.co_ownership as "coOwnership", a.papers, coalesce(g.gates, '[]') as gates,
           case when a.state = 'not_accepted' then a.missing else coalesce(c.missing, '[]') end as missing,
           case when a.state = 'not_accepted' then a.ended_on else c.from_on end as "missingSince",
           a.contract_no as "contractNo", a.contract_on as "contractOn", a.price_fen as "priceFen", a.submitted_on as "submittedOn",
           a.submitter_name as submitter, a.acceptance_no as "acceptanceNo", a.accepted_on as "acceptedOn", a.acceptor_name as acceptor,
           a.due_on as "dueOn", a.promised_on as "promisedOn", a.entered_on as "enteredOn", a.enterer_name as enterer,
           a.certificate_no as "certificateNo", a.certificate_paper as "certificatePaper", a.remark, a.delivered_on as "deliveredOn"
      from unnest(${ids}::uuid[]) with ordinality as asked (id, place)
      join applications as a on a.county_code = ${countyCode} and a.id = asked.id
      join regions as r on r.code = a.county_code
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
      left join organisations as o on o.county_code = a.county_code and o.id = coalesce(a.organisation_id, case when a.applicant_kind in ('developer', 'both') then e.developer_id end)
      cross join lateral (${homesOfApplication}) as h
      left join lateral (select sum(area_m2) as area_m2 from parcels as p where p.county_code = a.county_code and p.estate_id = a.estate_id) as l on true
      left join lateral (select jsonb_build_object('name', p.name, 'address', p.address) as told from places as p
                          where p.county_code = a.county_code and p.kind = 'window' and p.closed_on is null order by p.opened_on, p.id limit 1) as w on true
      left join lateral (${partiesOfApplication}) as p on true
      left join lateral (${gatesOfApplication}) as g on true
      left join lateral (select missing, from_on from application_pauses as s
                          where s.county_code = a.county_code and s.application_id = a.id and s.kind = 'correction' order by pause_no desc limit 1) as c on true
     order by asked.place`.execute(tx)
  return rows
}

const homesOfApplication = sql`
  select jsonb_agg(jsonb_build_object('unitId', u.id, 'building', b.name, 'entrance', u.entrance, 'room', u.room, 'unitCode', u.unit_code, 'use', u.use,
                     'structure', coalesce(u.structure, b.structure), 'floor', u.floor, 'floorsTotal', coalesce(u.floors_total, b.floors),
                     'areaM2', u.area_m2, 'innerAreaM2', u.inner_area_m2, 'sharedAreaM2', u.shared_area_m2)
                   order by b.name, u.entrance, u.floor, u.room) as homes
    from units as u
    join buildings as b on b.county_code = u.county_code and b.id = u.building_id
   where u.county_code = a.county_code
     and u.id = any (case when a.unit_id is not null then array[a.unit_id]
                          else array(select c.unit_id from application_units as c where c.county_code = a.county_code and c.application_id = a.id) end)`

const partiesOfApplication = sql`
  select jsonb_agg(jsonb_build_object('role', role, 'name', name, 'idKind', id_kind, 'idMasked', id_masked, 'idCipher', encode(id_cipher, 'base64'),
                     'phoneMasked', phone_masked, 'phoneCipher', encode(phone_cipher, 'base64'), 'shareParts', share_parts, 'shareWhole', share_whole,
                     'basis', basis) order by party_no) as parties
    from application_parties as t where t.county_code = a.county_code and t.application_id = a.id`

const gatesOfApplication = sql`
  select jsonb_agg(jsonb_build_object('gate', gate, 'state', t.state, 'decidedOn', decided_on, 'decider', decider_name, 'evidence', evidence, 'basis', basis)) as gates
    from application_gates as t where t.county_code = a.county_code and t.application_id = a.id`
