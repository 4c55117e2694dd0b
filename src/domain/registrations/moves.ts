import type { IsoDate } from '../shared/quantities.ts'
import type { Permission } from '../staff/permissions.ts'
import { type ApplicationStanding, lastDay } from './application.ts'
import { type Gate, type GateState, openGates } from './gates.ts'
import { type Refusal, refusal } from './refusals.ts'
import type { ApplicationKind, ApplicationState } from './states.ts'

type Rule = {
  from: readonly ApplicationState[]
  /** `stays`: another record of the application changes, not its state. */
  to: ApplicationState | 'stays'
  kinds: readonly ApplicationKind[]
  by: Permission
  /** Who accepted the application does not do this: 审核、登簿由另一人办理. */
  bySecondPerson: boolean
}

const both = ['first', 'transfer'] as const
const underWay = ['accepted', 'correcting'] as const

/**
 * The lawful moves of an application; what is not listed is not allowed, and the database refuses it as well
 * (`application_may_go`, held against this table by a test). 《不动产登记暂行条例》第十七至二十二条（待核实）.
 */
export const applicationMoves = {
  accept: { from: ['submitted'], to: 'accepted', kinds: both, by: 'registrations.accept', bySecondPerson: false },
  reject: { from: ['submitted'], to: 'not_accepted', kinds: both, by: 'registrations.accept', bySecondPerson: false },
  call_for_correction: {
    from: ['accepted'],
    to: 'correcting',
    kinds: both,
    by: 'registrations.accept',
    bySecondPerson: false,
  },
  correct: { from: ['correcting'], to: 'accepted', kinds: both, by: 'registrations.accept', bySecondPerson: false },
  pass: { from: underWay, to: 'stays', kinds: both, by: 'registrations.gate', bySecondPerson: false },
  reopen: { from: underWay, to: 'stays', kinds: both, by: 'registrations.gate', bySecondPerson: false },
  pause: { from: underWay, to: 'stays', kinds: both, by: 'registrations.gate', bySecondPerson: false },
  resume: { from: underWay, to: 'stays', kinds: both, by: 'registrations.gate', bySecondPerson: false },
  refuse: { from: underWay, to: 'refused', kinds: both, by: 'registrations.review', bySecondPerson: true },
  withdraw: {
    from: ['submitted', 'accepted', 'correcting'],
    to: 'withdrawn',
    kinds: both,
    by: 'registrations.accept',
    bySecondPerson: false,
  },
  enter: { from: ['accepted'], to: 'entered', kinds: both, by: 'registrations.enter', bySecondPerson: true },
  certify: {
    from: ['entered'],
    to: 'certified',
    kinds: ['transfer'],
    by: 'registrations.enter',
    bySecondPerson: false,
  },
  deliver: {
    from: ['certified'],
    to: 'delivered',
    kinds: ['transfer'],
    by: 'registrations.deliver',
    bySecondPerson: false,
  },
} as const satisfies Record<string, Rule>

export type ApplicationAct = keyof typeof applicationMoves

export const applicationActs = Object.keys(applicationMoves) as ApplicationAct[] // the keys of a literal

/** One thing done to applications. `on`: the day it happened. */
export type Move =
  | { act: 'accept'; on: IsoDate; isDeemed?: boolean }
  | { act: 'reject'; on: IsoDate; words: string; missing: readonly string[] }
  | { act: 'call_for_correction'; on: IsoDate; missing: readonly string[] }
  | { act: 'correct'; on: IsoDate }
  | {
      act: 'pass'
      gate: Gate
      on: IsoDate
      state: Exclude<GateState, 'open'>
      evidence: string | null
      basis: string | null
      /** Of single applications, where each has its own receipt. */
      evidences?: ReadonlyMap<string, string>
    }
  | { act: 'reopen'; gate: Gate; on: IsoDate; words: string }
  | { act: 'pause' | 'resume'; on: IsoDate }
  | { act: 'refuse' | 'withdraw'; on: IsoDate; words: string }
  | { act: 'enter'; on: IsoDate; certificateNos?: ReadonlyMap<string, string> }
  | { act: 'certify'; on: IsoDate; papers?: ReadonlyMap<string, string> }
  | { act: 'deliver'; on: IsoDate }

