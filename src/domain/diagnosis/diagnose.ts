import type { CurrentFacts } from './current-facts.ts'
import type { Diagnosis, RequirementOutcome } from './diagnosis.ts'
import { smallestEvidence } from './evidence.ts'
import { partsOf, valuesOf } from './fact-values.ts'
import { type Judgement, judge } from './judge.ts'
import { pathOf } from './path-steps.ts'
import type { Rulebook } from './rulebook.ts'
import { ruleOn } from './verdict.ts'

/**
 * Diagnoses one estate (or, for `transfer`, one home) from what is known, by the rules in force. Pure: the same facts
 * and rulebook give the same diagnosis, whatever order they were stated in.
 */
export function diagnose(
  rulebook: Rulebook,
  facts: CurrentFacts,
  registration: 'first' | 'transfer' = 'first',
): Diagnosis {
  const values = valuesOf(rulebook, facts)
  const judged = judge(rulebook, values, registration)
  const contradicted = contradictedFacts(rulebook, facts)
  const judgement = contradicted.size === 0 ? judged : withContradictions(judged, contradicted)
  return {
    registration,
    on: rulebook.on,
    ...ruleOn(judgement),
    requirements: [...judgement.requirements],
    enforcement: [...judgement.enforcement],
    ...pathOf(rulebook, judgement, values),
    missingEvidence: smallestEvidence(rulebook, judgement, values),
    contradictions: [...contradicted].filter((fact) => facts.get(fact)?.isContradicted),
    registerNotes: registerNotes(rulebook, judgement.requirements),
  }
}

/** Facts whose sources contradict each other, and the computed facts that stand on them. */
function contradictedFacts({ definitions }: Rulebook, facts: CurrentFacts): Set<string> {
  const contradicted = new Set<string>()
  for (const [fact, { isContradicted }] of facts) if (isContradicted) contradicted.add(fact)
  if (contradicted.size === 0) return contradicted
  for (const { id, derived } of definitions) {
    if (derived && partsOf(derived).some((part) => contradicted.has(part))) contradicted.add(id)
  }
  return contradicted
}

/** Says of each conclusion which contradictions it rests on. */
function withContradictions(
  { requirements, enforcement, stuck }: Judgement,
  contradicted: ReadonlySet<string>,
): Judgement {
  const mark = <T extends { unknownFacts: string[] }>(conclusion: T): T => ({
    ...conclusion,
    contradictions: conclusion.unknownFacts.filter((fact) => contradicted.has(fact)),
  })
  return { requirements: requirements.map(mark), enforcement: enforcement.map(mark), stuck }
}

/** What the register must carry (附记) for each rule by which a requirement is closed or will be. */
function registerNotes({ byRule }: Rulebook, requirements: readonly RequirementOutcome[]): Diagnosis['registerNotes'] {
  const used = requirements.map(({ status, by, remedies }) => (status === 'missing' ? (remedies[0]?.rule ?? by) : by))
  return [...new Set(used)].flatMap((rule) => {
    const note = byRule.get(rule ?? '')?.rule.registerNote
    return rule && note ? [{ rule, note }] : []
  })
}
