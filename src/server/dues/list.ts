import { type RawBuilder, sql } from 'kysely'
import type { DueLine, DuesQuery } from '#contract/due-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'

type Fragment = RawBuilder<unknown>

const deferral = sql`
  (select t.until_on from due_terms as t where t.county_code = d.county_code and t.due_id = d.id and t.kind = 'deferral' and t.ended_on is null)`

/** What a line shows of a due `d`. */
export const dueLine = sql`
  d.id, d.county_code as "countyCode", r.name as "countyName", d.kind, d.debtor_kind as "debtorKind", d.debtor_name as "debtorName",
  d.organisation_id as "organisationId", d.estate_id as "estateId", e.name as "estateName", d.unit_id as "unitId",
  case when u.id is not null then concat_ws('-', b.name, nullif(u.entrance, ''), u.room) end as home,
  d.amount_fen as "amountFen", d.paid_fen as "paidFen", d.reduced_fen as "reducedFen", d.owed_fen as "owedFen", d.due_on as "dueOn",
  d.assessed_on as "assessedOn", ${deferral} as "deferredUntil",
  case when d.cancelled_on is not null then 'cancelled' when d.owed_fen = 0 then 'settled' else 'owed' end as state`

export const duePlaces = sql`
  join regions as r on r.code = d.county_code
  left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
  left join units as u on u.county_code = d.county_code and u.id = d.unit_id
  left join buildings as b on b.county_code = u.county_code and b.id = u.building_id`

/** A page of dues, what is owed most first; of each county no more is read than one page can need. */
export async function listDues(
  tx: Tx,
  counties: readonly string[],
  query: DuesQuery,
): Promise<{ rows: DueLine[]; next: string | null; total: null }> {
  const order = sql`owed_fen desc, id`
  const { rows } = await sql<DueLine>`
    with page as materialized (
      select d.* from unnest(${counties}::text[]) as c (code)
       cross join lateral (select d.* from dues as d where d.county_code = c.code and ${conditions(query)} and ${afterPlace(query.after)}
                            order by ${order} limit ${query.limit}) as d
       order by ${order} limit ${query.limit}
    )
    select ${dueLine} from page as d ${duePlaces} order by d.owed_fen desc, d.id`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === query.limit ? `${last.owedFen}.${last.id}` : null, total: null }
}

function afterPlace(after: string | undefined): Fragment {
  const [owed, id] = after?.split('.') ?? []
  if (!owed || !id) return sql`true`
  return sql`(d.owed_fen < ${owed}::bigint or (d.owed_fen = ${owed}::bigint and d.id > ${id}::uuid))`
}

/** Found from the deferrals that run, which are few beside the dues. */
const deferredUntil = (isMet: Fragment) => sql`
  d.id = any (array(select t.due_id from due_terms as t where t.county_code = c.code and t.kind = 'deferral' and t.ended_on is null and ${isMet}))`

/** Of dues \`d\` of the county \`c.code\`. */
function conditions(query: DuesQuery): Fragment {
  const today = officeToday()
  const states: Record<NonNullable<DuesQuery['state']>, Fragment> = {
    owed: sql`d.owed_fen > 0`,
    settled: sql`d.owed_fen = 0 and d.cancelled_on is null`,
    cancelled: sql`d.cancelled_on is not null`,
    late: sql`d.owed_fen > 0 and d.due_on < ${today} and coalesce(${deferral} < ${today}, true)`,
    deferred: sql`d.owed_fen > 0 and ${deferredUntil(sql`t.until_on >= ${today}`)}`,
    run_out: sql`d.owed_fen > 0 and ${deferredUntil(sql`t.until_on < ${today}`)}`,
  }
  const set = [
    query.state && states[query.state],
    query.kind && sql`d.kind = ${query.kind}`,
    query.debtorKind && sql`d.debtor_kind = ${query.debtorKind}`,
    query.estate && sql`d.estate_id = ${query.estate}`,
    query.unit && sql`d.unit_id = ${query.unit}`,
    query.organisation && sql`d.organisation_id = ${query.organisation}`,
    query.search &&
      sql`(${begins('d.debtor_name', query.search)}
           or d.estate_id = any (array(select f.id from estates as f where f.county_code = c.code and ${begins('f.name', query.search)})))`,
  ].filter((condition) => typeof condition === 'object')
  return set.length === 0 ? sql`true` : sql.join(set, sql` and `)
}

/** That a name begins so, said such that an index answers it under row-level security. */
const begins = (column: string, text: string) =>
  sql`${sql.ref(column)} ~>=~ ${text} and ${sql.ref(column)} ~<~ ${`${text}\u{10FFFF}`}`
