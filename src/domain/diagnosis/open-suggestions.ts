import type { CurrentFacts } from './current-facts.ts'
import type { Statement } from './diagnosis.ts'
import { type SuggestedFact, suggestFacts } from './suggestions.ts'

/** The facts that are free text and may name others. */
const texts = ['problems', 'treatment'] as const

/**
 * The facts an estate's texts seem to name and nobody has decided yet: not those that are known to be so already, and
 * not those on which a person has spoken since.
 */
export function openSuggestions(facts: CurrentFacts): SuggestedFact[] {
  const suggested = texts
    .flatMap((text) => facts.get(text)?.statements ?? [])
    .flatMap(({ value, source, asOf }) => (typeof value === 'string' ? suggestFacts(value, source, asOf) : []))
  return suggested.filter(
    (one, place) =>
      facts.get(one.fact)?.value !== one.value &&
      !facts.get(one.fact)?.statements.some((statement) => hasSpoken(statement, one.asOf)) &&
      suggested.findIndex(({ fact, value }) => fact === one.fact && value === one.value) === place,
  )
}

const hasSpoken = ({ source: { kind }, asOf }: Statement, since: string) =>
  (kind === 'officer' || kind === 'document' || kind === 'visit') && asOf >= since
