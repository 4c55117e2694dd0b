import type { SuggestionGroup } from '#contract/diagnosis-board.ts'
import { openSuggestions } from '#domain/diagnosis/open-suggestions.ts'
import type { SuggestedFact } from '#domain/diagnosis/suggestions.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { loadStatedEstates } from './estate-facts.ts'
import { factsOf, snapshotOf } from './outcome.ts'
import { type CountyRulebook, rulebooksInForce } from './policies/in-force.ts'

/** A suggested fact with the estate whose text suggests it. */
export type EstateSuggestion = SuggestedFact & { countyCode: string; estateId: string; name: string; homes: number }

/** How many estates are named beside a group, for a look at the text itself. */
const mostExamples = 5

/** Every open suggestion of the estates of some counties. */
export async function suggestionsOf(tx: Tx, counties: readonly string[]): Promise<EstateSuggestion[]> {
  return suggestionsBy(tx, await rulebooksInForce(tx, counties, officeToday()))
}

async function suggestionsBy(tx: Tx, books: ReadonlyMap<string, CountyRulebook>): Promise<EstateSuggestion[]> {
  const estates = await loadStatedEstates(tx, { counties: [...books.keys()] })
  return estates.flatMap((estate) => {
    const book = books.get(estate.countyCode)
    if (!book) return []
    const { countyCode, id, name, homes } = estate
    const open = openSuggestions(factsOf(snapshotOf(estate, book.rulebook)))
    return open.map((one) => ({ ...one, countyCode, estateId: id, name, homes }))
  })
}

/** The same suggestion by the same words, county by county, most homes first: what a person confirms in one go. */
export async function groupedSuggestions(tx: Tx, counties: readonly string[]): Promise<SuggestionGroup[]> {
  const books = await rulebooksInForce(tx, counties, officeToday())
  const groups = Map.groupBy(await suggestionsBy(tx, books), ({ countyCode, fact, value, phrase }) =>
    JSON.stringify([countyCode, fact, value, phrase]),
  )
  return [...groups.values()].flatMap((group) => groupOf(group, books)).sort((a, b) => b.homes - a.homes)
}

function groupOf(group: readonly EstateSuggestion[], books: ReadonlyMap<string, CountyRulebook>): SuggestionGroup[] {
  const [first] = group
  if (!first) return []
  const { countyCode, fact, value, phrase } = first
  const definition = books.get(countyCode)?.rulebook.definitions.find(({ id }) => id === fact)
  return [
    {
      countyCode,
      fact,
      title: definition?.title ?? fact,
      ...(definition?.titleEn && { titleEn: definition.titleEn }),
      value,
      phrase,
      estates: group.length,
      homes: group.reduce((sum, { homes }) => sum + homes, 0),
      examples: group
        .slice(0, mostExamples)
        .map(({ estateId, name, source }) => ({ estateId, name, cell: source.cell ?? null })),
    },
  ]
}
