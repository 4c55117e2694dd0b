import { deliveryEndpoints } from '#contract/delivery.ts'
import type { Undelivered } from '#contract/delivery-shapes.ts'
import type { DeliveryWay } from '#domain/registrations/delivery/moves.ts'
import { addressOf, call, problemOf } from '../../platform/api.ts'

type Proof = {
  county: string
  row: Undelivered
  way: DeliveryWay
  proof: 'signature' | 'photo'
  file: Blob
  reason: string
}

/** Keeps a signature or photo with the delivery it proves, planning one first where there is none. */
export async function keepProof({ county, row, way, proof, file, reason }: Proof): Promise<void> {
  const delivery = row.deliveryId ?? (await planned({ county, row, way, reason }))
  const form = new FormData()
  form.append('files', file, file instanceof File ? file.name : `${proof}.png`)
  const address = addressOf(deliveryEndpoints.addProof.path, { params: { county, delivery, proof } })
  const response = await fetch(address, { method: 'POST', body: form })
  if (!response.ok) throw await problemOf(response)
}

async function planned({ county, row, way, reason }: Omit<Proof, 'proof' | 'file'>): Promise<string> {
  const { applicationId } = row
  const params = { county, application: applicationId }
  const before = await call(deliveryEndpoints.applicationDeliveries, { params })
  const known = before.find(({ state }) => state === 'planned')
  if (known) return known.id
  // the receiver is told when the certificate is handed over
  const body = { reason, way: way === 'agent' ? ('window' as const) : way, items: [{ applicationId }] }
  const { results } = await call(deliveryEndpoints.planDeliveries, { params: { county }, body })
  const refused = results.find(({ ok }) => !ok)
  if (refused) throw new Error(refused.message ?? '')
  const [latest] = await call(deliveryEndpoints.applicationDeliveries, { params })
  if (!latest) throw new Error(applicationId)
  return latest.id
}
