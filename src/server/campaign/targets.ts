import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'

export type DueTarget = { registration: 'first' | 'transfer'; dueOn: string; setBy: 'own' | 'city' }

/** Until when a region clears each registration: its own day, else its city's; nothing where neither set one. */
export async function dueTargets(tx: Tx, region: string): Promise<DueTarget[]> {
  const { rows } = await sql<DueTarget>`
    select distinct on (t.registration) t.registration, t.due_on as "dueOn", case when t.county_code = r.code then 'own' else 'city' end as "setBy"
      from regions as r
      join campaign_targets as t on t.county_code in (r.code, r.parent_code)
     where r.code = ${region}
     order by t.registration, t.county_code = r.code desc`.execute(tx)
  return rows
}