/** What one must hold for a move: the review is a desk of its own, every other gate one of those of its offices. */
export function permissionFor(act: ApplicationAct, gate: Gate | null = null): Permission {
  return gate === 'review' && (act === 'pass' || act === 'reopen') ? 'registrations.review' : applicationMoves[act].by
}

/** Who makes a move, and on what day. */
export type Mover = { accountId: string; today: IsoDate }

/** May this person make this move now? `null` when it may; where it leads stands in the table. */
export function refuseMove(application: ApplicationStanding, move: Move, mover: Mover): Refusal | null {
  const rule: Rule = applicationMoves[move.act]
  if (!rule.from.includes(application.state)) return refusal('wrong_state', application.state)
  if (!rule.kinds.includes(application.kind)) return refusal('first_ends_entered')
  if (isSecondPersons(rule, move) && application.acceptedBy === mover.accountId) return refusal('own_acceptance')
  return refuseDay(application, move.on, mover.today) ?? refuseBeside(application, move)
}

const isSecondPersons = (rule: Rule, move: Move) =>
  rule.bySecondPerson || ((move.act === 'pass' || move.act === 'reopen') && move.gate === 'review')

/** Acts are told in the order in which they happened, none of them ahead of its day. */
function refuseDay(application: ApplicationStanding, on: IsoDate, today: IsoDate): Refusal | null {
  if (on > today) return refusal('date_in_future')
  const last = lastDay(application)
  return on < last ? refusal('date_before_last', last) : null
}

/** What a move asks for beside state, person and day. */
function refuseBeside(application: ApplicationStanding, move: Move): Refusal | null {
  switch (move.act) {
    case 'reject':
    case 'call_for_correction':
      return move.missing.length === 0 ? refusal('nothing_missing') : null
    case 'pass':
      return refusePassing(application, move)
    case 'reopen':
      return refuseReopening(application, move.gate)
    case 'pause':
      return isNoticeRunning(application) ? refusal('pause_running') : null
    case 'resume':
      return isNoticeRunning(application) ? null : refusal('pause_not_running')
    case 'enter':
      return refuseEntry(application, move.on)
    default:
      return null
  }
}

const isNoticeRunning = ({ pauses }: ApplicationStanding) =>
  pauses.some(({ kind, untilOn }) => kind === 'notice' && untilOn === null)

function refusePassing({ gates }: ApplicationStanding, { gate, state, basis }: Extract<Move, { act: 'pass' }>) {
  const standing = gates.find((candidate) => candidate.gate === gate)
  if (!standing) return refusal('gate_of_other_kind', gate)
  if (standing.state !== 'open' && standing.state !== 'deferred') return refusal('gate_decided', gate)
  if (state === 'passed') return null
  if (gate === 'review') return refusal('review_left_out')
  return basis ? null : refusal('gate_without_basis')
}

function refuseReopening({ gates }: ApplicationStanding, gate: Gate): Refusal | null {
  const standing = gates.find((candidate) => candidate.gate === gate)
  if (!standing) return refusal('gate_of_other_kind', gate)
  return standing.state === 'open' ? refusal('gate_still_open', gate) : null
}

/** Entry waits for every gate; a home is registered once, a transfer after its first registration (实施细则 art. 24, to be verified). */
function refuseEntry(application: ApplicationStanding, on: IsoDate): Refusal | null {
  const open = openGates(application.gates)
  if (open.length > 0) return refusal('gates_open', open)
  if (isNoticeRunning(application)) return refusal('notice_running')
  if (application.hold) return refusal('held', application.hold.words)
  const { home } = application
  if (!home) return application.homesRegistered > 0 ? refusal('already_first_registered') : null
  if (home.transferredOn !== null) return refusal('already_transferred')
  if (home.firstRegisteredOn === null) return refusal('not_first_registered')
  return on < home.firstRegisteredOn ? refusal('before_first_registration') : null
}
