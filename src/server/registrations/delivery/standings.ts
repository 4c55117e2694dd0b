import { sql } from 'kysely'
import type { DeliveryStanding, ReceiverRelation } from '#domain/registrations/delivery/moves.ts'
import type { Tx } from '../../platform/acts.ts'

/** How the certificate of an application stands, with the try that is under way. */
export type Standing = DeliveryStanding & {
  applicationId: string
  deliveryId: string | null
  planned: {
    receiverName: string | null
    receiverRelation: ReceiverRelation | null
    authorisation: string | null
    placeId: string | null
  } | null
}

/** Standings by application, read in one statement; what is not there is left out. */
export async function standingsOf(
  tx: Tx,
  countyCode: string,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await sql<Standing>`
    select a.id as "applicationId", a.kind, a.state, a.certified_on as "certifiedOn", d.id as "deliveryId",
           coalesce((select json_agg(p.name order by p.party_no) from application_parties as p
                      where p.county_code = a.county_code and p.application_id = a.id and p.role = 'buyer'), '[]') as buyers,
           case when d.id is not null then json_build_object(
             'state', d.state, 'way', d.way, 'carrier', d.carrier, 'trackingNo', d.tracking_no, 'sentOn', d.sent_on, 'deliveredOn', d.delivered_on,
             'receiverName', d.receiver_name,
             'files', (select coalesce(json_agg(distinct f.kind), '[]') from delivery_files as f where f.county_code = d.county_code and f.delivery_id = d.id)) end as open,
           case when d.id is not null then json_build_object('receiverName', d.receiver_name, 'receiverRelation', d.receiver_relation,
             'authorisation', d.authorisation, 'placeId', coalesce(d.place_id, s.place_id)) end as planned
      from applications as a
      left join deliveries as d on d.county_code = a.county_code and d.application_id = a.id and d.state in ('planned', 'sent', 'delivered')
      left join place_sessions as s on s.county_code = d.county_code and s.id = d.session_id
     where a.county_code = ${countyCode} and a.id = any (${[...applicationIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.applicationId, row]))
}

/** Applications by the numbers of their certificates, as a carrier's list names them. */
export async function applicationsByCertificate(
  tx: Tx,
  countyCode: string,
  certificateNos: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; certificateNo: string }>`
    select id, certificate_no as "certificateNo" from applications
     where county_code = ${countyCode} and certificate_no = any (${[...certificateNos]}::text[])`.execute(tx)
  return new Map(rows.map(({ id, certificateNo }) => [certificateNo, id]))
}

/** Whose numbers of a carrier are known already: by number, the application. */
export async function parcelsOf(
  tx: Tx,
  countyCode: string,
  carrier: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ trackingNo: string; applicationId: string }>`
    select tracking_no as "trackingNo", application_id as "applicationId" from deliveries
     where county_code = ${countyCode} and carrier = ${carrier} and tracking_no = any (${[...numbers]}::text[])`.execute(
    tx,
  )
  return new Map(rows.map(({ trackingNo, applicationId }) => [trackingNo, applicationId]))
}

/** The place at which an account is put to work on a day; null: at none. */
export async function placeOfStaff(tx: Tx, countyCode: string, accountId: string, on: string): Promise<string | null> {
  const { rows } = await sql<{ placeId: string }>`
    select s.place_id as "placeId" from session_staff as f
      join place_sessions as s on s.county_code = f.county_code and s.id = f.session_id and s.state = 'open'
     where f.county_code = ${countyCode} and f.account_id = ${accountId} and f.held_on = ${on} and f.is_there limit 1`.execute(
    tx,
  )
  return rows[0]?.placeId ?? null
}
