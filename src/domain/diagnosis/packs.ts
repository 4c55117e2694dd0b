import type { Condition } from './conditions.ts'
import type { FactKind } from './values.ts'

/** Where a rule or requirement comes from. `verified: false` says that nobody has yet held it against the document. */
export type Basis = {
  document: string
  number?: string | null | undefined
  level: Level
  article?: string | null | undefined
  verified: boolean
}

/** Levels of legal certainty, the most certain first; a resolution on one estate (一事一议) is the least. */
export const levels = ['law', 'national', 'province', 'city', 'county', 'case'] as const
export type Level = (typeof levels)[number]

/** A computed fact: used where no source states the fact itself. */
export type Derivation =
  | { difference: readonly [string, string] }
  | { percentOf: readonly [part: string, whole: string] }
  | { sum: readonly string[] }

export type FactDefinition = FactKind & {
  id: string
  title: string
  titleEn?: string | undefined
  derived?: Derivation | undefined
}

/** A number, day or grade a county may set. `null`: the source leaves it open and nobody has set it; compares as unknown. */
export type Parameter = {
  title: string
  titleEn?: string | undefined
  type: 'number' | 'date' | 'choice'
  unit?: string | undefined
  value: number | string | null
  min?: number | string | undefined
  max?: number | string | undefined
  choices?: readonly string[] | undefined
  source?: string | undefined
  verified?: boolean | undefined
}

/** Something that must be there before a registration. */
export type Requirement = {
  id: string
  title: string
  titleEn?: string | undefined
  registration: 'first' | 'transfer'
  unit: string
  basis: Basis
  appliesWhen?: Condition | undefined
  metWhen: Condition
}

/**
 * What a rule does for the requirements it answers, once its owner-track steps are done:
 * substitute – other evidence stands in; defer – due later, chased; separate – the duty stays with who owes it and
 * runs as its own case; complete – the missing thing is made up for; waive – not asked for here;
 * enforce – unlawful, dealt with by law, and with `blocks: false` beside the registration instead of before it;
 * consult – no general way, put before a consultation.
 */
export type Effect =
  | { kind: 'substitute' }
  | { kind: 'defer'; until: string }
  | { kind: 'separate' }
  | { kind: 'complete' }
  | { kind: 'waive' }
  | { kind: 'enforce'; blocks: boolean }
  | { kind: 'consult' }

export type EffectKind = Effect['kind']

/** A number of days: given, or a parameter. `null` and unset parameters are days nobody has fixed. */
export type Days = number | null | { param: string }

/** Whose progress a step holds up: the owners' certificates, or only the developer's own case. */
export type Track = 'owner' | 'developer'

export type Step = {
  id: string
  title: string
  titleEn?: string | undefined
  unit: string
  workingDays: Days
  costFen?: number | undefined
  needs?: readonly string[] | undefined
  produces?: Condition | undefined
  track?: Track | undefined
  notice?: { days: Days; kind: 'working' | 'calendar' } | undefined
  commitment?: { by: string; days?: Days | undefined } | undefined
}

export type Rule = {
  id: string
  title: string
  titleEn?: string | undefined
  basis: Basis
  region?: string | undefined
  validFrom: string
  validTo?: string | null | undefined
  answers: readonly string[]
  when?: Condition | undefined
  effect: Effect
  parameters?: Readonly<Record<string, Parameter>> | undefined
  steps?: readonly Step[] | undefined
  registerNote?: string | undefined
}

/** A policy pack: everything one place decided, as data. `region` is `CN` or the leading digits of GB/T 2260. */
export type Pack = {
  format: 'qingling-pack/1'
  id: string
  title: string
  titleEn?: string | undefined
  region: string
  facts?: readonly FactDefinition[] | undefined
  units?: Readonly<Record<string, string>> | undefined
  /** `false`: `requirements` is the whole list of its region; the product's own are not asked there. */
  baseRequirements?: boolean | undefined
  requirements?: readonly Requirement[] | undefined
  parameters?: Readonly<Record<string, Parameter>> | undefined
  rules: readonly Rule[]
}

/** Something wrong with a pack, at the path of the fault. */
export type PackFault = {
  pack: string
  rule: string | null
  path: string
  code: PackFaultCode
  message: string
}

export type PackFaultCode =
  | 'bad_shape'
  | 'unknown_fact'
  | 'unknown_requirement'
  | 'unknown_parameter'
  | 'unknown_unit'
  | 'unknown_step'
  | 'wrong_type'
  | 'wrong_unit'
  | 'not_comparable'
  | 'duplicate_id'
  | 'overlapping_validity'
  | 'bad_validity'
  | 'cycle'
  | 'never_holds'
  | 'out_of_range'
  | 'wrong_region'
