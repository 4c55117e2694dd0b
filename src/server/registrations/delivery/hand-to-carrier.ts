import { sql } from 'kysely'
import { type Actor, type Db, read, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import type { Queue } from '../../platform/queue.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { type ResultOfOne, refusedOne, went } from '../places/changes.ts'
import type { Carrier } from './carriers.ts'
import { sendIn } from './parcels.ts'
import { standingsOf } from './standings.ts'

export const handOverJob = 'registrations.hand_over'

/** Asks that certificates planned by post be handed to the carrier; the job does it, and does it once. */
export function askForHandOver(
  { db, queue }: { db: Db; queue: Queue },
  actor: Actor,
  countyCode: string,
  { reason, applications }: { reason: string; applications: readonly string[] },
): Promise<{ results: ResultOfOne[] }> {
  return transact(db, actor, async (tx) => {
    const standings = await standingsOf(tx, countyCode, applications)
    const whyNot = (id: string): string | null => {
      const standing = standings.get(id)
      if (!standing) return '没有这件登记申请'
      if (standing.open?.state !== 'planned' || standing.open.way !== 'post') return '没有安排邮寄'
      return standing.state === 'certified' ? null : '证书还没有缮制，不能发证'
    }
    const going = applications.filter((id) => whyNot(id) === null)
    if (going.length > 0)
      await queue.send(tx, handOverJob, {
        county: countyCode,
        reason,
        applications: going.join(','),
        account: actor.accountId,
        name: actor.name,
      })
    return { results: applications.map((id) => (whyNot(id) === null ? went(id) : refusedOne(id, whyNot(id) ?? ''))) }
  })
}

type Office = { db: Db; secrets: Secrets; carrier: Carrier }

/**
 * Hands parcels over and notes their numbers. Cut off between the two it is run again: the carrier knows the key of each
 * parcel, and what is noted already is left alone.
 */
export async function handToCarrier(
  { db, secrets, carrier }: Office,
  actor: Actor,
  countyCode: string,
  { reason, applications }: { reason: string; applications: readonly string[] },
): Promise<ResultOfOne[]> {
  const parcels = await read(db, actor, (tx) => parcelsToHand(tx, secrets, countyCode, applications))
  const items: { applicationId: string; certificateNo: null; trackingNo: string }[] = []
  for (const { applicationId, ...parcel } of parcels)
    items.push({ applicationId, certificateNo: null, trackingNo: await carrier.handOver(parcel) })
  const sending = { reason, on: officeToday(), carrier: carrier.name, items }
  return transact(db, actor, (tx) => sendIn(tx, actor, countyCode, sending))
}

async function parcelsToHand(tx: Tx, secrets: Secrets, countyCode: string, applications: readonly string[]) {
  const { rows } = await sql<{
    id: string
    applicationId: string
    name: string | null
    address: Buffer | null
    phone: Buffer | null
  }>`
    select d.id, d.application_id as "applicationId", d.receiver_name as name, d.address_cipher as address, d.phone_cipher as phone
      from deliveries as d
     where d.county_code = ${countyCode} and d.application_id = any (${[...applications]}::uuid[]) and d.state = 'planned' and d.way = 'post'
     order by d.id`.execute(tx)
  return rows.map(({ id, applicationId, name, address, phone }) => ({
    key: id,
    applicationId,
    name,
    address: address && secrets.open(address),
    phone: phone && secrets.open(phone),
  }))
}
