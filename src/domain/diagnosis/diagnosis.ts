import type { Basis, EffectKind, Track } from './packs.ts'
import type { FactValue } from './values.ts'

/** The report's own words: 能办的马上办 · 有问题的解决办 · 违法的依法办 · and where no rule fits 提交会诊. */
export const verdicts = ['can_do', 'can_solve', 'by_law', 'consult'] as const
export type Verdict = (typeof verdicts)[number]

export const requirementStatuses = [
  'met',
  'substituted',
  'deferred',
  'separated',
  'waived',
  'not_applicable',
  'missing',
  'unknown',
] as const
export type RequirementStatus = (typeof requirementStatuses)[number]

/** Statuses that do not stand in the way of the owners. */
export const closedStatuses: readonly RequirementStatus[] = [
  'met',
  'substituted',
  'deferred',
  'separated',
  'waived',
  'not_applicable',
]

/** A step still to be done on a path, with the working days it needs and when it can run (days from today). */
export type PathStep = {
  /** `rule/step`, unique within a diagnosis. */
  id: string
  rule: string
  step: string
  requirement: string | null
  title: string
  titleEn?: string | undefined
  unit: string
  track: Track
  needs: string[]
  /** Working days of work and waiting: the step's own plus its public notice. Days nobody fixed count 0 and are listed. */
  workingDays: number
  daysUnset: boolean
  notice: { days: number | null; kind: 'working' | 'calendar' } | null
  commitment: { by: string; days: number | null } | null
  start: number
  finish: number
  isCritical: boolean
}

/** A way a rule opens for one requirement. Ordered by certainty, then days, then cost. */
export type Remedy = {
  rule: string
  effect: EffectKind
  title: string
  titleEn?: string | undefined
  basis: Basis
  steps: string[]
  workingDays: number
  noticeDays: number
  costFen: number
}

export type RequirementOutcome = {
  requirement: string
  status: RequirementStatus
  /** The rule by which it is substituted, deferred, separated or waived; of a missing one, the rule that puts it before a consultation. */
  by: string | null
  until: string | null
  /** Ways that are open, best first; empty when closed. */
  remedies: Remedy[]
  /** Rules that would answer it if the facts they wait for were known; `closes`: at once, no owners' step being left. */
  undecided: { rule: string; facts: string[]; closes: boolean }[]
  /** Facts not known that would change this outcome. */
  unknownFacts: string[]
  /** Facts whose sources contradict each other and on which this outcome rests. */
  contradictions: string[]
}

/** A rule of the enforce kind that applies, or may. */
export type Enforcement = {
  rule: string
  state: 'active' | 'unknown'
  blocks: boolean
  unknownFacts: string[]
  contradictions: string[]
}

/** One thing still to be shown, and which requirements it serves. */
export type Evidence = { fact: string; requirements: string[] }

export type Diagnosis = {
  registration: 'first' | 'transfer'
  on: string
  verdict: Verdict
  /** Whether no unknown fact can still change the verdict. */
  settled: boolean
  /** The verdicts that unknown facts leave possible; just the verdict when settled. */
  couldBe: Verdict[]
  requirements: RequirementOutcome[]
  enforcement: Enforcement[]
  /** The best ways put together, owners' track first, in order of their start. */
  path: PathStep[]
  workingDays: number
  /** Days of the longest chain of public notices on the owners' track, as the rules give them. */
  noticeDays: number
  costFen: number
  /** Owners' steps whose days nobody fixed: the total is a lower bound while there are any. */
  daysUnset: string[]
  missingEvidence: Evidence[]
  contradictions: string[]
  /** What must be written in the register (附记), one line per rule used. */
  registerNotes: { rule: string; note: string }[]
}

/** Where a statement of a fact comes from. */
export type FactSource = {
  kind: 'ledger' | 'document' | 'visit' | 'officer' | 'record' | 'derived'
  file?: string | null | undefined
  sheet?: string | null | undefined
  cell?: string | null | undefined
  by?: string | null | undefined
}

/** One source's word on one fact, as of a day. `value: null` says: established that it is not known. */
export type Statement = {
  fact: string
  value: FactValue | null
  asOf: string
  source: FactSource
  said?: string | null | undefined
}
