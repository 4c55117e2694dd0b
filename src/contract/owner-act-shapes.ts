import { z } from 'zod'
import { paperStandings } from '#domain/archives/papers.ts'
import {
  authorisationPhotos,
  authorisationPurposes,
  authorisationStates,
} from '#domain/outreach/owner-acts/authorisations.ts'
import { caseKinds, caseStates, caseTopicNames } from '#domain/outreach/owner-acts/cases.ts'
import { ownerPaperKinds, ownerPaperStates } from '#domain/outreach/owner-acts/papers.ts'
import { appointmentStates } from '#domain/registrations/places/appointments.ts'
import { visitMatters } from '#domain/registrations/places/kinds.ts'
import { SessionLine, Time } from './place-shapes.ts'
import { IsoDate } from './platform/endpoint.ts'

const count = z.number().int()
export const Purposes = z.array(z.enum(authorisationPurposes)).min(1).max(authorisationPurposes.length)

const OwnerPaper = z.object({
  id: z.uuid(),
  paper: z.enum(ownerPaperKinds),
  name: z.string(),
  state: z.enum(ownerPaperStates),
  cameOn: IsoDate,
  decidedOn: IsoDate.nullable(),
  /** Why it came back. */
  words: z.string().nullable(),
})

/** What is asked for of a home, and what its owner brought of it. `asked` names only what an owner can bring. */
export const OwnerPapers = z
  .object({
    asked: z.array(z.object({ paper: z.enum(ownerPaperKinds), standing: z.enum(paperStandings) })),
    brought: z.array(OwnerPaper),
  })
  .meta({ id: 'OwnerPapers' })
export type OwnerPapers = z.infer<typeof OwnerPapers>

export const OwnerAuthorisation = z
  .object({
    id: z.uuid(),
    agentName: z.string(),
    agentIdMasked: z.string(),
    agentPhoneMasked: z.string(),
    purposes: Purposes,
    begunOn: IsoDate,
    validUntil: IsoDate,
    state: z.enum(authorisationStates),
    isInForce: z.boolean(),
    photos: z.array(z.enum(authorisationPhotos)),
    words: z.string().nullable(),
  })
  .meta({ id: 'OwnerAuthorisation' })
export type OwnerAuthorisation = z.infer<typeof OwnerAuthorisation>

export const deliveryWishes = ['window', 'on_site', 'post'] as const

/** How the owner wishes to have the certificate, and where it is. `may`: whether it can be chosen now. */
export const OwnerDelivery = z
  .object({
    may: z.enum(['choose', 'not_yet', 'sent', 'delivered']),
    way: z.enum([...deliveryWishes, 'agent']).nullable(),
    place: z.string().nullable(),
    heldOn: IsoDate.nullable(),
    addressMasked: z.string().nullable(),
    receiver: z.string().nullable(),
    carrier: z.string().nullable(),
    trackingNo: z.string().nullable(),
    sentOn: IsoDate.nullable(),
    trackingWords: z.string().nullable(),
    deliveredOn: IsoDate.nullable(),
    certificateNo: z.string().nullable(),
    sessions: z.array(
      SessionLine.pick({ id: true, placeName: true, address: true, heldOn: true, startsAt: true, endsAt: true }),
    ),
  })
  .meta({ id: 'OwnerDelivery' })
export type OwnerDelivery = z.infer<typeof OwnerDelivery>

const FreeTime = z.object({ no: count, startsAt: Time, endsAt: Time, left: count })

/** The owner's appointments, and the days and times that still have room. */
export const OwnerAppointments = z
  .object({
    own: z.array(
      z.object({
        id: z.uuid(),
        matter: z.enum(visitMatters),
        state: z.enum(appointmentStates),
        placeName: z.string(),
        address: z.string(),
        heldOn: IsoDate,
        startsAt: Time,
        endsAt: Time,
        endReason: z.string().nullable(),
      }),
    ),
    free: z.array(
      SessionLine.pick({ id: true, placeName: true, address: true, heldOn: true }).extend({ times: z.array(FreeTime) }),
    ),
  })
  .meta({ id: 'OwnerAppointments' })
export type OwnerAppointments = z.infer<typeof OwnerAppointments>

const Answer = z.object({
  no: count,
  words: z.string(),
  answeredOn: IsoDate,
  answererName: z.string(),
  helped: z.boolean().nullable(),
  helpedWords: z.string().nullable(),
})

export const OwnerCase = z
  .object({
    id: z.uuid(),
    no: count,
    kind: z.enum(caseKinds),
    topic: z.enum(caseTopicNames),
    words: z.string(),
    state: z.enum(caseStates),
    askedOn: IsoDate,
    dueOn: IsoDate,
    organisation: z.string().nullable(),
    answers: z.array(Answer),
  })
  .meta({ id: 'OwnerCase' })
export type OwnerCase = z.infer<typeof OwnerCase>

export const wishes = ['willing', 'unwilling'] as const

/** Whether the owner wants the home registered, as the records have it now. */
export const OwnerWish = z
  .object({
    wish: z.enum(wishes).nullable(),
    saidOn: IsoDate.nullable(),
    reason: z.string().nullable(),
    /** Reasons the county knows, to choose from. */
    reasons: z.array(z.object({ name: z.string(), nameEn: z.string().nullable() })),
  })
  .meta({ id: 'OwnerWish' })
export type OwnerWish = z.infer<typeof OwnerWish>

const Brought = z.object({
  id: z.uuid(),
  kind: z.enum(['paper', 'authorisation', 'case']),
  unitId: z.uuid(),
  estateName: z.string(),
  home: z.string(),
  ownerName: z.string(),
  cameOn: IsoDate,
  /** By when it is to be answered; of what is only looked at none. */
  dueOn: IsoDate.nullable(),
  isOpen: z.boolean(),
  decidedOn: IsoDate.nullable(),
  deciderName: z.string().nullable(),
  words: z.string().nullable(),
  paper: OwnerPaper.pick({ paper: true, name: true, state: true }).extend({ mediaType: z.string() }).nullable(),
  authorisation: OwnerAuthorisation.omit({ id: true, begunOn: true, words: true }).nullable(),
  case: OwnerCase.omit({ id: true, askedOn: true, dueOn: true }).extend({ taskId: z.uuid().nullable() }).nullable(),
})

/** What an owner sent the office: a paper, an agent authorised by photo, a question or complaint. */
export const InboxLine = Brought.meta({ id: 'InboxLine' })
export type InboxLine = z.infer<typeof InboxLine>

export const inboxKinds = ['paper', 'authorisation', 'case'] as const
