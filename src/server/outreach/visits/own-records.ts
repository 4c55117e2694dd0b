import { sql } from 'kysely'
import type { z } from 'zod'
import type { visitsEndpoints } from '#contract/visits.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { ownConflicts } from './conflicts.ts'
import { instant } from './homes-standing.ts'

type OwnRecords = z.infer<typeof visitsEndpoints.ownVisitRecords.response>

/** What became of the records of this account, the latest first; what waits of the homes it told of. */
export async function ownRecords(
  tx: Tx,
  actor: Actor,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<OwnRecords> {
  const { rows } = await sql<OwnRecords['rows'][number]>`
    select r.id, r.kind, r.county_code as "countyCode", r.unit_id as "unitId", r.estate_id as "estateId", r.outcome, r.code, r.message,
           q.state as quarantine, ${instant(sql`r.received_at`)} as "receivedAt", cardinality(r.photos) as photos,
           (select count(*)::integer from archive_uploads as u where u.county_code = r.county_code and u.id = any (r.photos) and u.state = 'filed') as "photosHere",
           r.no
      from visit_records as r
      left join visit_quarantine as q on q.county_code = r.county_code and q.record_id = r.id and q.digest = r.digest
     where r.account_id = ${actor.accountId} and r.county_code = any (${actor.counties}::text[]) and ${after ? sql`r.no < ${after}` : sql`true`}
     order by r.no desc limit ${limit}`.execute(tx)
  const conflicts = after ? [] : await ownConflicts(tx, actor)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.no ?? null) : null, conflicts }
}
