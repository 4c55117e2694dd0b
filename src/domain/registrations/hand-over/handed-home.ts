import type { IsoDate } from '../../shared/quantities.ts'
import type { ApplicationKind, CoOwnership } from '../states.ts'

/** A party with its number in full, as the official system needs it. */
export type HandedParty = {
  role: 'buyer' | 'seller' | 'agent'
  name: string
  idKind: string | null
  idNumber: string | null
  phone: string | null
  share: string | null
}

/** A home of an application as it is handed over. Null: not known. */
export type HandedHome = {
  messageId: string
  /** Its number among the homes of its application, where those are several. */
  homeNo: number
  homes: number
  applicationId: string
  unitId: string
  kind: ApplicationKind
  countyCode: string
  acceptanceNo: string
  acceptedOn: IsoDate
  acceptor: string
  reviewer: string | null
  reviewedOn: IsoDate | null
  estate: string
  nature: string | null
  parcelCode: string | null
  building: string
  entrance: string
  room: string
  place: string
  unitCode: string | null
  floor: number | null
  floorsTotal: number | null
  use: string | null
  structure: string | null
  areaM2: number | null
  innerAreaM2: number | null
  sharedAreaM2: number | null
  applicant: string | null
  parties: readonly HandedParty[]
  coOwnership: CoOwnership | null
  contractNo: string | null
  contractOn: IsoDate | null
  priceFen: number | null
  papers: readonly string[]
  remark: string | null
  /** What was entered here before it was handed over; null: nothing yet. */
  certificateNo: string | null
  enteredOn: IsoDate | null
}

/** BizMsgID: county, day as yyMMdd, six digits of the day's run – 18 in all. */
export const messageNumber = (countyCode: string, day: IsoDate, no: number): string =>
  `${countyCode}${day.slice(2).replaceAll('-', '')}${String(no).padStart(6, '0')}`
