import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

export type About = { organisationId: string | null; estateId: string | null; taskId: string | null }

const words = { organisationId: '没有这个单位', estateId: '没有这个小区', taskId: '没有这件任务' } as const

/** Refuses what is about a unit, estate or task the county does not have. */
export async function refuseStrangers(tx: Tx, countyCode: string, about: About): Promise<void> {
  const { rows } = await sql<{ field: keyof About }>`
    select case when o.missing then 'organisationId' when e.missing then 'estateId' else 'taskId' end as field
      from (select ${about.organisationId}::uuid is not null and not exists (
                     select from organisations where county_code = ${countyCode} and id = ${about.organisationId}::uuid) as missing) as o,
           (select ${about.estateId}::uuid is not null and not exists (
                     select from estates where county_code = ${countyCode} and id = ${about.estateId}::uuid) as missing) as e,
           (select ${about.taskId}::uuid is not null and not exists (
                     select from tasks where county_code = ${countyCode} and id = ${about.taskId}::uuid) as missing) as t
     where o.missing or e.missing or t.missing`.execute(tx)
  const field = rows[0]?.field
  if (field) throw new Refused({ kind: 'invalid', code: 'no_such_record', message: words[field], field })
}
