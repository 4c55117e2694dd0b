import { sql } from 'kysely'
import { type Act, auditEndpoints } from '#contract/audit.ts'
import { read } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { serve } from '../platform/http/serve.ts'

export function auditRoutes(house: House): void {
  serve(house, auditEndpoints.listActs, ({ params, query, actor }) =>
    read(house.db, actor, async (tx) => {
      const { rows } = await sql<Omit<Act, 'actedAt'> & { actedAt: Date }>`
        select county_code as "countyCode", act_no as "actNo", kind, actor_name as "actorName", acted_at as "actedAt", reason,
               row_count as "rowCount", encode(hash, 'hex') as hash
          from acts
         where county_code = ${params.county} and act_no < ${query.before ?? Number.MAX_SAFE_INTEGER}
         order by act_no desc
         limit ${query.limit}`.execute(tx)
      const next = rows.length === query.limit ? (rows.at(-1)?.actNo ?? null) : null
      return { rows: rows.map((row) => ({ ...row, actedAt: row.actedAt.toISOString() })), next }
    }),
  )
}
