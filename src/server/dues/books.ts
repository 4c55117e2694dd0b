import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'

/**
 * Books lines, and with them what each due has been paid and taken off, what is owed by the day it is due, what is held and what
 * the figures say. `lines` gives `entry_id, line_no, account, due_id, payment_id, fen, booked_on`. The database refuses an entry
 * that does not balance and a due that would be overpaid. Runs within an act.
 */
export async function bookLines(tx: Tx, countyCode: string, lines: RawBuilder<unknown>): Promise<void> {
  await sql`
    with booked as (
      insert into money_lines (county_code, entry_id, line_no, account, due_id, payment_id, fen, booked_on)
      select ${countyCode}, entry_id, line_no, account, due_id, payment_id, fen, booked_on from (${lines}) as l
      returning account, due_id, payment_id, fen, booked_on
    ), held as (
      select coalesce(p.reverses_id, p.refunds_id, p.id) as payment_id, -sum(b.fen)::bigint as fen
        from booked as b join payments as p on p.county_code = ${countyCode} and p.id = b.payment_id
       where b.account = 'unallocated' group by 1
    ), held_less as (
      update held_money as k set left_fen = k.left_fen + h.fen from held as h where k.county_code = ${countyCode} and k.payment_id = h.payment_id
    ), held_first as (
      insert into held_money (county_code, payment_id, left_fen)
      select ${countyCode}, payment_id, fen from held as h
       where not exists (select from held_money as k where k.county_code = ${countyCode} and k.payment_id = h.payment_id)
    ), moved as (
      select due_id, booked_on, ${measured} from booked where account = 'owed' group by due_id, booked_on
    ), settled as (
      update dues as d set paid_fen = d.paid_fen + m.paid, reduced_fen = d.reduced_fen + m.reduced
        from (select due_id, sum(paid)::bigint as paid, sum(reduced)::bigint as reduced from moved group by due_id) as m
       where d.county_code = ${countyCode} and d.id = m.due_id and (m.paid, m.reduced) <> (0, 0)
    ), owed as (
      select d.kind, d.debtor_kind, coalesce(d.due_on, 'infinity') as due_on, m.fen, (b.before + m.fen > 0)::integer - (b.before > 0)::integer as dues
        from (select due_id, sum(assessed) as assessed, sum(assessed - paid - reduced) as fen from moved group by due_id) as m
        join dues as d on d.county_code = ${countyCode} and d.id = m.due_id
       cross join lateral (select case when m.assessed > 0 then 0 else d.owed_fen end as before) as b
    ), aged as (
      insert into arrears_tallies as known (county_code, kind, debtor_kind, due_on, owed_fen, dues)
      select ${countyCode}, kind, debtor_kind, due_on, sum(fen)::bigint, sum(dues)
        from owed group by kind, debtor_kind, due_on having sum(fen) <> 0 or sum(dues) <> 0
      on conflict (county_code, kind, debtor_kind, due_on) do update set owed_fen = known.owed_fen + excluded.owed_fen, dues = known.dues + excluded.dues
    )
    insert into due_tallies as known (county_code, measure, kind, debtor_kind, day, recorded_on, fen)
    select ${countyCode}, v.measure, d.kind, d.debtor_kind, m.booked_on, (now() at time zone 'Asia/Shanghai')::date, sum(v.fen)::bigint
      from moved as m
      join dues as d on d.county_code = ${countyCode} and d.id = m.due_id
     cross join lateral (values ('assessed', m.assessed), ('paid', m.paid), ('reduced', m.reduced)) as v (measure, fen)
     where v.fen <> 0
     group by v.measure, d.kind, d.debtor_kind, m.booked_on
    on conflict (county_code, measure, kind, debtor_kind, day, recorded_on) do update set fen = known.fen + excluded.fen`.execute(
    tx,
  )
}

/** What lines on `owed` mean: with a payment, paid; without one and more, assessed; without one and less, taken off. */
const measured = sql`
  coalesce(sum(fen) filter (where payment_id is null and fen > 0), 0)::bigint as assessed,
  coalesce(-sum(fen) filter (where payment_id is not null), 0)::bigint as paid,
  coalesce(-sum(fen) filter (where payment_id is null and fen < 0), 0)::bigint as reduced`
