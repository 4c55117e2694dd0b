import { sql } from 'kysely'
import { asksOf } from '#domain/diagnosis/asks.ts'
import type { Cause } from '#domain/diagnosis/causes.ts'
import { type Actor, type Db, holdActs, recordAct, systemActor, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { latestDiagnoses } from './board.ts'
import { type EstateChoice, loadStatedEstates, type StatedEstate } from './estate-facts.ts'
import { diagnosisDigest, type FactSnapshot, factsOf, type Outcome, outcomeOf, snapshotOf } from './outcome.ts'
import { type CountyRulebook, rulebooksInForce } from './policies/in-force.ts'
import { type DiagnosisFlaw, firstFlaw } from './proof.ts'
import { appendFacts, factChanges, type NewFact } from './store.ts'

export { askedFacts } from './asked-facts.ts'
export { type EstatePaths, type EstateStep, estatePaths } from './estate-paths.ts'
export { factFlaws } from './fact-flaws.ts'
export { factLimits } from './fact-limits.ts'
export { type FirstDiagnosis, latestDiagnosesOf } from './latest-diagnosis.ts'
export { type EstateWay, latestWays, type PlannedStep } from './latest-ways.ts'
export { type GivenFact, refuseFacts } from './refuse-facts.ts'
export { draftRule } from './rule-drafts.ts'
export type { NewFact } from './store.ts'
export { type TransferRules, transferRules, transferRulesOfUnit } from './transfer-rules.ts'

export type Rediagnosed = { diagnosed: number; changed: number }

/**
 * Diagnoses estates of a county anew and keeps what changed, in the caller's transaction: an act and the diagnoses that
 * follow from it happen together. Whoever comes next waits, so that numbers follow each other.
 */
export async function rediagnose(
  tx: Tx,
  countyCode: string,
  estateIds: readonly string[] | 'all',
  cause: Cause,
): Promise<Rediagnosed> {
  await holdActs(tx, [countyCode])
  const [book] = [...(await rulebooksInForce(tx, [countyCode], officeToday())).values()]
  if (!book) throw new Error(`no rulebook for county ${countyCode}`)
  const choice = { counties: [countyCode], estateIds: estateIds === 'all' ? undefined : estateIds }
  const estates = await loadStatedEstates(tx, choice)
  const last = await lastDigests(tx, countyCode, estates)
  const made = estates.flatMap((estate) => diagnoseEstate(book, estate, last.get(estate.id)))
  if (made.length > 0) await keepDiagnoses(tx, book, made, cause)
  return { diagnosed: estates.length, changed: made.length }
}

export type FactAct = {
  countyCode: string
  actor: Actor
  kind: string
  reason: string
  payload?: Record<string, unknown>
}

/** One act over all facts given, whatever the number of estates; then those estates are diagnosed anew. */
export async function stateFacts(tx: Tx, act: FactAct, facts: readonly NewFact[]): Promise<void> {
  const byEstate = Map.groupBy(facts, ({ estateId }) => estateId)
  const { actNo } = await recordAct(tx, {
    ...act,
    rows: [...byEstate].map(([estateId, own]) => ({
      subjectKind: 'estate',
      subjectId: estateId,
      change: factChanges(own),
    })),
  })
  await appendFacts(tx, act.countyCode, actNo, facts)
  await rediagnose(tx, act.countyCode, [...byEstate.keys()], 'facts')
  await sql`select pg_notify('figures', ${act.countyCode})`.execute(tx)
}

/**
 * Where each estate stands, within a list's own statement: its latest diagnosis, if it has one, its homes and those
 * waiting for first registration.
 */
export const estateStandings = (choice: EstateChoice) => latestDiagnoses(choice, 'all')

type Made = { estateId: string; no: number; digest: string; facts: FactSnapshot; outcome: Outcome; asks: string[] }

/** A diagnosis to be kept, or nothing when it says what the last one said. */
function diagnoseEstate(book: CountyRulebook, estate: StatedEstate, last: Last | undefined): Made[] {
  const facts = snapshotOf(estate, book.rulebook)
  const current = factsOf(facts)
  const outcome = outcomeOf(book.rulebook, current)
  const digest = diagnosisDigest(facts, book.digest, outcome)
  if (digest === last?.digest) return []
  const asks = asksOf(book.rulebook, current, outcome.first).map(({ fact }) => fact)
  return [{ estateId: estate.id, no: (last?.no ?? 0) + 1, digest, facts, outcome, asks }]
}

type Last = { estateId: string; no: number; digest: string }

async function lastDigests(tx: Tx, countyCode: string, estates: readonly StatedEstate[]): Promise<Map<string, Last>> {
  const { rows } = await sql<Last>`
    select e.id as "estateId", d.diagnosis_no as no, d.digest
      from unnest(${estates.map(({ id }) => id)}::uuid[]) as e (id)
     cross join lateral (select diagnosis_no, digest from diagnoses
                          where county_code = ${countyCode} and estate_id = e.id order by diagnosis_no desc limit 1) as d`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.estateId, row]))
}

