import type { IsoDate } from '../../shared/quantities.ts'
import { type HomeRecord, homeStateOf } from '../../units/marks.ts'

/**
 * Where a home stands, as its owner is told. `ready`: he may apply; `recorded`: a ledger tells of his certificate and
 * nobody of how it reached him.
 */
export const ownerStages = [
  'listed',
  'surveyed',
  'first_applied',
  'ready',
  'applied',
  'accepted',
  'correcting',
  'in_review',
  'entered',
  'certified',
  'posted',
  'delivered',
  'recorded',
] as const
export type OwnerStage = (typeof ownerStages)[number]

/** The way of a home as its owner walks it. */
export const ownerSteps = ['survey', 'first', 'apply', 'review', 'enter', 'certify', 'deliver'] as const
type OwnerStep = (typeof ownerSteps)[number]

export type StepStanding = { step: OwnerStep; state: 'done' | 'now' | 'later'; on: IsoDate | null }

/** What the records say of a home: its way so far, and a certificate under way by post. */
export type OwnerRecord = HomeRecord & { submittedOn: IsoDate | null; sentOn: IsoDate | null }

export function ownerStageOf(home: OwnerRecord): OwnerStage {
  if (home.transferredOn !== null && home.transfer === null) return home.isMailed ? 'delivered' : 'recorded'
  const state = homeStateOf(home)
  if (state === 'certified' && home.sentOn !== null) return 'posted'
  if (state === 'mailed') return 'delivered'
  if (state === 'first_registered') return 'ready'
  return state === 'received' ? 'applied' : state
}

/** How many steps lie behind a home in each stage; the next is where it stands. */
const stepsBehind = {
  listed: 0,
  surveyed: 1,
  first_applied: 1,
  ready: 2,
  applied: 3,
  accepted: 3,
  correcting: 3,
  in_review: 3,
  entered: 5,
  certified: 6,
  posted: 6,
  delivered: 7,
  recorded: 7,
} as const satisfies Record<OwnerStage, number>

/** The steps of a home with the days that are known. */
export function ownerWay(home: OwnerRecord): readonly StepStanding[] {
  const stage = ownerStageOf(home)
  const behind = stepsBehind[stage]
  const days: Readonly<Record<OwnerStep, IsoDate | null>> = {
    survey: null,
    first: home.firstRegisteredOn,
    apply: home.submittedOn,
    review: null,
    enter: home.transferredOn ?? home.transfer?.enteredOn ?? null,
    certify: home.transfer?.certifiedOn ?? null,
    deliver: home.transfer?.deliveredOn ?? null,
  }
  return ownerSteps.map((step, index) => ({
    step,
    state: index < behind ? 'done' : index === behind ? 'now' : 'later',
    on: index < behind ? days[step] : null,
  }))
}

/** Whose turn it is. `offices`: those the estate still waits for. */
export const turns = ['you', 'offices', 'window', 'post', 'nobody'] as const
export type Turn = (typeof turns)[number]

/** Whose turn it is in each stage; what rests on a home is for its owner to have lifted before he applies. */
export const turnOf = {
  listed: 'offices',
  surveyed: 'offices',
  first_applied: 'window',
  ready: 'you',
  applied: 'window',
  accepted: 'window',
  correcting: 'you',
  in_review: 'window',
  entered: 'window',
  certified: 'you',
  posted: 'post',
  delivered: 'nobody',
  recorded: 'nobody',
} as const satisfies Record<OwnerStage, Turn>
