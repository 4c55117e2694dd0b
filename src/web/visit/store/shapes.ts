import type { HomeFields } from '#domain/outreach/phone/filled-fields.ts'
import type { PhotoState, RecordState } from '#domain/outreach/phone/queue.ts'

/** An estate the officer looks after, as last heard. */
export type PhoneEstate = {
  countyCode: string
  estateId: string
  name: string
  address: string | null
  homes: number
  open: number
  planned: readonly { planId: string; title: string; until: string | null }[]
  /** When its homes were last brought to this phone; `null`: they are not here yet. */
  heldAt: string | null
  /** Where the next reading of what has changed begins. */
  since: string | null
}

export type PhoneHome = {
  unitId: string
  building: string
  entrance: string
  floor: number | null
  room: string
  owners: readonly { ownerNo: number; name: string; phoneShown: string | null }[]
  state: string
  obstacle: string | null
  attempts: number
  lastVisitedOn: string | null
  revision: number
  fields: HomeFields
}

/** A record as it is sent, without the phone's own remarks. */
export type SentRecord = {
  id: string
  kind: 'visit' | 'fact' | 'application'
  countyCode: string
  observedAt: string
  formVersion: number
} & Record<string, unknown>

export type RecordAnswer = {
  code: string | null
  message: string | null
  conflicts: readonly string[]
  /** What stands at the office in the fields of a conflict. */
  standing: Readonly<Record<string, unknown>>
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
  kind: 'photo' | 'signature'
  countyCode: string
  estateId: string
  unitId: string
  name: string
  bytes: number
  words: string | null
}