async function keepDiagnoses(tx: Tx, book: CountyRulebook, made: readonly Made[], cause: Cause): Promise<void> {
  await sql`
    insert into rulebooks (county_code, digest, content, versions)
    values (${book.countyCode}, ${book.digest}, ${JSON.stringify(book.packs)}::jsonb, ${JSON.stringify(book.versions)}::jsonb)
    on conflict do nothing`.execute(tx)
  await sql`
    insert into diagnoses (county_code, estate_id, diagnosis_no, diagnosed_on, cause, rulebook_digest, verdict, is_settled, working_days,
                           missing, unknown, asks, units, contradictions, digest, facts, result)
    select ${book.countyCode}, m.estate_id, m.diagnosis_no, ${book.rulebook.on}, ${cause}, ${book.digest}, m.verdict, m.is_settled, m.working_days,
           m.missing, m.unknown, m.asks, m.units, m.contradictions, m.digest, m.facts, m.result
      from json_to_recordset(${JSON.stringify(made.map(rowOf))}::json)
           as m (estate_id uuid, diagnosis_no integer, verdict text, is_settled boolean, working_days integer,
                 missing text[], unknown text[], asks text[], units text[], contradictions text[], digest text, facts jsonb, result jsonb)`.execute(
    tx,
  )
}

/** A diagnosis as its row: what lists filter by stands beside the whole. */
function rowOf({ estateId, no, digest, facts, outcome, asks }: Made) {
  const { first } = outcome
  const withStatus = (status: 'missing' | 'unknown') =>
    first.requirements.filter((outcome) => outcome.status === status).map(({ requirement }) => requirement)
  return {
    estate_id: estateId,
    diagnosis_no: no,
    verdict: first.verdict,
    is_settled: first.settled,
    working_days: first.workingDays,
    missing: withStatus('missing'),
    unknown: withStatus('unknown'),
    asks,
    units: first.path.filter(({ track }) => track === 'owner').map(({ unit }) => unit),
    contradictions: first.contradictions,
    digest,
    facts,
    result: outcome,
  }
}

/** Diagnoses every county anew where a day or a release has changed what holds; what has not changed stays as it is. */
export async function reviewDiagnoses(db: Db, counties: readonly string[]): Promise<void> {
  for (const county of counties) {
    // county by county: no act has to wait for the whole city
    await transact(db, systemActor([county]), (tx) => rediagnose(tx, county, 'all', 'review'))
  }
}

/**
 * That the latest diagnosis of every estate is what its facts and rulebook give, and that these facts are what the
 * records say now. Gives the first flaw of each county; runs as the owner of the tables.
 */
export async function findDiagnosisFlaws(db: Db, counties: readonly string[]): Promise<DiagnosisFlaw[]> {
  const flaws: DiagnosisFlaw[] = []
  for (const county of counties) {
    // county by county: one county's facts and outcomes at a time in memory
    const flaw = await db.transaction().execute((tx) => firstFlaw(tx, county))
    if (flaw) flaws.push({ county, ...flaw })
  }
  return flaws
}
