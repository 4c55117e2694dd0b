import type { FactValues } from './compile-condition.ts'
import type { CurrentFacts } from './current-facts.ts'
import type { Derivation } from './packs.ts'
import type { Rulebook } from './rulebook.ts'
import type { FactValue } from './values.ts'

/** The known values by their place, computed facts filled in. `instead` supposes another value for one fact. */
export function valuesOf(
  { definitions, placeOf }: Rulebook,
  facts: CurrentFacts,
  instead?: { fact: string; value: FactValue },
): FactValues {
  const values: (FactValue | undefined)[] = new Array(definitions.length).fill(undefined)
  for (const [fact, { value }] of facts) {
    const place = placeOf.get(fact)
    if (place !== undefined && value !== null) values[place] = value
  }
  if (instead) values[placeOf.get(instead.fact) ?? -1] = instead.value
  definitions.forEach(({ derived }, place) => {
    if (derived && values[place] === undefined)
      values[place] = derive(derived, (fact) => values[placeOf.get(fact) ?? -1])
  })
  return values
}

function derive(derivation: Derivation, held: (fact: string) => FactValue | undefined): number | undefined {
  const numbers = partsOf(derivation).map(held)
  if (!numbers.every((value) => typeof value === 'number')) return undefined
  const [a = 0, b = 0] = numbers
  if ('difference' in derivation) return round(a - b)
  if ('percentOf' in derivation) return b === 0 ? undefined : round((a / b) * 100)
  return round(numbers.reduce((sum, value) => sum + value, 0))
}

/** The facts a computed fact is made of. */
export function partsOf(derivation: Derivation): readonly string[] {
  if ('difference' in derivation) return derivation.difference
  return 'percentOf' in derivation ? derivation.percentOf : derivation.sum
}

/** Areas and money have at most two decimals: what binary fractions add beyond that is noise. */
const round = (value: number) => Math.round(value * 1e6) / 1e6
