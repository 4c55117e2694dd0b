import { z } from 'zod'
import {
  deliveryProofs,
  deliveryStates,
  deliveryWays,
  receiverRelations,
} from '#domain/registrations/delivery/moves.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
export const Way = z.enum(deliveryWays)
export const words = (most: number) => z.string().trim().min(1).max(most)

/** A certificate that its owner does not have yet, and what is planned for it. */
export const Undelivered = z
  .object({
    applicationId: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    estateId: z.uuid(),
    estateName: z.string(),
    unitId: z.uuid(),
    home: z.string(),
    certificateNo: z.string(),
    owners: z.string(),
    enteredOn: IsoDate,
    certifiedOn: IsoDate,
    /** Calendar days since entry. */
    days: count,
    deliveryId: z.uuid().nullable(),
    way: Way.nullable(),
    state: z.enum(['none', 'planned', 'sent']),
    attempts: count,
    receiver: z.string().nullable(),
    carrier: z.string().nullable(),
    trackingNo: z.string().nullable(),
    sentOn: IsoDate.nullable(),
    trackingWords: z.string().nullable(),
    /** Why the last try came back. */
    returnReason: z.string().nullable(),
  })
  .meta({ id: 'Undelivered' })
export type Undelivered = z.infer<typeof Undelivered>

export const Delivery = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    applicationId: z.uuid(),
    attemptNo: count,
    way: Way,
    state: z.enum(deliveryStates),
    plannedOn: IsoDate,
    sessionId: z.uuid().nullable(),
    place: z.string().nullable(),
    receiverName: z.string().nullable(),
    receiverRelation: z.enum(receiverRelations).nullable(),
    authorisation: z.string().nullable(),
    receiverIdMasked: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    addressMasked: z.string().nullable(),
    carrier: z.string().nullable(),
    trackingNo: z.string().nullable(),
    sentOn: IsoDate.nullable(),
    trackingWords: z.string().nullable(),
    proof: z.enum(deliveryProofs).nullable(),
    proofWords: z.string().nullable(),
    deliveredOn: IsoDate.nullable(),
    returnedOn: IsoDate.nullable(),
    returnReason: z.string().nullable(),
    recordedBy: z.string(),
    files: z.array(z.object({ no: count, kind: z.enum(['signature', 'photo']), name: z.string(), bytes: count })),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>

/** A line of the list of a session: who is to receive which certificate. */
export const SessionDelivery = z
  .object({
    applicationId: z.uuid(),
    deliveryId: z.uuid(),
    estateName: z.string(),
    home: z.string(),
    owners: z.string(),
    certificateNo: z.string().nullable(),
    receiver: z.string().nullable(),
    state: z.enum(deliveryStates),
    deliveredOn: IsoDate.nullable(),
  })
  .meta({ id: 'SessionDelivery' })
export type SessionDelivery = z.infer<typeof SessionDelivery>

/** How the certificates of an estate stand. */
export const EstateDelivery = z
  .object({
    estateId: z.uuid(),
    estateName: z.string(),
    countyCode: RegionCode,
    certified: count,
    delivered: count,
    sent: count,
    planned: count,
    unplanned: count,
    returned: count,
    longestDays: count,
    ways: z.object({ window: count, on_site: count, post: count, agent: count }),
  })
  .meta({ id: 'EstateDelivery' })
export type EstateDelivery = z.infer<typeof EstateDelivery>

/** Who receives a certificate; number and phone are sealed. */
export const Receiver = z.object({
  name: words(60),
  relation: z.enum(receiverRelations),
  authorisation: words(120).nullable().default(null),
  idNumber: words(30).nullable().default(null),
  phone: words(30).nullable().default(null),
})
