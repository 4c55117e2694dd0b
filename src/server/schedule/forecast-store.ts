import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'

/** Tallies per county or estate, up to a day: what is left out of the campaign is not in them. */
const talliesBy = (by: 'county' | 'estate', counties: readonly string[], asOf: string) => {
  const leftOut = sql`
    select t.county_code, t.indicator, t.day, t.n, t.estate_id
      from tallies as t
      join campaign_scope as s on s.county_code = t.county_code and s.estate_id = t.estate_id and not s.is_in_scope
     where t.county_code = any (${counties}::text[]) and t.day <= ${asOf}`
  if (by === 'county')
    return sql`
      select county_code, county_code as key, indicator, day, n from county_tallies
       where county_code = any (${counties}::text[]) and day <= ${asOf}
      union all
      select county_code, county_code, indicator, day, -n from (${leftOut}) as l`
  return sql`
    select t.county_code, t.estate_id::text as key, t.indicator, t.day, t.n
      from tallies as t
     where t.county_code = any (${counties}::text[]) and t.day <= ${asOf}
       and not exists (select from campaign_scope as s where s.county_code = t.county_code and s.estate_id = t.estate_id and not s.is_in_scope)`
}

export type HomeSum = { key: string; countyCode: string; indicator: string; n: number }

/** Homes, what has happened to them and what holds them up, per county or estate, as of a day. */
export async function homeSums(
  tx: Tx,
  by: 'county' | 'estate',
  counties: readonly string[],
  asOf: string,
): Promise<HomeSum[]> {
  const { rows } = await sql<HomeSum>`
    select county_code as "countyCode", key, indicator, sum(n)::bigint as n
      from (${talliesBy(by, counties, asOf)}) as t
     where indicator in ('units', 'first_registered', 'transferred', 'obstacle:unwilling', 'obstacle:unreachable', 'obstacle:blocked_by_law')
     group by county_code, key, indicator`.execute(tx)
  return rows
}

export type DaySum = { key: string; indicator: 'first_registered' | 'transferred'; day: string; n: number }

/** What was registered on each day after one, per county or estate. */
export async function registeredByDay(
  tx: Tx,
  by: 'county' | 'estate',
  counties: readonly string[],
  { after, asOf }: { after: string; asOf: string },
): Promise<DaySum[]> {
  const { rows } = await sql<DaySum>`
    select key, indicator, day, sum(n)::bigint as n
      from (${talliesBy(by, counties, asOf)}) as t
     where indicator in ('first_registered', 'transferred') and day > ${after}
     group by key, indicator, day`.execute(tx)
  return rows
}

/** What estates are called, by id. */
export async function estateNames(tx: Tx, counties: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from estates where county_code = any (${counties}::text[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
