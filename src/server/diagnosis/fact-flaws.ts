import { countedFacts } from '#domain/diagnosis/catalogue.ts'
import type { FactDefinition } from '#domain/diagnosis/packs.ts'
import { type FactValue, fits } from '#domain/diagnosis/values.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { rulebooksInForce } from './policies/in-force.ts'

type Stated = { fact: string; value: FactValue | null; asOf: string }

/** What is wrong with stating each of these facts of estates of a county; `null`: nothing. */
export async function factFlaws(
  tx: Tx,
  countyCode: string,
  facts: readonly Stated[],
): Promise<readonly (Flaw | null)[]> {
  const definitions = await definitionsIn(tx, countyCode)
  return facts.map((stated) =>
    flawOf(
      stated,
      definitions.find(({ id }) => id === stated.fact),
      false,
    ),
  )
}

export async function definitionsIn(tx: Tx, countyCode: string): Promise<readonly FactDefinition[]> {
  return (await rulebooksInForce(tx, [countyCode], officeToday())).get(countyCode)?.rulebook.definitions ?? []
}

type Flaw = readonly [code: string, message: string]

/** What is wrong with stating this fact; `null`: nothing. */
export function flawOf(
  { fact, value, asOf }: Stated,
  known: FactDefinition | undefined,
  isAgain: boolean,
): Flaw | null {
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
