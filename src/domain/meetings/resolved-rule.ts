import { estateIdFact } from '../diagnosis/catalogue.ts'
import type { Condition } from '../diagnosis/conditions.ts'
import type { Effect, Rule } from '../diagnosis/packs.ts'
import type { FactValue } from '../diagnosis/values.ts'
import type { IsoDate } from '../shared/quantities.ts'

/** The pack in which a county keeps what its consultations decided. */
export const consultationsPack = (countyCode: string) => ({
  format: 'qingling-pack/1' as const,
  id: 'county-consultations',
  title: '县会诊议定规则',
  titleEn: 'Rules resolved by county consultations',
  region: countyCode,
})

/** A rule as a consultation resolves it: for one estate alone (`case`, 一事一议), or for all in the same case. */
export type RuleResolution = {
  kind: 'case' | 'rule'
  matter: string
  requirement: string
  effect: 'substitute' | 'defer' | 'separate' | 'waive'
  until: string | null
  conditions: readonly { fact: string; is: FactValue }[]
  registerNote: string | null
}

/** Where it was resolved. */
export type Resolved = {
  no: number
  itemNo: number
  decidedOn: IsoDate
  meeting: { title: string; number: string | null }
  estateId: string
}

export type RuleFlaw = 'rule_without_conditions' | 'case_with_conditions' | 'defer_without_end'

/** What a resolution leaves unsaid that its rule needs. */
export function flawOfRule({ kind, effect, until, conditions }: RuleResolution): RuleFlaw | null {
  if (kind === 'rule' && conditions.length === 0) return 'rule_without_conditions'
  if (kind === 'case' && conditions.length > 0) return 'case_with_conditions'
  return effect === 'defer' && !until ? 'defer_without_end' : null
}

/** The rule of a resolution. It is its own source: what it says and what was resolved are the same words. */
export function ruleOf(resolution: RuleResolution, resolved: Resolved): Rule {
  const { kind, matter, requirement, registerNote } = resolution
  const { no, itemNo, decidedOn, meeting } = resolved
  return {
    id: `resolution-${no}`,
    title: matter.slice(0, 200),
    basis: {
      document: meeting.title,
      number: meeting.number,
      level: kind === 'case' ? 'case' : 'county',
      article: `议题${itemNo}，议定事项第${no}号`,
      verified: true,
    },
    validFrom: decidedOn,
    answers: [requirement],
    when: conditionOf(resolution, resolved),
    effect: effectOf(resolution),
    ...(registerNote && { registerNote }),
  }
}

function conditionOf({ kind, conditions }: RuleResolution, { estateId }: Resolved): Condition {
  if (kind === 'case') return { fact: estateIdFact, is: estateId }
  return { all: conditions.map(({ fact, is }) => ({ fact, is })) }
}

const effectOf = ({ effect, until }: RuleResolution): Effect =>
  effect === 'defer' ? { kind: 'defer', until: until ?? '' } : { kind: effect }
