import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import { asksOf } from '#domain/diagnosis/asks.ts'
import { explain } from '#domain/diagnosis/explain.ts'
import { openSuggestions } from '#domain/diagnosis/open-suggestions.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { loadStatedEstates, type StatedEstate } from './estate-facts.ts'
import { factsOf } from './outcome.ts'
import { compiled } from './policies/in-force.ts'
import { findDiagnosis, listDiagnoses } from './store.ts'

export type Language = 'zh' | 'en'

export type EstatePlace = { countyCode: string; estateId: string }

/** An estate with what is stated of it; one that is not there, or not in this county, does not exist. */
export async function getStatedEstate(tx: Tx, { countyCode, estateId }: EstatePlace): Promise<StatedEstate> {
  const [estate] = await loadStatedEstates(tx, { counties: [countyCode], estateIds: [estateId] })
  if (!estate) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  return estate
}

/**
 * The diagnosis of an estate, the latest or an earlier one by its number: read as it was made, explained by the very
 * rules and facts it used.
 */
export async function estateDiagnosis(
  tx: Tx,
  place: EstatePlace,
  { no, language }: { no?: number | undefined; language: Language },
): Promise<EstateDiagnosis> {
  const { countyCode, estateId } = place
  const estate = await getStatedEstate(tx, place)
  const stored = await findDiagnosis(tx, countyCode, estateId, no)
  if (!stored) throw new Refused({ kind: 'missing', code: 'no_such_diagnosis', message: '没有这次诊断' })
  const rulebook = compiled(stored.digest, stored.packs, { region: countyCode, on: stored.diagnosedOn })
  const facts = factsOf(stored.facts)
  const history = await listDiagnoses(tx, countyCode, estateId)
  const entry = history.find((one) => one.no === stored.no)
  if (!entry) throw new Error(`diagnosis ${stored.no} of ${estateId} is not in its history`)
  const { first, transfer } = stored.result
  return {
    countyCode,
    estateId,
    estateName: estate.name,
    homes: estate.homes,
    waiting: estate.waiting,
    no: stored.no,
    diagnosedOn: stored.diagnosedOn,
    diagnosis: first,
    transfer,
    explanation: explain(rulebook, facts, first, language),
    facts: stored.facts.map(({ statements, ...fact }) => ({ ...fact, statements: [...statements] })),
    asks: asksOf(rulebook, facts, first),
    suggestions: openSuggestions(facts),
    revision: estate.revision,
    history,
    unitNames: rulebook.unitNames,
    requirements: [...rulebook.requirements] as EstateDiagnosis['requirements'], // of packs the contract has read
    definitions: [...rulebook.definitions] as EstateDiagnosis['definitions'],
    policy: entry.policy,
  }
}
