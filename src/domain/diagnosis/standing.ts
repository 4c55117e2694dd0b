import type { CurrentFacts } from './current-facts.ts'
import type { Diagnosis } from './diagnosis.ts'
import { valuesOf } from './fact-values.ts'
import { judge } from './judge.ts'
import { pathOf } from './path-steps.ts'
import type { Rulebook } from './rulebook.ts'
import { ruleOn } from './verdict.ts'

/** What a comparison asks of a diagnosis for first registration. */
export type Standing = Pick<Diagnosis, 'verdict' | 'settled' | 'workingDays'>

/** The same as `diagnose` finds, without what only the file of one estate shows. */
export function standingOf(rulebook: Rulebook, facts: CurrentFacts): Standing {
  const values = valuesOf(rulebook, facts)
  const judgement = judge(rulebook, values, 'first')
  const { verdict, settled } = ruleOn(judgement)
  return { verdict, settled, workingDays: pathOf(rulebook, judgement, values).workingDays }
}
