import { sql } from 'kysely'
import type { Delivery, EstateDelivery, SessionDelivery, Undelivered } from '#contract/delivery-shapes.ts'
import type { DeliveryWay } from '#domain/registrations/delivery/moves.ts'
import { maskName } from '#domain/registrations/places/queue.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { homeName } from '../places/homes.ts'
import { getSession, type SessionKey } from '../places/session-views.ts'

/** Buyers of an application `a`. */
const buyerNames = sql`
  coalesce((select string_agg(p.name, '、' order by p.party_no) from application_parties as p
             where p.county_code = a.county_code and p.application_id = a.id and p.role = 'buyer'), '')`

const ofHome = sql`
  join units as u on u.county_code = a.county_code and u.id = a.unit_id
  join buildings as b on b.county_code = u.county_code and b.id = u.building_id
  join estates as e on e.county_code = a.county_code and e.id = a.estate_id`

export type UndeliveredQuery = {
  estate?: string | undefined
  way?: DeliveryWay | undefined
  state?: 'none' | 'planned' | 'sent' | 'returned' | undefined
  days?: number | undefined
  after?: string | undefined
  limit: number
}

/** Certificates that are printed and not received, the earliest entry first; county by county as far as a page can need. */
export async function listUndelivered(tx: Tx, counties: readonly string[], query: UndeliveredQuery) {
  const { estate, way, state, days, after, limit } = query
  const [today, place] = [officeToday(), placeOf(after)]
  const conditions = [
    sql`a.county_code = c.code and a.state = 'certified'`,
    place && sql`(a.entered_on, a.id) > (${place.day}::date, ${place.id}::uuid)`,
    estate && sql`a.estate_id = ${estate}`,
    days !== undefined && sql`a.entered_on <= ${today}::date - ${days}::integer`,
    way && sql`d.way = ${way}`,
    state === 'none' && sql`d.id is null`,
    (state === 'planned' || state === 'sent') && sql`d.state = ${state}`,
    state === 'returned' &&
      sql`d.id is null and exists (select from deliveries as r where r.county_code = a.county_code and r.application_id = a.id and r.state = 'returned')`,
  ].filter((condition) => typeof condition === 'object' && condition !== null)
  const { rows } = await sql<Undelivered>`
    select a.id as "applicationId", a.county_code as "countyCode", r.name as "countyName", a.estate_id as "estateId", e.name as "estateName",
           a.unit_id as "unitId", ${homeName} as home, a.certificate_no as "certificateNo", ${buyerNames} as owners, a.entered_on as "enteredOn",
           a.certified_on as "certifiedOn", ${today}::date - a.entered_on as days, d.id as "deliveryId", d.way, coalesce(d.state, 'none') as state,
           (select count(*) from deliveries as t where t.county_code = a.county_code and t.application_id = a.id and t.state <> 'cancelled')::integer as attempts,
           d.receiver_name as receiver, d.carrier, d.tracking_no as "trackingNo", d.sent_on as "sentOn", d.tracking_words as "trackingWords",
           (select t.return_reason from deliveries as t where t.county_code = a.county_code and t.application_id = a.id and t.state = 'returned'
             order by t.attempt_no desc limit 1) as "returnReason"
      from (select a.county_code, a.id from unnest(${counties}::text[]) as c (code)
             cross join lateral (
               select a.county_code, a.id, a.entered_on from applications as a
                 left join deliveries as d on d.county_code = a.county_code and d.application_id = a.id and d.state in ('planned', 'sent')
                where ${sql.join(conditions, sql` and `)}
                order by a.entered_on, a.id limit ${limit}) as a
             order by a.entered_on, a.id limit ${limit}) as page
      join applications as a on a.county_code = page.county_code and a.id = page.id
      ${ofHome}
      join regions as r on r.code = a.county_code
      left join deliveries as d on d.county_code = a.county_code and d.application_id = a.id and d.state in ('planned', 'sent')
     order by a.entered_on, a.id`.execute(tx)
  const last = rows.at(-1)
  return {
    rows: rows.map((row) => ({ ...row, receiver: row.receiver && maskName(row.receiver) })),
    next: last && rows.length === limit ? `${last.enteredOn}.${last.applicationId}` : null,
    total: null,
  }
}

function placeOf(after: string | undefined): { day: string; id: string } | null {
  if (after === undefined) return null
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})$/.exec(after) ?? []
  if (!day || !id) throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { day, id }
}

