import type { Vocabulary } from '#contract/policy-library.ts'
import { catalogue, responsibleUnits } from '#domain/diagnosis/catalogue.ts'
import { requirementsOf } from '#domain/diagnosis/rulebook.ts'
import type { Tx } from '../../platform/acts.ts'
import { packsInForce } from './in-force.ts'

/** The words rules of a region are made of: the product's own, and those of the packs that hold in or around it. */
export async function getVocabulary(tx: Tx, region: string): Promise<Vocabulary> {
  const own = region.replace(/00$/, '')
  const packs = ((await packsInForce(tx, [region])).get(region) ?? [])
    .map(({ content }) => content)
    .filter(({ region: place }) => place === 'CN' || own.startsWith(place) || place.startsWith(own))
  return {
    facts: [...catalogue, ...packs.flatMap(({ facts = [] }) => facts)] as Vocabulary['facts'], // of packs the contract has read
    requirements: requirementsOf(packs) as Vocabulary['requirements'],
    units: Object.assign({}, responsibleUnits, ...packs.map(({ units = {} }) => units)) as Vocabulary['units'],
  }
}
