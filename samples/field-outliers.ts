import type { EstateRow } from '#domain/ledgers/rows.ts'
import { drawsFor } from './draws.ts'
import type { FieldFact } from './field-facts.ts'
import type { PlannedCounty } from './planned-county.ts'

/** What is peculiar about an estate: a matter for the law, for a consultation, or for two offices that disagree. */
export type Outlier = {
  ownership?: 'collective'
  isProtected?: true
  isDisputed?: true
  landPapers?: 'none'
  /** Papers of the last reporting day that speak against its ledger. */
  papers: (row: EstateRow, estate: string) => FieldFact[]
}

const nothing = () => []
const reportingDay = '2022-11-30'

/** A file of the fire brigade says the opposite of the ledger of the same day. */
const fireFile = (row: EstateRow, estate: string): FieldFact[] =>
  row.fire === null ? [] : [{ estate, fact: 'fire', value: !row.fire, said: '消防档案', asOf: reportingDay }]

/** A search at the registration centre finds what the ledger of the same day does not know of. */
const planningFile = (row: EstateRow, estate: string): FieldFact[] =>
  row.planning === null
    ? []
    : [{ estate, fact: 'planning', value: !row.planning, said: '规划档案', asOf: reportingDay }]

/** One of each kind in turn, in about one old estate of sixty. */
const kinds: readonly Outlier[] = [
  { landPapers: 'none', papers: nothing },
  { papers: fireFile },
  { ownership: 'collective', papers: nothing },
  { landPapers: 'none', papers: nothing },
  { isDisputed: true, papers: nothing },
  { papers: planningFile },
  { isProtected: true, papers: nothing },
  { landPapers: 'none', papers: nothing },
]
const onePerEstates = 60

/** The peculiar estates of a county by their order: old ones, not built by a work unit, and at least one. */
export function estateOutliers({ plan, estates }: PlannedCounty): Map<number, Outlier> {
  const draws = drawsFor(`${plan.code}/outliers`)
  const candidates = draws.shuffled(estates.filter(({ category, name }) => category === 'legacy' && !name.isWorkUnit))
  const count = Math.max(1, Math.round(estates.length / onePerEstates))
  const first = draws.between(0, kinds.length - 1)
  return new Map(
    candidates.slice(0, count).map(({ order }, place) => {
      const kind = kinds[(first + place) % kinds.length] ?? { papers: nothing }
      return [order, kind]
    }),
  )
}