/** How the certificates of estates stand, most undelivered first. */
export async function estatesDelivery(
  tx: Tx,
  counties: readonly string[],
  { estate }: { estate?: string | undefined },
): Promise<EstateDelivery[]> {
  const { rows } = await sql<EstateDelivery>`
    select a.county_code as "countyCode", a.estate_id as "estateId", e.name as "estateName", count(*)::integer as certified,
           count(*) filter (where a.state = 'delivered')::integer as delivered,
           count(*) filter (where a.state = 'certified' and d.state = 'sent')::integer as sent,
           count(*) filter (where a.state = 'certified' and d.state = 'planned')::integer as planned,
           count(*) filter (where a.state = 'certified' and d.id is null)::integer as unplanned,
           count(*) filter (where a.state = 'certified' and d.id is null and exists (
             select from deliveries as r where r.county_code = a.county_code and r.application_id = a.id and r.state = 'returned'))::integer as returned,
           coalesce(max(${officeToday()}::date - a.entered_on) filter (where a.state = 'certified'), 0)::integer as "longestDays",
           json_build_object(
             'window', count(*) filter (where d.state = 'delivered' and d.way = 'window'), 'on_site', count(*) filter (where d.state = 'delivered' and d.way = 'on_site'),
             'post', count(*) filter (where d.state = 'delivered' and d.way = 'post'), 'agent', count(*) filter (where d.state = 'delivered' and d.way = 'agent')) as ways
      from applications as a
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
      left join deliveries as d on d.county_code = a.county_code and d.application_id = a.id and d.state in ('planned', 'sent', 'delivered')
     where a.county_code = any (${counties}::text[]) and a.kind = 'transfer' and a.state in ('certified', 'delivered')
       and (${estate ?? null}::uuid is null or a.estate_id = ${estate ?? null}::uuid)
     group by a.county_code, a.estate_id, e.name
     order by count(*) filter (where a.state = 'certified') desc, e.name
     limit 200`.execute(tx)
  return rows
}

const delivery = sql`
  select d.id, d.county_code as "countyCode", d.application_id as "applicationId", d.attempt_no as "attemptNo", d.way, d.state, d.planned_on as "plannedOn",
         d.session_id as "sessionId", p.name as place, d.receiver_name as "receiverName", d.receiver_relation as "receiverRelation", d.authorisation,
         d.receiver_id_masked as "receiverIdMasked", d.phone_masked as "phoneMasked", d.address_masked as "addressMasked", d.carrier,
         d.tracking_no as "trackingNo", d.sent_on as "sentOn", d.tracking_words as "trackingWords", d.proof, d.proof_words as "proofWords",
         d.delivered_on as "deliveredOn", d.returned_on as "returnedOn", d.return_reason as "returnReason", d.recorder_name as "recordedBy",
         coalesce((select json_agg(json_build_object('no', f.file_no, 'kind', f.kind, 'name', f.name, 'bytes', f.bytes) order by f.file_no)
                     from delivery_files as f where f.county_code = d.county_code and f.delivery_id = d.id), '[]') as files
    from deliveries as d
    left join places as p on p.county_code = d.county_code and p.id = d.place_id`

/** All tries to give the certificate of an application to its owner, the latest first. */
export async function applicationDeliveries(tx: Tx, countyCode: string, applicationId: string): Promise<Delivery[]> {
  const known = await sql`select from applications where county_code = ${countyCode} and id = ${applicationId}`.execute(
    tx,
  )
  if (known.rows.length === 0)
    throw new Refused({ kind: 'missing', code: 'no_such_application', message: '没有这件登记申请' })
  const { rows } = await sql<Delivery>`
    ${delivery} where d.county_code = ${countyCode} and d.application_id = ${applicationId} order by d.attempt_no desc`.execute(
    tx,
  )
  return rows
}

export async function getDelivery(tx: Tx, countyCode: string, deliveryId: string): Promise<Delivery> {
  const { rows } =
    await sql<Delivery>`${delivery} where d.county_code = ${countyCode} and d.id = ${deliveryId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_delivery', message: '没有这次发证' })
  return rows[0]
}

/** The list of a session: whose certificates are to be handed over there. */
export async function sessionDeliveries(
  tx: Tx,
  key: SessionKey,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  await getSession(tx, key)
  if (after !== undefined && !/^[0-9a-f-]{36}$/.test(after))
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const { rows } = await sql<SessionDelivery>`
    select a.id as "applicationId", d.id as "deliveryId", e.name as "estateName", ${homeName} as home, ${buyerNames} as owners,
           a.certificate_no as "certificateNo", d.receiver_name as receiver, d.state, d.delivered_on as "deliveredOn"
      from deliveries as d
      join applications as a on a.county_code = d.county_code and a.id = d.application_id
      ${ofHome}
     where d.county_code = ${key.countyCode} and d.session_id = ${key.sessionId} and d.state <> 'cancelled'
       and (${after ?? null}::uuid is null or d.id > ${after ?? null}::uuid)
     order by d.id
     limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? last.deliveryId : null, total: null }
}
