import type { FactValue } from '#domain/diagnosis/values.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { definitionsIn, flawOf } from './fact-flaws.ts'

export type GivenFact = {
  fact: string
  value: FactValue | null
  asOf: string
  source: 'officer' | 'document' | 'visit'
  said?: string | null | undefined
}

/** Refuses facts a person states that no rule knows, that do not fit, or that only the records may tell. */
export async function refuseFacts(tx: Tx, countyCode: string, facts: readonly GivenFact[]): Promise<void> {
  const definitions = await definitionsIn(tx, countyCode)
  for (const [place, given] of facts.entries()) {
    const isAgain = facts.slice(0, place).some(({ fact }) => fact === given.fact)
    const flaw = flawOf(
      given,
      definitions.find(({ id }) => id === given.fact),
      isAgain,
    )
    if (flaw) throw new Refused({ kind: 'invalid', code: flaw[0], message: flaw[1], fact: given.fact })
  }
}
