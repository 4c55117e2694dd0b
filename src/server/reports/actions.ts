import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { Sum } from './store.ts'
import { lastDay, today } from './store.ts'

export { homeFigures, homeFiguresByEstate } from './home-figures.ts'
export { latestDay } from './latest-day.ts'

/** The same within a list's own statement, as `day`: the day the list names, if it does, else the last one. */
export const dayOf = (asOf: string | null, counties: readonly string[]) =>
  sql`select coalesce(${asOf}::date, (${lastDay(counties)}), ${today}) as day`

/** Sums of one estate's tallies as of a day. */
export async function estateSums(tx: Tx, countyCode: string, estateId: string, asOf: string): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    select estate_id as key, indicator, sum(n)::bigint as n from tallies
     where county_code = ${countyCode} and estate_id = ${estateId} and day <= ${asOf}
     group by estate_id, indicator`.execute(tx)
  return rows
}

type Registered = { firstRegistered: number; transferred: number }

/** Homes of estates registered after a day, summed under each key asked for: one statement, however many are asked. */
export async function registeredSince(
  tx: Tx,
  asked: readonly { key: string; countyCode: string; estateId: string; since: string }[],
): Promise<Map<string, Registered>> {
  if (asked.length === 0) return new Map()
  const { rows } = await sql<Registered & { key: string }>`
    select a.key, coalesce(sum(t.n) filter (where t.indicator = 'first_registered'), 0)::bigint as "firstRegistered",
           coalesce(sum(t.n) filter (where t.indicator = 'transferred'), 0)::bigint as transferred
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (key text, "countyCode" text, "estateId" uuid, since date)
      join tallies as t on t.county_code = a."countyCode" and t.estate_id = a."estateId" and t.day > a.since
                       and t.indicator in ('first_registered', 'transferred')
     group by a.key`.execute(tx)
  return new Map(rows.map(({ key, ...registered }) => [key, registered]))
}
