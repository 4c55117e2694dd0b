import { sql } from 'kysely'
import type { Pack } from '#contract/packs.ts'
import { countedFacts } from '#domain/diagnosis/catalogue.ts'
import type { PathStep } from '#domain/diagnosis/diagnosis.ts'
import type { FactDefinition, Step } from '#domain/diagnosis/packs.ts'
import type { Tx } from '../platform/acts.ts'
import type { Outcome } from './outcome.ts'
import { compiled } from './policies/in-force.ts'

/** A step on the path of an estate's latest diagnosis, with what its rule says of it and who answers for its requirement. */
export type EstateStep = PathStep & {
  registration: 'first' | 'transfer'
  produces: Step['produces']
  requirementUnit: string | null
}

/** The paths of an estate's latest diagnosis; `homes`: those each registration still waits for. */
export type EstatePaths = {
  estateId: string
  name: string
  homes: { first: number; transfer: number }
  steps: EstateStep[]
  unitNames: Readonly<Record<string, string>>
  factNames: ReadonlyMap<string, FactDefinition>
  /** Facts counted from the records: no task states them. */
  countedFacts: readonly string[]
}

type Found = {
  estateId: string
  name: string
  on: string
  digest: string
  first: Outcome['first']['path']
  transfer: Outcome['first']['path']
  units: number
  firstRegistered: number
  transferred: number
}

/** What is still to be done for these estates, by their latest diagnoses; three queries, however many estates. */
export async function estatePaths(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[],
): Promise<Map<string, EstatePaths>> {
  const { rows } = await sql<Found>`
    select e.id as "estateId", e.name, d.diagnosed_on as on, d.rulebook_digest as digest,
           d.result -> 'first' -> 'path' as first, d.result -> 'transfer' -> 'path' as transfer,
           coalesce(c.units, 0) as units, coalesce(c.first_registered, 0) as "firstRegistered", coalesce(c.transferred, 0) as transferred
      from estates as e
     cross join lateral (select diagnosed_on, rulebook_digest, result from diagnoses
                          where county_code = e.county_code and estate_id = e.id order by diagnosis_no desc limit 1) as d
      left join lateral (select sum(n) filter (where indicator = 'units')::integer as units,
                                sum(n) filter (where indicator = 'first_registered')::integer as first_registered,
                                sum(n) filter (where indicator = 'transferred')::integer as transferred
                           from tallies where county_code = e.county_code and estate_id = e.id) as c on true
     where e.county_code = ${countyCode} and e.id = any (${estateIds}::uuid[])`.execute(tx)
  const packs = await rulebookPacks(tx, [countyCode], [...new Set(rows.map(({ digest }) => digest))])
  return new Map(rows.map((row) => [row.estateId, pathsOf(countyCode, row, packs.get(row.digest) ?? [])]))
}

/** What rulebooks of some counties say, by their digests. */
export async function rulebookPacks(
  tx: Tx,
  counties: readonly string[],
  digests: readonly string[],
): Promise<Map<string, Pack[]>> {
  const { rows } = await sql<{ digest: string; content: Pack[] }>`
    select distinct on (digest) digest, content from rulebooks
     where county_code = any (${counties}::text[]) and digest = any (${digests}::text[])`.execute(tx)
  return new Map(rows.map(({ digest, content }) => [digest, content]))
}

function pathsOf(countyCode: string, found: Found, packs: readonly Pack[]): EstatePaths {
  const rulebook = compiled(found.digest, packs, { region: countyCode, on: found.on })
  const unitOf = new Map(rulebook.requirements.map(({ id, unit }) => [id, unit]))
  const withRule = (registration: 'first' | 'transfer') => (step: PathStep) => ({
    ...step,
    registration,
    produces: rulebook.byRule.get(step.rule)?.rule.steps?.find(({ id }) => id === step.step)?.produces,
    requirementUnit: unitOf.get(step.requirement ?? '') ?? null,
  })
  return {
    estateId: found.estateId,
    name: found.name,
    homes: { first: found.units - found.firstRegistered, transfer: found.units - found.transferred },
    steps: [...found.first.map(withRule('first')), ...found.transfer.map(withRule('transfer'))],
    unitNames: rulebook.unitNames,
    factNames: new Map(rulebook.definitions.map((definition) => [definition.id, definition])),
    countedFacts,
  }
}
