import { sql } from 'kysely'
import type { Pack } from '#contract/packs.ts'
import type { Tx } from '../platform/acts.ts'
import { canonicalJson, digestOf } from './digests.ts'
import { loadStatedEstates } from './estate-facts.ts'
import { type FactSnapshot, factsOf, type Outcome, outcomeOf, snapshotOf } from './outcome.ts'
import { compiled, type PackVersion } from './policies/in-force.ts'

/** The first thing found wrong in a county's diagnoses. */
export type DiagnosisFlaw = { county: string; record: string; message: string }

type Latest = {
  estateId: string
  no: number
  diagnosedOn: string
  rulebookDigest: string
  facts: FactSnapshot
  result: Outcome
}

/** The first diagnosis of a county that is not what its facts and rules give, or whose facts have moved on. */
export async function firstFlaw(tx: Tx, county: string): Promise<Omit<DiagnosisFlaw, 'county'> | undefined> {
  const books = await loadRulebooks(tx, county)
  for (const [digest, { packs, versions }] of books) {
    if (digestOf({ packs, versions }) !== digest) return { record: `rulebook ${digest}`, message: '所依规则被改动' }
  }
  const latest = new Map((await loadLatest(tx, county)).map((one) => [one.estateId, one]))
  for (const estate of await loadStatedEstates(tx, { counties: [county] })) {
    const diagnosis = latest.get(estate.id)
    const record = `${estate.id} ${diagnosis?.no ?? 0}`
    const packs = diagnosis && books.get(diagnosis.rulebookDigest)?.packs
    if (!diagnosis || !packs) return { record, message: '小区没有诊断' }
    const place = { region: county, on: diagnosis.diagnosedOn }
    const rulebook = compiled(diagnosis.rulebookDigest, packs, place)
    if (!same(snapshotOf(estate, rulebook), diagnosis.facts)) return { record, message: '诊断所依事实与现有事实不符' }
    const outcome = outcomeOf(rulebook, factsOf(diagnosis.facts))
    if (!same(outcome, diagnosis.result)) return { record, message: '诊断结果与依同一事实和规则重算的结果不符' }
  }
  return undefined
}

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)

async function loadRulebooks(tx: Tx, county: string): Promise<Map<string, { packs: Pack[]; versions: PackVersion[] }>> {
  const { rows } = await sql<{ digest: string; packs: Pack[]; versions: PackVersion[] }>`
    select digest, content as packs, versions from rulebooks where county_code = ${county} order by digest`.execute(tx)
  return new Map(rows.map(({ digest, ...book }) => [digest, book]))
}

async function loadLatest(tx: Tx, county: string): Promise<Latest[]> {
  const { rows } = await sql<Latest>`
    select d.estate_id as "estateId", d.diagnosis_no as no, d.diagnosed_on as "diagnosedOn", d.rulebook_digest as "rulebookDigest", d.facts, d.result
      from estates as e
     cross join lateral (select * from diagnoses where county_code = e.county_code and estate_id = e.id order by diagnosis_no desc limit 1) as d
     where e.county_code = ${county}`.execute(tx)
  return rows
}
