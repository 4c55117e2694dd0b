import type { z } from 'zod'
import type { deliveryEndpoints } from '#contract/delivery.ts'
import type { DeliveryAct } from '#domain/registrations/delivery/moves.ts'
import { type Actor, type Db, type Tx, transact } from '../../platform/acts.ts'
import type { ResultOfOne } from '../places/changes.ts'
import { refusedOne } from '../places/changes.ts'
import { actOnDeliveries } from './act.ts'
import { applicationsByCertificate, parcelsOf } from './standings.ts'
import { writeParcels } from './write.ts'

type Sending = z.output<(typeof deliveryEndpoints)['send']['body']>

/** Notes certificates as posted, each under its number; a carrier's list names them by certificate. */
export function send(db: Db, actor: Actor, countyCode: string, sending: Sending): Promise<{ results: ResultOfOne[] }> {
  return transact(db, actor, async (tx) => ({ results: await sendIn(tx, actor, countyCode, sending) }))
}

export async function sendIn(tx: Tx, actor: Actor, countyCode: string, sending: Sending): Promise<ResultOfOne[]> {
  const { reason, on, carrier } = sending
  const certificates = sending.items.flatMap(({ certificateNo }) => certificateNo ?? [])
  const byCertificate = await applicationsByCertificate(tx, countyCode, certificates)
  const items = sending.items.map(({ applicationId, certificateNo, trackingNo }) => ({
    name: certificateNo ?? applicationId ?? trackingNo,
    applicationId: applicationId ?? byCertificate.get(certificateNo ?? '') ?? null,
    trackingNo: trackingNo.normalize('NFKC').toUpperCase().replaceAll(/\s/g, ''),
  }))
  const known = items.flatMap(({ applicationId, ...item }) =>
    applicationId === null ? [] : [{ ...item, applicationId }],
  )
  const parcels = await parcelsOf(
    tx,
    countyCode,
    carrier,
    known.map(({ trackingNo }) => trackingNo),
  )
  const firstWith = new Map(known.toReversed().map(({ trackingNo, applicationId }) => [trackingNo, applicationId]))
  const results = await actOnDeliveries<Extract<DeliveryAct, { act: 'send' }>>({
    tx,
    actor,
    countyCode,
    kind: 'certificates_posted',
    reason,
    ids: known.map(({ applicationId }) => applicationId),
    ask: () =>
      known.map(({ name, applicationId, trackingNo }) => {
        const holder = parcels.get(trackingNo) ?? firstWith.get(trackingNo)
        const isNumberTaken = parcels.has(trackingNo) || holder !== applicationId
        return { name, applicationId, act: { act: 'send', on, carrier, trackingNo, isNumberTaken } }
      }),
    write: (going) => writeParcels({ tx, actor, countyCode }, going),
  })
  const answers = results.values()
  return items.map(({ name, applicationId }) =>
    applicationId === null
      ? refusedOne(name, '没有这个证号的登记申请')
      : (answers.next().value ?? refusedOne(name, '')),
  )
}
