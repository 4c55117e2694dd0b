import { type RawBuilder, sql } from 'kysely'
import type { AccountAsked, AccountEntry, Debtor } from '#contract/due-accounts.ts'
import type { Tx } from '../../platform/acts.ts'

type Fragment = RawBuilder<unknown>

/** Dues `d` of a county that are this debtor's. */
export function dueOf(countyCode: string, debtor: Debtor): Fragment {
  if ('organisation' in debtor) return sql`d.county_code = ${countyCode} and d.organisation_id = ${debtor.organisation}`
  if ('unit' in debtor)
    return sql`d.county_code = ${countyCode} and d.unit_id = ${debtor.unit} and d.debtor_kind = 'owner'`
  return sql`d.county_code = ${countyCode} and d.debtor_name = ${debtor.name} and d.organisation_id is null and (d.unit_id is null or d.debtor_kind <> 'owner')`
}

/** What happened by a line of `owed`; a line of a payment that owes more takes a payment back. */
const event = sql`
  case when l.payment_id is not null and l.fen < 0 then 'paid' when l.payment_id is not null then 'reversed' when l.fen > 0 then 'assessed'
       when exists (select from money_lines as c where c.county_code = l.county_code and c.entry_id = l.entry_id and c.account = 'cancelled') then 'cancelled'
       else 'reduced' end`

/** Order of an account: by day, on a day what became due before what was paid of it, payments as they came. */
const place = sql`booked_on, rank, came, entry_id, line_no`

/** Every entry of a debtor's account up to a day, with the balance after it; `rank` and `came` as in the order. */
export const accountLines = (countyCode: string, { debtor, until }: { debtor: Debtor; until: string }): Fragment => sql`
  select *, sum(fen) over (order by ${place} rows unbounded preceding) as balance
    from (select l.county_code, l.booked_on, (l.payment_id is not null or l.fen < 0)::integer as rank,
                 coalesce(l.payment_id, '00000000-0000-0000-0000-000000000000') as came, l.entry_id, l.line_no, l.due_id, l.payment_id, l.fen, d.kind, d.unit_id
            from dues as d
            join money_lines as l on l.county_code = d.county_code and l.due_id = d.id and l.account = 'owed'
           where ${dueOf(countyCode, debtor)} and l.booked_on <= ${until}) as l`

/** The words beside an entry: why a due stands, was reduced or cancelled, or a payment taken back. */
const words = sql`
  case when l.payment_id is not null then p.reason when l.fen > 0 then d.basis
       else coalesce(d.cancel_reason, (select t.basis from due_terms as t
                                        where t.county_code = l.county_code and t.due_id = l.due_id and t.kind = 'reduction'
                                          and t.granted_on = l.booked_on and t.amount_fen = -l.fen limit 1)) end`

type Page = { rows: AccountEntry[]; next: string | null; total: null }

/** A page of an account, oldest entries first. */
export async function accountEntries(
  tx: Tx,
  countyCode: string,
  { debtor, from, until, after, limit }: AccountAsked & { until: string; after?: string | undefined; limit: number },
): Promise<Page> {
  const { rows } = await sql<AccountEntry>`
    with page as materialized (
      select * from (${accountLines(countyCode, { debtor, until })}) as l
       where (${from ?? null}::date is null or booked_on >= ${from ?? null}) and ${afterPlace(after)}
       order by ${place} limit ${limit}
    )
    select concat_ws('.', l.booked_on, l.rank, l.came, l.entry_id, l.line_no) as key, l.booked_on as on, ${event} as event, l.due_id as "dueId", l.kind,
           nullif(concat_ws(' ', e.name, concat_ws('-', b.name, nullif(u.entrance, ''), u.room)), '') as place,
           p.receipt_no as "receiptNo", p.way, ${words} as words, l.fen, l.balance::bigint as "balanceFen"
      from page as l
      join dues as d on d.county_code = l.county_code and d.id = l.due_id
      left join payments as p on p.county_code = l.county_code and p.id = l.payment_id
      left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
      left join units as u on u.county_code = d.county_code and u.id = d.unit_id
      left join buildings as b on b.county_code = u.county_code and b.id = u.building_id
     order by l.booked_on, l.rank, l.came, l.entry_id, l.line_no`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? last.key : null, total: null }
}

function afterPlace(after: string | undefined): Fragment {
  const [day, rank, came, entry, line] = after?.split('.') ?? []
  if (!day || !rank || !came || !entry || !line) return sql`true`
  return sql`(${place}) > (${day}::date, ${rank}::integer, ${came}::uuid, ${entry}::uuid, ${line}::smallint)`
}
