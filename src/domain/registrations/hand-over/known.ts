import type { IsoDate } from '../../shared/quantities.ts'
import type { ApplicationStanding } from '../application.ts'
import type { NumberMarks } from '../numbers.ts'
import type { ResultRow } from './result-row.ts'

/** A home of ours that a line may be about, with its applications, newest first. */
export type KnownHome = {
  unitId: string
  place: string
  unitCode: string | null
  firstRegisteredOn: IsoDate | null
  transferredOn: IsoDate | null
  certificateNo: string | null
  applications: readonly ApplicationStanding[]
}

/** What the records know of the lines of a file. */
export type Known = {
  /** The homes a line may be about, by its row in the sheet: none, one, or several. */
  homesOf: (row: ResultRow) => readonly KnownHome[]
  /** Which home or other record of ours carries a certificate's number. */
  holderOf: (certificateNo: string) => string | null
  marks: NumberMarks
  today: IsoDate
  /** Who takes the results: nobody enters what he accepted himself. Empty while it is only tried. */
  accountId: string
}
