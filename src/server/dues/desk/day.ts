import { sql } from 'kysely'
import type { DeskDay, DeskPayment } from '#contract/cash-desk-shapes.ts'
import type { WaySums } from '#domain/dues/closing.ts'
import type { Tx } from '../../platform/acts.ts'
import { findClosing } from './closings.ts'

/** A desk on a day. */
export type DeskOfDay = { countyCode: string; desk: string; day: string }

/** What is booked at a desk on a day, by way; what was taken back is off it. */
export async function bookedAt(
  tx: Tx,
  { countyCode, desk, day }: DeskOfDay,
): Promise<{ entries: number; booked: WaySums }> {
  const { rows } = await sql<{ entries: number; booked: WaySums }>`
    select count(*)::integer as entries,
           jsonb_build_object('cash', coalesce(sum(amount_fen) filter (where way = 'cash'), 0), 'pos', coalesce(sum(amount_fen) filter (where way = 'pos'), 0),
                              'bank', coalesce(sum(amount_fen) filter (where way = 'bank'), 0), 'offset', coalesce(sum(amount_fen) filter (where way = 'offset'), 0)) as booked
      from payments where county_code = ${countyCode} and desk = ${desk} and paid_on = ${day}`.execute(tx)
  return rows[0] ?? { entries: 0, booked: { cash: 0, pos: 0, bank: 0, offset: 0 } }
}

/** How many days back a desk is asked for days it did not close, and for other desks. */
const lookBackDays = 62

/** A desk's day as its window sees it. */
export async function deskDay(tx: Tx, of: DeskOfDay): Promise<DeskDay> {
  const { countyCode, desk, day } = of
  const { rows: open } = await sql<{ day: string }>`
    select distinct p.paid_on as day from payments as p
     where p.county_code = ${countyCode} and p.desk = ${desk} and p.paid_on < ${day} and p.paid_on >= ${day}::date - ${lookBackDays}::integer
       and not exists (select from cash_closings as c
                        where c.county_code = p.county_code and c.desk = p.desk and c.day = p.paid_on and c.closed_on is not null)
     order by 1`.execute(tx)
  return {
    desk,
    day,
    ...(await bookedAt(tx, of)),
    closing: await findClosing(tx, of),
    openDays: open.map((row) => row.day),
    desks: await desksOf(tx, countyCode, day),
  }
}

/** Desks that took money lately: found one by one along the index, for a county has few. */
async function desksOf(tx: Tx, countyCode: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ desk: string }>`
    with recursive known (desk) as (
      (select min(desk) from payments where county_code = ${countyCode} and desk is not null)
      union all
      select (select min(p.desk) from payments as p where p.county_code = ${countyCode} and p.desk > known.desk) from known where known.desk is not null
    )
    select desk from known
     where desk is not null
       and exists (select from payments as p where p.county_code = ${countyCode} and p.desk = known.desk and p.paid_on >= ${day}::date - ${lookBackDays}::integer)
     order by desk limit 50`.execute(tx)
  return rows.map(({ desk }) => desk)
}

/** A page of what was taken and taken back at a desk on a day, in its order. */
export async function deskPayments(
  tx: Tx,
  { countyCode, desk, day }: DeskOfDay,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: DeskPayment[]; next: string | null; total: null }> {
  const { rows } = await sql<DeskPayment>`
    select p.id as "paymentId", p.visit_id as "visitId", p.receipt_no as "receiptNo", p.way, p.amount_fen as fen, p.payer_name as "payerName",
           p.taker_name as "takerName", paid.kinds, paid.home,
           exists (select from payments as r where r.county_code = p.county_code and r.reverses_id = p.id) as "isReversed",
           (select b.receipt_no from payments as b where b.county_code = p.county_code and b.id = p.reverses_id) as reverses
      from payments as p
     cross join lateral (
       select coalesce(jsonb_agg(distinct d.kind), '[]') as kinds,
              (array_agg(distinct e.name || ' ' || concat_ws('-', b.name, nullif(u.entrance, ''), u.room)) filter (where u.id is not null))[1] as home
         from money_lines as l join dues as d on d.county_code = l.county_code and d.id = l.due_id
         left join units as u on u.county_code = d.county_code and u.id = d.unit_id
         left join buildings as b on b.county_code = u.county_code and b.id = u.building_id
         left join estates as e on e.county_code = u.county_code and e.id = u.estate_id
        where l.county_code = p.county_code and l.payment_id = p.id
     ) as paid
     where p.county_code = ${countyCode} and p.desk = ${desk} and p.paid_on = ${day} and (${after ?? null}::uuid is null or p.id > ${after ?? null}::uuid)
     order by p.id limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? last.paymentId : null, total: null }
}
