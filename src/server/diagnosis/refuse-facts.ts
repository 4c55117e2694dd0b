import { countedFacts } from '#domain/diagnosis/catalogue.ts'
import type { FactDefinition } from '#domain/diagnosis/packs.ts'
import { type FactValue, fits } from '#domain/diagnosis/values.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { rulebooksInForce } from './policies/in-force.ts'

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

async function definitionsIn(tx: Tx, countyCode: string): Promise<readonly FactDefinition[]> {
  return (await rulebooksInForce(tx, [countyCode], officeToday())).get(countyCode)?.rulebook.definitions ?? []
}

type Flaw = readonly [code: string, message: string]

function flawOf({ fact, value, asOf }: GivenFact, known: FactDefinition | undefined, isAgain: boolean): Flaw | null {
  if (!known) return ['unknown_fact', `没有事实“${fact}”`]
  const today = officeToday()
  if (countedFacts.includes(fact)) return ['fact_is_counted', `“${known.title}”由台账记录得出，请更正记录本身`]
  if (value !== null && !fits(known, value)) return ['wrong_type', `“${known.title}”的值不对：${kindWords(known)}`]
  if (asOf > today) return ['day_in_future', `“${known.title}”的日期不能晚于今天（${today}）`]
  return isAgain ? ['fact_given_twice', `“${known.title}”一次只能记录一个值`] : null
}

function kindWords(definition: FactDefinition): string {
  switch (definition.type) {
    case 'boolean':
      return '应为是或否'
    case 'number':
      return `应为数（${definition.unit}）`
    case 'date':
      return '应为日期，如 2013、2013-06 或 2013-06-30'
    case 'choice':
      return `应为${Object.values(definition.choices).join('、')}之一`
    case 'text':
      return '应为文字'
  }
}
