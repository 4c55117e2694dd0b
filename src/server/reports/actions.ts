import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import type { Sum } from './store.ts'
import { findLatestDay, lastDay, today } from './store.ts'

/** The day a list without a day is about: the last one on which anything happened in these counties. */
export async function latestDay(tx: Tx, counties: readonly string[]): Promise<string> {
  return (await findLatestDay(tx, counties)) ?? officeToday()
}

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
