import type { IsoDate } from '../../shared/quantities.ts'
import type { BatchAct } from '../batches.ts'

/** A home as papers name it. Null: not known, and left to be written by hand. */
export type PrintedHome = {
  place: string
  unitCode: string | null
  use: string | null
  structure: string | null
  room: string
  floor: number | null
  floorsTotal: number | null
  areaM2: number | null
  innerAreaM2: number | null
  sharedAreaM2: number | null
}

/** A party with its ID as it may be shown: masked, or in full where the paper must carry it. */
export type PrintedParty = {
  role: 'buyer' | 'seller' | 'agent'
  name: string
  idKind: string | null
  idNumber: string | null
  phone: string | null
  share: string | null
  basis: string | null
}

type PrintedPaper = { title: string; standing: string; basis: string | null }

type PrintedGate = {
  gate: string
  state: string
  decidedOn: IsoDate | null
  decider: string | null
  evidence: string | null
  basis: string | null
}

/** What the county's office says of itself on its papers. */
export type PrintingOffice = { county: string; window: string; address: string }

/** Everything papers say of one application. */
export type PrintedApplication = {
  id: string
  kind: 'first' | 'transfer'
  office: PrintingOffice
  estate: { name: string; location: string | null; nature: string | null; parcelCode: string | null }
  landAreaM2: number | null
  homes: readonly PrintedHome[]
  applicant: string
  organisation: { name: string; creditCode: string | null } | null
  applicantBasis: string | null
  parties: readonly PrintedParty[]
  coOwnership: 'sole' | 'joint' | 'by_share' | 'other' | null
  papers: readonly PrintedPaper[]
  gates: readonly PrintedGate[]
  missing: readonly string[]
  missingSince: IsoDate | null
  contractNo: string | null
  contractOn: IsoDate | null
  priceFen: number | null
  submittedOn: IsoDate
  submitter: string
  acceptanceNo: string | null
  acceptedOn: IsoDate | null
  acceptor: string | null
  dueOn: IsoDate | null
  promisedOn: IsoDate | null
  enteredOn: IsoDate | null
  enterer: string | null
  certificateNo: string | null
  certificatePaper: string | null
  remark: string | null
  deliveredOn: IsoDate | null
}

/** A batch with what became of each of its homes. */
export type PrintedBatch = {
  id: string
  office: PrintingOffice
  name: string
  act: BatchAct
  maker: string
  madeOn: IsoDate
  finishedOn: IsoDate | null
  items: readonly {
    place: string
    acceptanceNo: string | null
    certificateNo: string | null
    state: 'ready' | 'refused' | 'done'
    words: string | null
  }[]
}
