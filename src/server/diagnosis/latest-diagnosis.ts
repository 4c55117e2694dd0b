import { sql } from 'kysely'
import type { CurrentFacts } from '#domain/diagnosis/current-facts.ts'
import type { Diagnosis } from '#domain/diagnosis/diagnosis.ts'
import type { Rulebook } from '#domain/diagnosis/rulebook.ts'
import type { Tx } from '../platform/acts.ts'
import { rulebookPacks } from './estate-paths.ts'
import { type FactSnapshot, factsOf } from './outcome.ts'
import { compiled, type PackVersion } from './policies/in-force.ts'

/** What a first registration is judged by: the latest diagnosis of an estate with the very rules and facts it used. */
export type FirstDiagnosis = {
  no: number
  diagnosedOn: string
  first: Diagnosis
  rulebook: Rulebook
  versions: readonly PackVersion[]
  facts: CurrentFacts
}

type Row = {
  estateId: string
  no: number
  diagnosedOn: string
  first: Diagnosis
  facts: FactSnapshot
  digest: string
  versions: readonly PackVersion[]
}

/** The latest diagnosis of each of these estates; one that was never diagnosed has none. Two queries, however many. */
export async function latestDiagnosesOf(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[],
): Promise<ReadonlyMap<string, FirstDiagnosis>> {
  const { rows } = await sql<Row>`
    select e.id as "estateId", d.diagnosis_no as no, d.diagnosed_on as "diagnosedOn", d.result -> 'first' as first, d.facts,
           d.rulebook_digest as digest, b.versions
      from unnest(${estateIds}::uuid[]) as e (id)
     cross join lateral (select diagnosis_no, diagnosed_on, result, facts, rulebook_digest from diagnoses
                          where county_code = ${countyCode} and estate_id = e.id order by diagnosis_no desc limit 1) as d
      join rulebooks as b on b.county_code = ${countyCode} and b.digest = d.rulebook_digest`.execute(tx)
  const packs = await rulebookPacks(tx, [countyCode], [...new Set(rows.map(({ digest }) => digest))])
  return new Map(
    rows.map(({ estateId, facts, digest, ...diagnosis }) => {
      const place = { region: countyCode, on: diagnosis.diagnosedOn }
      const rulebook = compiled(digest, packs.get(digest) ?? [], place)
      return [estateId, { ...diagnosis, rulebook, facts: factsOf(facts) }]
    }),
  )
}
