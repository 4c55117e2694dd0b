import { sql } from 'kysely'
import type { DiagnosisBoard } from '#contract/diagnosis-board.ts'
import { type Verdict, verdicts } from '#domain/diagnosis/diagnosis.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { countedHomes, type EstateChoice, ofChoice } from './estate-facts.ts'
import { rulebooksInForce } from './policies/in-force.ts'
import { type PolicyWords, wordsOf } from './policy-words.ts'

/** Estates whose latest diagnosis is the same in everything lists ask for, with their homes. */
type Pattern = {
  countyCode: string
  verdict: Verdict
  isSettled: boolean
  isContradicted: boolean
  missing: string[]
  unknown: string[]
  asks: string[]
  units: string[]
  estates: number
  homes: number
  waiting: number
}

type Counts = { estates: number; homes: number; waiting: number }

/**
 * The latest diagnosis of each estate of some counties, with its homes: one look into the index per estate. Estates
 * without a diagnosis are left out, or with `all` stand there without one.
 */
export const latestDiagnoses = (choice: EstateChoice, which: 'diagnosed' | 'all' = 'diagnosed') => sql`
  select e.county_code, e.id as estate_id, e.name, e.township_code, d.diagnosed_on, d.verdict, d.is_settled, d.working_days, d.missing, d.unknown, d.asks, d.units, d.contradictions,
         coalesce(c.units, 0) as homes, coalesce(c.units - c.first_registered, 0) as waiting
    from estates as e
    left join (${countedHomes(choice)}) as c on c.county_code = e.county_code and c.estate_id = e.id
   ${which === 'all' ? sql`left join` : sql`inner join`} lateral (
                       select diagnosed_on, verdict, is_settled, working_days, missing, unknown, asks, units, contradictions
                         from diagnoses as d
                        where d.county_code = e.county_code and d.estate_id = e.id
                        order by d.diagnosis_no desc
                        limit 1) as d on true
   where ${ofChoice(choice, 'e.id')}`

async function listPatterns(tx: Tx, counties: readonly string[]): Promise<Pattern[]> {
  const { rows } = await sql<Pattern>`
    select county_code as "countyCode", verdict, is_settled as "isSettled", cardinality(contradictions) > 0 as "isContradicted", missing, unknown, asks, units,
           count(*) as estates, sum(homes)::bigint as homes, sum(waiting)::bigint as waiting
      from (${latestDiagnoses({ counties })}) as d
     group by 1, 2, 3, 4, 5, 6, 7, 8`.execute(tx)
  return rows
}

/** Where a region stands by diagnosis: verdicts, what holds up how many homes, and which unit must act. */
export async function getDiagnosisBoard(
  tx: Tx,
  regionCode: string,
  counties: readonly string[],
): Promise<DiagnosisBoard> {
  const names = await listNames(tx, [regionCode, ...counties])
  const region = names.find(({ code }) => code === regionCode)
  if (!region) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个行政区' })
  const places = names.filter(({ level }) => level === 'county')
  const codes = places.map(({ code }) => code)
  const patterns = await listPatterns(tx, codes)
  const words = wordsOf([...(await rulebooksInForce(tx, codes, officeToday())).values()])
  const byCounty = Map.groupBy(patterns, ({ countyCode }) => countyCode)
  return {
    regionCode,
    regionName: region.name,
    ...standingOf(patterns),
    contradicted: summed(patterns.filter(({ isContradicted }) => isContradicted)),
    rows: places.map(({ code, name }) => ({ code, name, ...standingOf(byCounty.get(code) ?? []) })),
    requirements: requirementsHeld(patterns, words),
    units: unitsWaitedFor(patterns, words),
    asks: asksOpen(patterns, words),
  }
}

async function listNames(tx: Tx, codes: readonly string[]) {
  const { rows } = await sql<{ code: string; name: string; level: 'city' | 'county' }>`
    select code, name, level from regions where code = any (${codes}::text[]) order by code`.execute(tx)
  return rows
}

function summed(patterns: readonly Pattern[]): Counts {
  const total: Counts = { estates: 0, homes: 0, waiting: 0 }
  for (const { estates, homes, waiting } of patterns) {
    total.estates += estates
    total.homes += homes
    total.waiting += waiting
  }
  return total
}

function standingOf(patterns: readonly Pattern[]) {
  const of = (verdict: Verdict) => summed(patterns.filter((pattern) => pattern.verdict === verdict))
  return {
    total: summed(patterns),
    verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict, of(verdict)])) as Record<Verdict, Counts>, // one entry per verdict
    unsettled: summed(patterns.filter(({ isSettled }) => !isSettled)),
  }
}

/** The different words a column of the patterns holds. */
const distinct = (patterns: readonly Pattern[], column: (pattern: Pattern) => readonly string[]) => [
  ...new Set(patterns.flatMap(column)),
]

/** Requirements still open somewhere; first what alone holds up the most homes. */
function requirementsHeld(patterns: readonly Pattern[], words: PolicyWords): DiagnosisBoard['requirements'] {
  return distinct(patterns, ({ missing, unknown }) => [...missing, ...unknown])
    .map((requirement) => {
      const missing = patterns.filter((pattern) => pattern.missing.includes(requirement))
      const unknown = patterns.filter((pattern) => pattern.unknown.includes(requirement))
      const alone = [...missing, ...unknown].filter((pattern) => pattern.missing.length + pattern.unknown.length === 1)
      return {
        requirement,
        ...words.requirement(requirement),
        missing: summed(missing),
        unknown: summed(unknown),
        alone: summed(alone),
      }
    })
    .sort((a, b) => b.missing.homes + b.unknown.homes - (a.missing.homes + a.unknown.homes))
}

function unitsWaitedFor(patterns: readonly Pattern[], words: PolicyWords): DiagnosisBoard['units'] {
  return distinct(patterns, ({ units }) => units)
    .map((unit) => {
      const waiting = patterns.filter(({ units }) => units.includes(unit))
      const steps = waiting.reduce(
        (sum, { units, estates }) => sum + estates * units.filter((one) => one === unit).length,
        0,
      )
      return { unit, title: words.unit(unit), steps, blocked: summed(waiting) }
    })
    .sort((a, b) => b.blocked.homes - a.blocked.homes)
}

function asksOpen(patterns: readonly Pattern[], words: PolicyWords): DiagnosisBoard['asks'] {
  return distinct(patterns, ({ asks }) => asks)
    .map((fact) => ({
      fact,
      ...words.fact(fact),
      asked: summed(patterns.filter(({ asks }) => asks.includes(fact))),
    }))
    .sort((a, b) => b.asked.homes - a.asked.homes)
}
