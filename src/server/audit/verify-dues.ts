import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'
import { replayed } from './verify-records.ts'

/** That the books balance, and that dues, payments and figures of money are what the books and their history say. */
export const duesChecks: readonly Check[] = [
  {
    name: 'money_entries',
    query: (counties) => sql`
      select county_code as county, entry_id::text as record, '分录借贷不平，差 ' || sum(fen) || ' 分' as message
        from money_lines where county_code = any (${counties}::text[]) group by county_code, entry_id having sum(fen) <> 0`,
  },
  {
    name: 'dues_against_books',
    query: (counties) => sql`
      select d.county_code as county, d.id::text as record, '应缴、已缴或减免与分录不符' as message
        from dues as d
        left join (select county_code, due_id, sum(fen) filter (where payment_id is null and fen > 0) as assessed,
                          -sum(fen) filter (where payment_id is not null) as paid, -sum(fen) filter (where payment_id is null and fen < 0) as reduced
                     from money_lines where account = 'owed' group by county_code, due_id) as l on l.county_code = d.county_code and l.due_id = d.id
       where d.county_code = any (${counties}::text[])
         and (d.amount_fen, d.paid_fen, d.reduced_fen) is distinct from (coalesce(l.assessed, 0), coalesce(l.paid, 0), coalesce(l.reduced, 0))`,
  },
  {
    name: 'due_tallies',
    query: (counties) => sql`
      select county_code as county, concat_ws(' ', measure, kind, debtor_kind, day) as record,
             '税费指标与分录不符：存 ' || coalesce(kept.fen, 0) || '，应为 ' || coalesce(found.fen, 0) as message
        from (select county_code, measure, kind, debtor_kind, day, sum(fen)::bigint as fen from due_tallies
               where county_code = any (${counties}::text[]) group by county_code, measure, kind, debtor_kind, day) as kept
        full join (select l.county_code, v.measure, d.kind, d.debtor_kind, l.booked_on as day, sum(v.fen)::bigint as fen
                     from money_lines as l
                     join dues as d on d.county_code = l.county_code and d.id = l.due_id
                    cross join lateral (values ('assessed', case when l.payment_id is null and l.fen > 0 then l.fen end),
                                               ('paid', case when l.payment_id is not null then -l.fen end),
                                               ('reduced', case when l.payment_id is null and l.fen < 0 then -l.fen end)) as v (measure, fen)
                    where l.county_code = any (${counties}::text[]) and l.account = 'owed' and v.fen is not null
                    group by l.county_code, v.measure, d.kind, d.debtor_kind, l.booked_on) as found using (county_code, measure, kind, debtor_kind, day)
       where coalesce(kept.fen, 0) <> coalesce(found.fen, 0)`,
  },
  {
    name: 'arrears_tallies',
    query: (counties) => sql`
      select county_code as county, concat_ws(' ', kind, debtor_kind, due_on) as record,
             '尚欠汇总与应缴不符：存 ' || coalesce(kept.owed_fen, 0) || '，应为 ' || coalesce(found.owed_fen, 0) as message
        from (select * from arrears_tallies where county_code = any (${counties}::text[])) as kept
        full join (select county_code, kind, debtor_kind, coalesce(due_on, 'infinity') as due_on, sum(owed_fen)::bigint as owed_fen, count(*) as dues
                     from dues where county_code = any (${counties}::text[]) and owed_fen > 0 group by 1, 2, 3, 4) as found
             using (county_code, kind, debtor_kind, due_on)
       where (coalesce(kept.owed_fen, 0), coalesce(kept.dues, 0)) <> (coalesce(found.owed_fen, 0), coalesce(found.dues, 0))`,
  },
  {
    name: 'payments_records',
    query: (counties) => sql`
      select coalesce(p.county_code, h.county_code) as county, coalesce(p.id, h.subject_id)::text as record, '缴款及其分录与历史不符' as message
        from (select t.county_code, t.id, jsonb_strip_nulls(payment_record(t)) as now from payments as t where t.county_code = any (${counties}::text[])) as p
        full join (${replayed('payment', counties)}) as h on h.county_code = p.county_code and h.subject_id = p.id
       where p.now is distinct from h.said`,
  },
  {
    name: 'due_rates_records',
    query: (counties) => sql`
      select r.county as county, r.id::text as record, '税费标准与历史不符' as message
        from (select county, due_rates_id(county) as id, jsonb_strip_nulls(due_rates_record(county)) as now
                from unnest(${counties}::text[]) as county) as r
        left join (${replayed('due_rates', counties)}) as h on h.county_code = r.county and h.subject_id = r.id
       where r.now is distinct from coalesce(h.said, '{}')`,
  },
  {
    name: 'held_money',
    query: (counties) => sql`
      select coalesce(kept.county_code, found.county_code) as county, payment_id::text as record,
             '挂账余额与分录不符：存 ' || coalesce(kept.left_fen, 0) || '，应为 ' || coalesce(found.fen, 0) as message
        from (select county_code, payment_id, left_fen from held_money where county_code = any (${counties}::text[])) as kept
        full join (select l.county_code, coalesce(p.reverses_id, p.refunds_id, p.id) as payment_id, -sum(l.fen)::bigint as fen
                     from money_lines as l join payments as p on p.county_code = l.county_code and p.id = l.payment_id
                    where l.county_code = any (${counties}::text[]) and l.account = 'unallocated' group by 1, 2) as found using (payment_id)
       where coalesce(kept.left_fen, 0) <> coalesce(found.fen, 0)`,
  },
  {
    name: 'payment_lists_records',
    query: (counties) => sql`
      select coalesce(l.county_code, h.county_code) as county, coalesce(l.id, h.subject_id)::text as record, '缴款清单与历史不符' as message
        from (select t.county_code, t.id, jsonb_strip_nulls(payment_list_record(t)) as now from payment_lists as t
               where t.county_code = any (${counties}::text[]) and t.sums <> '{}') as l
        full join (${replayed('payment_list', counties)}) as h on h.county_code = l.county_code and h.subject_id = l.id
       where l.now is distinct from h.said`,
  },
  {
    name: 'payment_list_rows',
    query: (counties) => sql`
      select r.county_code as county, r.list_id || ' ' || r.row_no as record, '清单行与它的缴款不符' as message
        from payment_list_rows as r join payments as p on p.county_code = r.county_code and p.id = r.payment_id
       where r.county_code = any (${counties}::text[]) and (r.fen, r.receipt_no, r.paid_on) is distinct from (p.amount_fen, p.receipt_no, p.paid_on)`,
  },
]
