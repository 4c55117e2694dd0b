import { type RawBuilder, sql } from 'kysely'
import type { KindSum } from '#contract/due-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'

/** What is put off now of a due `d`. */
const deferredFen = () => sql`
  case when d.owed_fen > 0 and exists (select from due_terms as t
                                        where t.county_code = d.county_code and t.due_id = d.id and t.kind = 'deferral' and t.ended_on is null
                                          and t.until_on >= ${officeToday()}) then d.owed_fen end`

/** Sums of dues `d`, for a select that groups them; cancelled dues have to be left out by its condition. */
export const sumsOfDues = () => sql`
  coalesce(sum(d.amount_fen), 0)::bigint as "assessedFen", coalesce(sum(d.paid_fen), 0)::bigint as "paidFen",
  coalesce(sum(d.reduced_fen), 0)::bigint as "reducedFen", coalesce(sum(d.owed_fen), 0)::bigint as "owedFen",
  coalesce(sum(${deferredFen()}), 0)::bigint as "deferredFen"`

/** Where some dues `d` stand now, by kind, what is owed most first; cancelled ones left out. */
export async function kindSums(tx: Tx, ofDues: RawBuilder<unknown>): Promise<KindSum[]> {
  const { rows } = await sql<KindSum>`
    select d.kind, ${sumsOfDues()} from dues as d where ${ofDues} and d.cancelled_on is null
     group by d.kind order by sum(d.owed_fen) desc, d.kind`.execute(tx)
  return rows
}
