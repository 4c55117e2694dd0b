import { type RawBuilder, sql } from 'kysely'
import type { AllDues, AllDuesAsked, AllDuesStep, EstateAllDues, NewAllDues } from '#contract/all-dues.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { computedDues } from './all-homes-query.ts'
import { recordDues } from './assess.ts'
import { assessmentOf, duesOf, findHomes } from './home.ts'
import { ratesOf } from './rates.ts'

/** What all homes of some counties would owe: how many come to what, of each kind. */
export async function computeAllDues(tx: Tx, counties: readonly string[], asked: AllDuesAsked): Promise<AllDues> {
  const declaredOn = asked.declaredOn ?? officeToday()
  const which = sql`u.county_code = any (${counties}::text[])`
  const { rows: sums } = await sql<AllDues['sums'][number]>`
    select kind, outcome, why, count(*) as homes, sum(fen)::bigint as fen
      from (${computedDues(which, { ...asked, declaredOn })}) as c
     group by kind, outcome, why order by kind, outcome, why`.execute(tx)
  return { declaredOn, homes: homesIn(sums), sums }
}

/** Every home comes to one outcome of each kind. */
const homesIn = (sums: AllDues['sums']): number =>
  sums.filter(({ kind }) => kind === 'registration_fee').reduce((all, { homes }) => all + homes, 0)

/** The same estate by estate, a page of them; only their homes are read. */
export async function computeEstatesDues(
  tx: Tx,
  counties: readonly string[],
  { after, limit, ...asked }: AllDuesAsked & { after?: string | undefined; limit: number },
): Promise<{ rows: EstateAllDues[]; next: string | null; total: null }> {
  const { rows: estates } = await sql<Omit<EstateAllDues, 'homes' | 'sums'>>`
    select e.id as "estateId", e.name as "estateName", e.county_code as "countyCode", r.name as "countyName"
      from estates as e join regions as r on r.code = e.county_code
     where e.county_code = any (${counties}::text[]) and ${afterPlace(after)}
     order by e.county_code, e.id limit ${limit}`.execute(tx)
  const ids = estates.map(({ estateId }) => estateId)
  const which = sql`u.county_code = any (${counties}::text[]) and u.estate_id = any (${ids}::uuid[])`
  const { rows: sums } = await sql<AllDues['sums'][number] & { estateId: string }>`
    select estate_id as "estateId", kind, outcome, why, count(*) as homes, sum(fen)::bigint as fen
      from (${computedDues(which, asked, true)}) as c
     group by estate_id, kind, outcome, why order by kind, outcome, why`.execute(tx)
  const byEstate = Map.groupBy(sums, ({ estateId }) => estateId)
  const rows = estates.map((estate) => {
    const of = (byEstate.get(estate.estateId) ?? []).map(({ estateId: _, ...sum }) => sum)
    return { ...estate, homes: homesIn(of), sums: of }
  })
  const last = estates.at(-1)
  const next = last && estates.length === limit ? `${last.countyCode}.${last.estateId}` : null
  return { rows, next, total: null }
}

function afterPlace(after: string | undefined): RawBuilder<unknown> {
  const [county, id] = after?.split('.') ?? []
  return county && id ? sql`(e.county_code, e.id) > (${county}, ${id}::uuid)` : sql`true`
}

/** How many homes one step asks: an act of some thousand dues, and other acts of the county come in between. */
const homesPerStep = 2000

/**
 * Records what is known of homes without a certificate, a step of them as one act: each by the calculators themselves. What
 * stands already, is free or not known yet is left out, so that it may be broken off and begun again.
 */
export function recordAllDues(
  db: Db,
  actor: Actor,
  countyCode: string,
  { kinds, estateId, declaredOn, dueOn, reason, after }: NewAllDues,
): Promise<AllDuesStep> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const rates = await ratesOf(tx, countyCode)
    const which = sql`
      u.county_code = ${countyCode} and u.transferred_on is null
      and (${after}::uuid is null or u.id > ${after}::uuid) and (${estateId}::uuid is null or u.estate_id = ${estateId}::uuid)`
    const homes = await findHomes(tx, which, homesPerStep)
    const asked = { ...nothingTold, declaredOn: declaredOn ?? officeToday() }
    const list = homes.flatMap((home) =>
      duesOf(home, asked, rates)
        .filter(({ kind }) => kinds.includes(kind))
        .flatMap((due) => assessmentOf(home, due, dueOn)),
    )
    if (list.length > 0) await recordDues(tx, actor, countyCode, list, reason)
    const fen = list.reduce((all, { amountFen }) => all + amountFen, 0)
    const next = homes.length === homesPerStep ? (homes.at(-1)?.id ?? null) : null
    if (list.length > 0) await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return { homes: homes.length, dues: list.length, fen, next }
  })
}

/** Nobody is asked: only what stands in the records counts. */
const nothingTold = { contractOn: null, familyHome: null, priceFen: null, books: 1, exemption: null }
