import { deliveryEndpoints } from '#contract/delivery.ts'
import { read } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { cancelDeliveries, deliver, returnDeliveries } from './deliver.ts'
import { askForHandOver } from './hand-to-carrier.ts'
import { startDeliveryJobs } from './jobs.ts'
import { send } from './parcels.ts'
import { planDeliveries } from './plan.ts'
import { addProof, openAddress, openProof } from './proofs.ts'
import { applicationDeliveries, estatesDelivery, listUndelivered, sessionDeliveries } from './views.ts'

export async function deliveryRoutes(house: House): Promise<void> {
  const { db } = house
  serve(house, deliveryEndpoints.listUndelivered, ({ query, actor }) =>
    read(db, actor, (tx) => listUndelivered(tx, actor.counties, query)),
  )
  serve(house, deliveryEndpoints.estatesDelivery, ({ query, actor }) =>
    read(db, actor, (tx) => estatesDelivery(tx, actor.counties, query)),
  )
  serve(house, deliveryEndpoints.applicationDeliveries, ({ params, actor }) =>
    read(db, actor, (tx) => applicationDeliveries(tx, params.county, params.application)),
  )
  serve(house, deliveryEndpoints.sessionDeliveries, ({ params, query, actor }) =>
    read(db, actor, (tx) => sessionDeliveries(tx, { countyCode: params.county, sessionId: params.session }, query)),
  )
  serve(house, deliveryEndpoints.planDeliveries, ({ params, body, actor }) =>
    planDeliveries(house, actor, params.county, body),
  )
  serve(house, deliveryEndpoints.send, ({ params, body, actor }) => send(db, actor, params.county, body))
  serve(house, deliveryEndpoints.handToCarrier, ({ params, body, actor }) =>
    askForHandOver(house, actor, params.county, body),
  )
  serve(house, deliveryEndpoints.deliver, ({ params, body, actor }) => deliver(db, actor, params.county, body))
  serve(house, deliveryEndpoints.returnDeliveries, ({ params, body, actor }) =>
    returnDeliveries(db, actor, params.county, body),
  )
  serve(house, deliveryEndpoints.cancelDeliveries, ({ params, body, actor }) =>
    cancelDeliveries(db, actor, params.county, body),
  )
  proofRoutes(house)
  await startDeliveryJobs(house)
}

/** Signatures and photos, and the address on the envelope. */
function proofRoutes(house: House): void {
  serve(house, deliveryEndpoints.addProof, ({ params, request, actor }) =>
    withUploads(request, '签名或照片', (uploads) =>
      addProof(house, actor, { countyCode: params.county, deliveryId: params.delivery, kind: params.proof }, uploads),
    ),
  )
  serve(house, deliveryEndpoints.proofFile, async ({ params, actor, reply }) => {
    const key = { countyCode: params.county, deliveryId: params.delivery, fileNo: params.file }
    const { name, mediaType, bytes } = await openProof(house, actor, key)
    return reply
      .header('content-type', mediaType)
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(bytes)
  })
  serve(house, deliveryEndpoints.openAddress, ({ params, body, actor }) =>
    openAddress(house, actor, { countyCode: params.county, deliveryId: params.delivery }, body.reason),
  )
}
