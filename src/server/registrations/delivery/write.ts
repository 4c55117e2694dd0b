import { sql } from 'kysely'
import type { DeliveryAct, DeliveryWay } from '#domain/registrations/delivery/moves.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import type { GoingOn } from './act.ts'
import type { Standing } from './standings.ts'

type ActOf<Name extends DeliveryAct['act']> = Extract<DeliveryAct, { act: Name }>
type Written = { tx: Tx; actor: Actor; countyCode: string }

const wayOf = (act: DeliveryAct): DeliveryWay => {
  if (act.act === 'send') return 'post'
  const way = 'way' in act ? act.way : null
  if (way !== null) return way
  return act.act === 'deliver' && act.receiver.relation !== 'owner' ? 'agent' : 'window'
}

/** Begins the next try of each certificate that has none under way; gives the new deliveries by application. */
export async function planMissing(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  going: readonly { applicationId: string; act: DeliveryAct; standing: Standing }[],
  today: string,
): Promise<ReadonlyMap<string, string>> {
  const missing = going.filter(({ standing }) => standing.deliveryId === null)
  const { rows } = await sql<{ id: string; applicationId: string }>`
    insert into deliveries (county_code, application_id, attempt_no, way, planned_on, recorded_by, recorder_name)
    select ${countyCode}, m.id, 1 + (select count(*) from deliveries as d where d.county_code = ${countyCode} and d.application_id = m.id), m.way, ${today},
           ${actor.accountId}, ${actor.name}
      from unnest(${missing.map(({ applicationId }) => applicationId)}::uuid[], ${missing.map(({ act }) => wayOf(act))}::text[]) as m (id, way)
    returning id, application_id as "applicationId"`.execute(tx)
  return new Map(rows.map(({ id, applicationId }) => [applicationId, id]))
}

/** What is sealed of a receiver and his address, as hexadecimal, which PostgreSQL reads as bytea. */
export type PlannedDetail = {
  receiver_id_cipher: string | null
  receiver_id_digest: string | null
  receiver_id_masked: string | null
  phone_cipher: string | null
  phone_digest: string | null
  phone_masked: string | null
  address_cipher: string | null
  address_masked: string | null
}

type Planned = ActOf<'plan'> & { detail: PlannedDetail; sessionId: string | null }

/** Writes what the owner wishes; a plan made before gives way to it whole. */
export async function writePlans(
  { tx, actor, countyCode }: Written,
  going: readonly GoingOn<Planned>[],
): Promise<void> {
  const rows = going.map(({ deliveryId, act: { way, receiver, detail, sessionId } }) => ({
    id: deliveryId,
    way,
    session_id: sessionId,
    name: receiver?.name ?? null,
    relation: receiver?.relation ?? null,
    authorisation: receiver?.authorisation ?? null,
    ...detail,
  }))
  await sql`
    update deliveries as d
       set way = p.way, session_id = p.session_id, receiver_name = p.name, receiver_relation = p.relation, authorisation = p.authorisation,
           receiver_id_cipher = p.receiver_id_cipher, receiver_id_digest = p.receiver_id_digest, receiver_id_masked = p.receiver_id_masked,
           phone_cipher = p.phone_cipher, phone_digest = p.phone_digest, phone_masked = p.phone_masked,
           address_cipher = p.address_cipher, address_masked = p.address_masked, recorded_by = ${actor.accountId}, recorder_name = ${actor.name}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as p (id uuid, way text, session_id uuid, name text, relation text, authorisation text, receiver_id_cipher bytea, receiver_id_digest bytea,
                   receiver_id_masked text, phone_cipher bytea, phone_digest bytea, phone_masked text, address_cipher bytea, address_masked text)
     where d.county_code = ${countyCode} and d.id = p.id`.execute(tx)
}

/** Writes parcels as sent; what is posted is on no session's list any more. */
export async function writeParcels(
  { tx, actor, countyCode }: Written,
  going: readonly GoingOn<ActOf<'send'>>[],
): Promise<void> {
  const rows = going.map(({ deliveryId, act: { carrier, trackingNo, on } }) => ({
    id: deliveryId,
    carrier,
    trackingNo,
    on,
  }))
  await sql`
    update deliveries as d
       set state = 'sent', way = 'post', session_id = null, carrier = p.carrier, tracking_no = p."trackingNo", sent_on = p.on,
           recorded_by = ${actor.accountId}, recorder_name = ${actor.name}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (id uuid, carrier text, "trackingNo" text, "on" date)
     where d.county_code = ${countyCode} and d.id = p.id`.execute(tx)
}

type HandedOver = ActOf<'deliver'> & { placeId: string | null }

/** Writes certificates as received: by whom, where, and what proves it. */
export async function writeReceipts(
  { tx, actor, countyCode }: Written,
  going: readonly GoingOn<HandedOver>[],
): Promise<void> {
  const rows = going.map(({ deliveryId, standing, act }) => ({
    id: deliveryId,
    way: act.way ?? standing.open?.way ?? wayOf(act),
    on: act.on,
    place_id: act.placeId,
    name: act.receiver.name,
    relation: act.receiver.relation,
    authorisation: act.receiver.authorisation,
    proof: act.proof,
    proof_words: act.words,
  }))
  await sql`
    update deliveries as d
       set state = 'delivered', way = p.way, delivered_on = p.on, place_id = p.place_id, receiver_name = p.name, receiver_relation = p.relation,
           authorisation = p.authorisation, proof = p.proof, proof_words = p.proof_words, recorded_by = ${actor.accountId}, recorder_name = ${actor.name}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as p (id uuid, way text, "on" date, place_id uuid, name text, relation text, authorisation text, proof text, proof_words text)
     where d.county_code = ${countyCode} and d.id = p.id`.execute(tx)
}

/** Writes parcels that came back, each with its reason; the certificate waits for another try. */
export async function writeReturns(
  { tx, actor, countyCode }: Written,
  going: readonly GoingOn<ActOf<'return'> & { words: string }>[],
): Promise<void> {
  const rows = going.map(({ deliveryId, act: { on, words } }) => ({ id: deliveryId, on, words }))
  await sql`
    update deliveries as d
       set state = 'returned', returned_on = p.on, return_reason = p.words, recorded_by = ${actor.accountId}, recorder_name = ${actor.name}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (id uuid, "on" date, words text)
     where d.county_code = ${countyCode} and d.id = p.id`.execute(tx)
}

export async function writeCancellations({ tx, actor, countyCode }: Written, ids: readonly string[]): Promise<void> {
  await sql`
    update deliveries set state = 'cancelled', recorded_by = ${actor.accountId}, recorder_name = ${actor.name}
     where county_code = ${countyCode} and id = any (${[...ids]}::uuid[])`.execute(tx)
}
