import type { IsoDate } from '../shared/quantities.ts'
import type { Permission } from '../staff/permissions.ts'
import type { Gate, GateState } from './gates.ts'
import { type ApplicationAct, type Move, permissionFor } from './moves.ts'
import { type Refusal, refusal } from './refusals.ts'
import type { ApplicantKind } from './states.ts'

/** What a batch may do to each of its homes, in the order of the work. Certificates go out at the desk of delivery, with their receipt. */
export const batchActs = [
  'submit',
  'accept',
  'reject',
  'call_for_correction',
  'correct',
  'pass_papers',
  'pass_tax',
  'pass_fund',
  'pass_inspection',
  'pass_notice',
  'pass_review',
  'refuse',
  'withdraw',
  'enter',
  'certify',
] as const
export type BatchAct = (typeof batchActs)[number]

type MovingAct = Exclude<BatchAct, 'submit'>

const passing = {
  pass_papers: 'papers',
  pass_tax: 'tax',
  pass_fund: 'fund',
  pass_inspection: 'inspection',
  pass_notice: 'notice',
  pass_review: 'review',
} as const satisfies Partial<Record<BatchAct, Gate>>

const isPassing = (act: BatchAct): act is keyof typeof passing => act in passing

/** The move a batch makes, and of which gate. */
export const actOfBatch = (act: MovingAct): { act: ApplicationAct; gate: Gate | null } =>
  isPassing(act) ? { act: 'pass', gate: passing[act] } : { act, gate: null }

/** A batch asks for what its act asks for. */
export function batchPermission(act: BatchAct): Permission {
  if (act === 'submit') return 'registrations.apply'
  const { act: move, gate } = actOfBatch(act)
  return permissionFor(move, gate)
}

/** What a batch says of all its homes. */
export type BatchTerms = {
  on: IsoDate
  words?: string | undefined
  missing?: readonly string[] | undefined
  state?: Exclude<GateState, 'open'> | undefined
  evidence?: string | undefined
  basis?: string | undefined
  applicantKind?: ApplicantKind | undefined
  applicantBasis?: string | undefined
}

/** What single homes of a batch bring with them, by application. */
export type BatchGiven = {
  certificateNos?: ReadonlyMap<string, string> | undefined
  papers?: ReadonlyMap<string, string> | undefined
  evidences?: ReadonlyMap<string, string> | undefined
}

/** What an act needs said of all homes and was not told; `null`: nothing. */
export function findTermsFault(act: BatchAct, { words, missing, state, basis }: BatchTerms): Refusal | null {
  if ((act === 'reject' || act === 'refuse' || act === 'withdraw') && !words) return refusal('words_missing')
  if ((act === 'reject' || act === 'call_for_correction') && !missing?.length) return refusal('nothing_missing')
  return isPassing(act) && (state ?? 'passed') !== 'passed' && !basis ? refusal('gate_without_basis') : null
}

/** The move a batch of this act makes with its terms. */
export function moveOfBatch(act: MovingAct, terms: BatchTerms, given: BatchGiven): Move {
  const { on, words = '', missing = [] } = terms
  if (isPassing(act)) return passOf(passing[act], terms, given)
  switch (act) {
    case 'reject':
      return { act, on, words, missing }
    case 'call_for_correction':
      return { act, on, missing }
    case 'refuse':
    case 'withdraw':
      return { act, on, words }
    case 'enter':
      return { act, on, ...(given.certificateNos?.size && { certificateNos: given.certificateNos }) }
    case 'certify':
      return { act, on, ...(given.papers?.size && { papers: given.papers }) }
    default:
      return { act, on }
  }
}

function passOf(gate: Gate, { on, state = 'passed', evidence, basis }: BatchTerms, { evidences }: BatchGiven): Move {
  const told = { evidence: evidence ?? null, basis: state === 'passed' ? null : (basis ?? null) }
  return { act: 'pass', gate, on, state, ...told, ...(evidences?.size && { evidences }) }
}
