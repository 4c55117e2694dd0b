import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import type { SuggestionGroup } from '#contract/diagnosis-board.ts'
import { separateDebts } from '../dues/actions.ts'
import { type Actor, type Db, holdActs, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { stateFacts } from './actions.ts'
import { type EstatePlace, estateDiagnosis, getStatedEstate, type Language } from './estate-file.ts'
import { type GivenFact, refuseFacts } from './refuse-facts.ts'
import type { NewFact } from './store.ts'
import { type EstateSuggestion, suggestionsOf } from './suggestions.ts'

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
    await refuseFacts(tx, countyCode, given.facts)
    const facts = given.facts.map(
      ({ source, said, ...fact }): NewFact => ({ ...fact, estateId, kind: source, said: said ?? null }),
    )
    await stateFacts(tx, { countyCode, actor, kind: 'facts_recorded', reason: given.reason }, facts)
    await separateDebts(tx, countyCode, [estateId])
    return estateDiagnosis(tx, place, given)
  })
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
