import type { FactSource } from './diagnosis.ts'
import { problemsIn } from './read-problems.ts'
import type { FactValue } from './values.ts'

/** A fact that a free text seems to name. It counts for nothing until a person confirms it. */
export type SuggestedFact = { fact: string; value: FactValue; phrase: string; source: FactSource; asOf: string }

/** The facts that a text of 存在问题, 处置意见 or 备注 seems to name, each with the words that gave rise to it. */
export function suggestFacts(text: string, from: FactSource, asOf: string): SuggestedFact[] {
  return problemsIn(text, asOf).map((problem) => ({ ...problem, source: from, asOf }))
}
