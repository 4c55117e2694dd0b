import type { z } from 'zod'
import type { deliveryEndpoints } from '#contract/delivery.ts'
import { maskAddress } from '#domain/registrations/delivery/address.ts'
import type { DeliveryAct } from '#domain/registrations/delivery/moves.ts'
import { maskIdNumber, maskPhone } from '#domain/units/masks.ts'
import { type Actor, type Db, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import type { Secrets } from '../../platform/secrets.ts'
import type { ResultOfOne } from '../places/changes.ts'
import { getOpenSession } from '../places/session-views.ts'
import { actOnDeliveries } from './act.ts'
import { type PlannedDetail, writePlans } from './write.ts'

type Plan = z.output<(typeof deliveryEndpoints)['planDeliveries']['body']>
type Item = Plan['items'][number]

/** Keeps how owners wish to have their certificates; a session's list is made so. Numbers and addresses are sealed. */
export function planDeliveries(
  { db, secrets }: { db: Db; secrets: Secrets },
  actor: Actor,
  countyCode: string,
  { reason, way, sessionId, items }: Plan,
): Promise<{ results: ResultOfOne[] }> {
  return transact(db, actor, async (tx) => {
    if (sessionId !== null) await getOpenSession(tx, { countyCode, sessionId }, officeToday())
    const results = await actOnDeliveries<
      Extract<DeliveryAct, { act: 'plan' }> & { detail: PlannedDetail; sessionId: string | null }
    >({
      tx,
      actor,
      countyCode,
      kind: 'deliveries_planned',
      reason,
      ids: items.map(({ applicationId }) => applicationId),
      ask: () =>
        items.map((item) => ({
          name: item.applicationId,
          applicationId: item.applicationId,
          act: { act: 'plan', way, receiver: item.receiver, detail: sealed(secrets, item), sessionId },
        })),
      write: (going) => writePlans({ tx, actor, countyCode }, going),
    })
    return { results }
  })
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

function sealed(secrets: Secrets, { receiver, address }: Item): PlannedDetail {
  const { idNumber = null, phone = null } = receiver ?? {}
  return {
    receiver_id_cipher: idNumber && hex(secrets.seal(idNumber)),
    receiver_id_digest: idNumber && hex(secrets.digest('id', idNumber)),
    receiver_id_masked: idNumber && maskIdNumber(idNumber),
    phone_cipher: phone && hex(secrets.seal(phone)),
    phone_digest: phone && hex(secrets.digest('phone', phone)),
    phone_masked: phone && maskPhone(phone),
    address_cipher: address && hex(secrets.seal(address)),
    address_masked: address && maskAddress(address),
  }
}
