import type { visitsEndpoints } from '#contract/visits.ts'
import type { PhotoState, RecordState } from '#domain/outreach/phone/queue.ts'
import type { Out } from '../../platform/send.ts'

/** An estate the officer looks after, as last heard, and what of it is on this phone. */
export type PhoneEstate = Out<typeof visitsEndpoints.visitEstates.response>[number] & {
  /** When its homes were last brought here; `null`: they are not here yet. */
  heldAt: number | null
  /** Where the next reading of what has changed begins. */
  mark: number | null
}

export type PhoneHome = Out<typeof visitsEndpoints.visitHomes.response>['rows'][number]

export type AskedFact = Out<typeof visitsEndpoints.visitFacts.response>[number]

/** A record as it is sent. */
export type SentRecord = {
  id: string
  kind: 'visit' | 'fact' | 'application'
  countyCode: string
  observedAt: string
  formVersion: number
  photos: string[]
  note: string | null
} & Record<string, unknown>

type RecordAnswer = {
  code: string | null
  message: string | null
  conflicts: readonly string[]
  /** What stands at the office after this record. */
  standing: Readonly<Record<string, unknown>> | null
}

/** A record with what the officer needs to know it again. */
export type KeptRecord = {
  seq: number
  id: string
  state: RecordState
  estateId: string
  unitId: string | null
  madeAt: number
  title: string
  sent: SentRecord
  answer: RecordAnswer | null
}

/** A photo or a signature; its bytes lie apart, so that lists stay light. */
export type KeptPhoto = {
  seq: number
  id: string
  recordId: string
  state: PhotoState
  countyCode: string
  subject: { kind: 'unit' | 'estate'; id: string }
  name: string
  bytes: number
  /** Why the office does not take it. */
  words: string | null
}

/** What an owner signed on the phone is kept as; every other name is a photo's. */
export const signatureName = 'signature.png'
