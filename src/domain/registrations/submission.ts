import type { IsoDate } from '../shared/quantities.ts'
import type { Hold } from './application.ts'
import { findGatesFault, type NewGate } from './gates.ts'
import { type Refusal, refusal } from './refusals.ts'
import {
  type ApplicantKind,
  type ApplicationKind,
  applicantKinds,
  type CoOwnership,
  type PartyRole,
  usualApplicants,
} from './states.ts'
import { findSharesFault, type Share } from './transfer/shares.ts'

type NewParty = { role: PartyRole; hasNumber: boolean; share: Share | null }

/** An application as it is handed in. */
export type Submission = {
  kind: ApplicationKind
  homes: number
  applicantKind: ApplicantKind
  applicantBasis: string | null
  submittedOn: IsoDate
  gates: readonly NewGate[]
  parties: readonly NewParty[]
  coOwnership: CoOwnership | null
}

/** How its homes stand when it is handed in. */
export type SubmittedHome = {
  isOfPlace: boolean
  firstRegisteredOn: IsoDate | null
  transferredOn: IsoDate | null
  /** The home stands in an open application: its number, or that it has none yet. */
  openApplication: { acceptanceNo: string | null } | null
  hold: Hold | null
}

/** May this be handed in? `null` when it may. What is wrong with the paper is told before what is wrong with the home. */
export function refuseSubmission(
  submission: Submission,
  homes: readonly SubmittedHome[],
  today: IsoDate,
): Refusal | null {
  if (submission.submittedOn > today) return refusal('date_in_future')
  return (
    refusePaper(submission) ??
    (submission.kind === 'transfer' ? refuseParties(submission) : null) ??
    refuseHomes(submission, homes)
  )
}

function refusePaper({ kind, homes, applicantKind, applicantBasis, gates }: Submission): Refusal | null {
  const known: readonly ApplicantKind[] = applicantKinds[kind]
  if (homes === 0) return refusal('no_homes')
  if (kind === 'transfer' && homes > 1) return refusal('one_home_only')
  if (!known.includes(applicantKind)) return refusal('applicant_of_other_kind')
  if (!usualApplicants.includes(applicantKind) && !applicantBasis) return refusal('applicant_without_basis')
  const fault = findGatesFault(kind, gates)
  return fault ? refusal(fault) : null
}

function refuseParties({ parties, coOwnership }: Submission): Refusal | null {
  const buyers = parties.filter(({ role }) => role === 'buyer')
  if (buyers.length === 0) return refusal('no_buyer')
  if (buyers.some(({ hasNumber }) => !hasNumber)) return refusal('buyer_without_number')
  if (coOwnership === null) return refusal('co_ownership_missing')
  const fault = findSharesFault(
    coOwnership,
    buyers.map(({ share }) => share),
  )
  return fault ? refusal(fault) : null
}

function refuseHomes({ kind, submittedOn }: Submission, homes: readonly SubmittedHome[]): Refusal | null {
  for (const home of homes) {
    if (!home.isOfPlace) return refusal('other_building')
    const fault = kind === 'first' ? refuseFirst(home) : refuseTransfer(home, submittedOn)
    if (fault) return fault
    if (home.openApplication) return refusal('in_another_application', home.openApplication.acceptanceNo)
    if (home.hold) return refusal('held', home.hold.words)
  }
  return null
}

const refuseFirst = ({ firstRegisteredOn }: SubmittedHome) =>
  firstRegisteredOn === null ? null : refusal('already_first_registered')

function refuseTransfer({ firstRegisteredOn, transferredOn }: SubmittedHome, on: IsoDate): Refusal | null {
  if (transferredOn !== null) return refusal('already_transferred')
  if (firstRegisteredOn === null) return refusal('not_first_registered')
  return on < firstRegisteredOn ? refusal('before_first_registration') : null
}
