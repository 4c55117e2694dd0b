import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import type { SuggestionGroup } from '#contract/diagnosis-board.ts'
import { countedFacts } from '#domain/diagnosis/catalogue.ts'
import type { FactDefinition } from '#domain/diagnosis/packs.ts'
import { type FactValue, fits } from '#domain/diagnosis/values.ts'
import { separateDebts } from '../dues/actions.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { stateFacts } from './actions.ts'
import { type EstatePlace, estateDiagnosis, getStatedEstate, type Language } from './estate-file.ts'
import { rulebooksInForce } from './policies/in-force.ts'
import type { NewFact } from './store.ts'
import { type EstateSuggestion, suggestionsOf } from './suggestions.ts'

export type GivenFact = {
  fact: string
  value: FactValue | null
  asOf: string
  source: 'officer' | 'document' | 'visit'
  said?: string | null | undefined
}

/**
 * Records what a person knows of an estate, as one act, and diagnoses it anew. `revision` is the one he looked at: what
 * somebody else recorded meanwhile is not overwritten unseen.
 */
export function recordEstateFacts(
  db: Db,
  actor: Actor,
  place: EstatePlace,
  given: { revision: number; reason: string; facts: readonly GivenFact[]; language: Language },
): Promise<EstateDiagnosis> {
  const { countyCode, estateId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const estate = await getStatedEstate(tx, place)
    if (estate.revision !== given.revision)
      throw new Refused({
        kind: 'conflict',
        code: 'changed_meanwhile',
        message: '别人刚刚记录了这个小区的事实，请刷新后再记',
        revision: estate.revision,
      })
    refuseFacts(given.facts, await definitionsIn(tx, countyCode))
    const facts = given.facts.map(
      ({ source, said, ...fact }): NewFact => ({ ...fact, estateId, kind: source, said: said ?? null }),
    )
    await stateFacts(tx, { countyCode, actor, kind: 'facts_recorded', reason: given.reason }, facts)
    await separateDebts(tx, countyCode, [estateId])
    return estateDiagnosis(tx, place, given)
  })
}

async function definitionsIn(tx: Tx, countyCode: string): Promise<readonly FactDefinition[]> {
  return (await rulebooksInForce(tx, [countyCode], officeToday())).get(countyCode)?.rulebook.definitions ?? []
}

function refuseFacts(facts: readonly GivenFact[], definitions: readonly FactDefinition[]): void {
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

export type Confirmation = {
  reason: string
  suggestions: readonly Pick<SuggestionGroup, 'fact' | 'value' | 'phrase'>[]
  isRight: boolean
}

/**
 * Confirms, or denies, suggested facts for every estate of a county whose text has that phrase: one act. Each fact is
 * as of the day of its text and keeps the text's cell; who confirmed it stands in the act.
 */
export function confirmSuggestions(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, suggestions, isRight }: Confirmation,
): Promise<{ estates: number }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const keys = new Set(suggestions.map(keyOf))
    const meant = (await suggestionsOf(tx, [countyCode])).filter((one) => keys.has(keyOf(one)))
    const facts = onePerFact(meant).map((one) => decided(one, isRight))
    if (facts.length === 0)
      throw new Refused({ kind: 'conflict', code: 'nothing_to_confirm', message: '没有待确认的这类事实，可能已经确认' })
    const payload = { suggestions: suggestions.map(({ fact, value, phrase }) => ({ fact, value, phrase })), isRight }
    await stateFacts(tx, { countyCode, actor, kind: 'suggestions_decided', reason, payload }, facts)
    return { estates: new Set(facts.map(({ estateId }) => estateId)).size }
  })
}

const keyOf = ({ fact, value, phrase }: Pick<SuggestionGroup, 'fact' | 'value' | 'phrase'>) =>
  JSON.stringify([fact, value, phrase])

/** Two phrases of an estate may suggest two values of one fact; the one asked first counts, the other stays open to see. */
function onePerFact(meant: readonly EstateSuggestion[]): EstateSuggestion[] {
  return [...new Map(meant.toReversed().map((one) => [`${one.estateId} ${one.fact}`, one])).values()]
}

/** Denied, a yes-or-no fact is the opposite; of any other, only that it is not known from this text. */
function decided({ estateId, fact, value, phrase, source, asOf }: EstateSuggestion, isRight: boolean): NewFact {
  const opposite = typeof value === 'boolean' ? !value : null
  return {
    estateId,
    fact,
    value: isRight ? value : opposite,
    said: phrase,
    asOf,
    kind: 'officer',
    file: source.file,
    sheet: source.sheet,
    cell: source.cell,
  }
}
