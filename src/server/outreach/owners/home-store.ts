import { sql } from 'kysely'
import type { OwnHome as OwnHomeView } from '#contract/owners.ts'
import type { Tx } from '../../platform/acts.ts'
import type { OwnHome } from '../../platform/http/outside-sessions.ts'

export type OwnRecord = Pick<OwnHomeView, 'unitId' | 'countyCode' | 'countyName' | 'correction' | 'certificateNo'> & {
  estateId: string
  estate: string
  building: string
  entrance: string
  room: string
  application: { acceptanceNo: string | null; submittedOn: string; dueOn: string | null } | null
  delivery: OwnHomeView['delivery']
}

/** What an owner is told of his homes beside their marks: names, application, what was asked, the certificate on its way. */
export async function ownRecords(tx: Tx, homes: readonly OwnHome[]): Promise<OwnRecord[]> {
  const { rows } = await sql<OwnRecord>`
    select u.id as "unitId", u.county_code as "countyCode", r.name as "countyName", e.id as "estateId", e.name as estate, b.name as building, u.entrance, u.room,
           coalesce(u.certificate_no, a.certificate_no) as "certificateNo", p.correction, d.delivery,
           case when a.id is not null then jsonb_build_object('acceptanceNo', a.acceptance_no, 'submittedOn', a.submitted_on,
                                                              'dueOn', coalesce(a.promised_on, a.due_on)) end as application
      from unnest(${homes.map(({ countyCode }) => countyCode)}::text[], ${homes.map(({ unitId }) => unitId)}::uuid[]) as own (county_code, unit_id)
      join units as u on u.county_code = own.county_code and u.id = own.unit_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      join regions as r on r.code = u.county_code
      left join lateral (select id, acceptance_no, submitted_on, promised_on, due_on, certificate_no from applications
                          where county_code = u.county_code and unit_id = u.id and ended_on is null
                          order by submitted_on desc, id desc limit 1) as a on true
      left join lateral (select jsonb_build_object('since', from_on, 'missing', missing) as correction from application_pauses
                          where county_code = u.county_code and application_id = a.id and kind = 'correction' and until_on is null) as p on true
      left join lateral (select jsonb_build_object('way', t.way, 'state', t.state, 'place', l.name, 'on', coalesce(t.delivered_on, s.held_on), 'carrier', t.carrier,
                                                   'trackingNo', t.tracking_no, 'sentOn', t.sent_on, 'trackingWords', t.tracking_words) as delivery
                           from deliveries as t
                           left join place_sessions as s on s.county_code = t.county_code and s.id = t.session_id
                           left join places as l on l.county_code = t.county_code and l.id = coalesce(t.place_id, s.place_id)
                          where t.county_code = u.county_code and t.application_id = a.id and t.state in ('planned', 'sent', 'delivered')
                          order by t.attempt_no desc limit 1) as d on true
     order by u.county_code, e.name, length(b.name), b.name, u.entrance, length(u.room), u.room`.execute(tx)
  return rows
}
