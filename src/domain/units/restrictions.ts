import type { IsoDate } from '../shared/quantities.ts'
import {
  type Debtor,
  type RegistrationAct,
  type RestrictionEffect,
  type RestrictionKind,
  type RestrictionRule,
  type RestrictionRuleCode,
  restrictionKinds,
  restrictionNames,
  restrictionRules,
} from './restriction-rules.ts'

/** A county's own word on a rule that leaves it open, with the document it stands on. */
export type CountyWord = { rule: RestrictionRuleCode; effect: RestrictionEffect; basis: string }

/** What rests on a home: who ordered it, for whose debt, since when and until when. */
export type Restriction = {
  id: string
  unitId: string
  kind: RestrictionKind
  debtor: Debtor
  authority: string
  documentNo: string
  fromOn: IsoDate
  /** Last day it holds; `null`: until lifted. */
  untilOn: IsoDate | null
  note: string | null
  /** Of a mortgage: whether it forbids to transfer; `null`: another kind, or not told. */
  barsTransfer: boolean | null
  /** Day and paper by which whoever the rule names agrees to registration; `null`: nobody has. */
  consentedOn: IsoDate | null
  consentBasis: string | null
  /** From this day on it is gone; `null`: not lifted. */
  liftedOn: IsoDate | null
  liftedBasis: string | null
  countyWords: readonly CountyWord[]
}

export type RestrictionState = 'not_yet' | 'standing' | 'expired' | 'lifted'

/** Whether a restriction holds on a day. One that has run out has no force, lifted or not. */
export function restrictionState(
  { fromOn, untilOn, liftedOn }: Pick<Restriction, 'fromOn' | 'untilOn' | 'liftedOn'>,
  on: IsoDate,
): RestrictionState {
  if (liftedOn !== null && liftedOn <= on) return 'lifted'
  if (untilOn !== null && untilOn < on) return 'expired'
  return fromOn > on ? 'not_yet' : 'standing'
}

export type RuledEffect = {
  rule: RestrictionRuleCode
  effect: RestrictionEffect
  words: string
  /** The source of the rule, or the county's document that decides otherwise. */
  basis: string
}

/** What the rules say of a restriction for a registration: the first that fits, or the county's own word on it. */
export function effectOf(restriction: Restriction, act: RegistrationAct): RuledEffect {
  const fitting = ruleFor(restriction, act)
  const word = restriction.countyWords.find(({ rule }) => rule === fitting.code)
  const { effect, words, source, isOpen } = fitting.rule
  if (!word || !isOpen) return { rule: fitting.code, effect, words, basis: source }
  return { rule: fitting.code, effect: word.effect, words, basis: word.basis }
}

/** Every kind of everybody's debt has a rule for both registrations; a test goes through all of them. */
function ruleFor(restriction: Restriction, act: RegistrationAct): { code: RestrictionRuleCode; rule: RestrictionRule } {
  const codes = Object.keys(restrictionRules) as RestrictionRuleCode[] // keys of the table itself
  for (const code of codes) {
    const rule: RestrictionRule = restrictionRules[code]
    if (rule.act === act && fits(rule, restriction)) return { code, rule }
  }
  throw new Error(`no rule for ${restriction.kind} at a ${act} registration`)
}

const fits = (rule: RestrictionRule, { kind, debtor, fromOn, barsTransfer }: Restriction) =>
  rule.kinds.includes(kind) &&
  rule.debtors.includes(debtor) &&
  (rule.setFrom === null || fromOn >= rule.setFrom) &&
  (rule.setBefore === null || fromOn < rule.setBefore) &&
  (!rule.onlyFree || barsTransfer === false)

export type Block = { restriction: Restriction; rule: RestrictionRuleCode; words: string; basis: string }

/**
 * What holds up a registration of a home on a day; `null`: nothing. Of several the heaviest is told. A consent counts
 * from its day on, and only where the rule asks for one.
 */
export function blockOf(restrictions: readonly Restriction[], act: RegistrationAct, on: IsoDate): Block | null {
  for (const restriction of restrictions.toSorted(byWeight)) {
    if (restrictionState(restriction, on) !== 'standing') continue
    const { rule, effect, words, basis } = effectOf(restriction, act)
    if (effect === 'passes' || (effect === 'consent' && hasConsent(restriction, on))) continue
    const { kind, authority, documentNo } = restriction
    return { restriction, rule, basis, words: `${restrictionNames[kind]}（${authority}，${documentNo}）：${words}` }
  }
  return null
}

const hasConsent = ({ consentedOn }: Restriction, on: IsoDate) => consentedOn !== null && consentedOn <= on

const byWeight = (a: Restriction, b: Restriction) =>
  restrictionKinds.indexOf(a.kind) - restrictionKinds.indexOf(b.kind) || (a.fromOn < b.fromOn ? -1 : 1)
