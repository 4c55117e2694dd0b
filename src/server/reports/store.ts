import { sql } from 'kysely'
import type { AsOf } from '#domain/reports/figures.ts'
import type { Tx } from '../platform/acts.ts'

/** A sum of tallies: what it is about, which indicator, how many. */
export type Sum = { key: string; indicator: string; n: number }

const known = ({ asOf, knownOn }: AsOf) =>
  sql`day <= ${asOf} and (${knownOn}::date is null or recorded_on <= ${knownOn}::date)`

/** Sums per county, category or day, the last oldest first, read from the roll-up: the cost does not grow with the homes. */
export async function sumBy(
  tx: Tx,
  by: 'county_code' | 'category' | 'day',
  counties: readonly string[],
  when: AsOf,
): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select ${sql.ref(by)}::text as key, indicator, sum(n) as n
      from county_tallies
     where county_code = any (${counties}::text[]) and ${known(when)}
     group by ${sql.ref(by)}, indicator
     order by ${sql.ref(by)}`.execute(tx)
  return rows.map(counted)
}

/** Sums per estate; only a county's own screens and the wall ask for these. */
export async function sumByEstate(tx: Tx, counties: readonly string[], when: AsOf): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select estate_id as key, indicator, sum(n) as n
      from tallies
     where county_code = any (${counties}::text[]) and ${known(when)}
     group by estate_id, indicator`.execute(tx)
  return rows.map(counted)
}

/** A sum of bigints comes as numeric; counts of homes and hundredths of ㎡ stay exact in a double. */
const counted = (sum: Sum): Sum => ({ ...sum, n: Number(sum.n) })

/** Today in the office's own time. */
export const today = sql`(now() at time zone 'Asia/Shanghai')::date`

/** The last day on which anything is recorded to have happened, not after today. */
export const lastDay = (counties: readonly string[]) => sql`
  select max(latest.day) as day
    from unnest(${counties}::text[]) as county (code)
   cross join lateral (select day from county_tallies
                        where county_code = county.code and day <= ${today} order by day desc limit 1) as latest`

export async function findLatestDay(tx: Tx, counties: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`${lastDay(counties)}`.execute(tx)
  return rows[0]?.day ?? null
}

export type RegionName = { code: string; name: string; level: 'city' | 'county' }

export async function findRegion(tx: Tx, code: string): Promise<RegionName | undefined> {
  const { rows } =
    await sql<RegionName>`select code, name, level from regions where code = ${code} and level in ('city', 'county')`.execute(
      tx,
    )
  return rows[0]
}

/** Of these regions, one and what lies below it. */
export async function listWithin(tx: Tx, region: string, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from regions where (code = ${region} or parent_code = ${region}) and code = any (${codes}::text[]) order by code`.execute(
    tx,
  )
  return rows.map(({ code }) => code)
}

export async function listCounties(tx: Tx, counties: readonly string[]): Promise<RegionName[]> {
  const { rows } = await sql<RegionName>`
    select code, name, level from regions where level = 'county' and code = any (${counties}::text[]) order by code`.execute(
    tx,
  )
  return rows
}

export type EstateName = {
  id: string
  countyCode: string
  name: string
  category: 'legacy' | 'new_district' | 'shantytown' | 'new_build'
}

export async function listEstateNames(tx: Tx, counties: readonly string[]): Promise<EstateName[]> {
  const { rows } = await sql<EstateName>`
    select id, county_code as "countyCode", name, category from estates where county_code = any (${counties}::text[]) order by county_code, name`.execute(
    tx,
  )
  return rows
}
