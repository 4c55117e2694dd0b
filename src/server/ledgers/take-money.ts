import { sql } from 'kysely'
import { bookLines } from '../dues/actions.ts'
import type { Actor, Tx } from '../platform/acts.ts'
import type { Import } from './checks.ts'
import { contentDigest, everything, stagedRows } from './staged-work.ts'
import type { Taking } from './take-estates.ts'

/**
 * Takes what ledgers tell of money: each payment with the due it pays, and allotted funds. What is known already, by its
 * receipt or by what it says, changes nothing. Adds to `work_changes`.
 */
export async function takeMoney(tx: Tx, taking: Taking, actor: Actor): Promise<void> {
  await takePayments(tx, taking, actor)
  await takeFunds(tx, taking)
}

const paymentColumns = sql`
  paid_on date, receipt_no text, estate_key text, payer text, kind text, debtor_kind text, fen bigint`

/**
 * Payments as the ledger lists them, alike rows of one table told apart by their order; and the sums of a ledger that lists
 * no payments of that estate and kind, each as one payment on the ledger's day.
 */
const incomingPayments = (staged: Import) => sql`
  select r.table_no, r.row_no, v.*,
         'payment:' || coalesce(v.receipt_no, ${contentDigest('v.paid_on', 'v.estate_key', 'v.payer', 'v.kind', 'v.fen')} || ':'
           || row_number() over (partition by r.table_no, v.paid_on, v.estate_key, v.payer, v.kind, v.fen order by r.row_no)) as source_ref
    from (${stagedRows(staged, ['tax_payments'])}) as r
   cross join jsonb_to_record(r.value) as v (${paymentColumns})
  union all
  select r.table_no, r.row_no, v.*, 'sum:' || ${contentDigest('v.estate_key', 'v.kind', 'v.debtor_kind', 'v.fen')}
    from (${stagedRows(staged, ['taxes'])}) as r
   cross join jsonb_to_recordset(r.value -> 'sums') as v (${paymentColumns})
   where not exists (select from (${stagedRows(staged, ['tax_payments'])}) as listed)
     and not exists (select from payments as known where known.county_code = ${staged.countyCode} and known.source_ref like 'payment:%')`

async function takePayments(tx: Tx, taking: Taking, actor: Actor): Promise<void> {
  const { countyCode } = taking
  await sql`
    create temporary table new_payments on commit drop as
    select distinct on (i.source_ref) i.*, uuidv7() as payment_id, uuidv7() as due_id, uuidv7() as assessed_id, uuidv7() as paid_id,
           e.id as estate_id, o.id as organisation_id
      from (${incomingPayments(taking)}) as i
      left join estates as e on e.county_code = ${countyCode} and e.name_key = i.estate_key
      left join organisations as o on o.county_code = ${countyCode} and o.name = i.payer and i.debtor_kind = 'organisation'
     where not exists (select from payments as p where p.county_code = ${countyCode} and (p.source_ref = i.source_ref or p.receipt_no = i.receipt_no))
     order by i.source_ref, i.table_no, i.row_no`.execute(tx)
  await sql`
    with added as (
      insert into dues (county_code, id, kind, debtor_kind, organisation_id, debtor_name, estate_id, amount_fen, basis, assessed_on, source_ref)
      select ${countyCode}, due_id, kind, debtor_kind, organisation_id, payer, estate_id, fen, '台账所列已入库税费', paid_on, source_ref from new_payments
      returning id
    ), paid as (
      insert into payments (county_code, id, receipt_no, way, amount_fen, paid_on, payer_name, taken_by, taker_name, source_ref)
      select ${countyCode}, payment_id, coalesce(receipt_no, '台账-' || left(encode(sha256(convert_to(source_ref, 'UTF8')), 'hex'), 12)), 'bank', fen, paid_on, payer,
             ${actor.accountId}, ${actor.name}, source_ref from new_payments
      returning id
    )
    select (select count(*) from added), (select count(*) from paid)`.execute(tx)
  await bookLines(tx, countyCode, assessedAndPaid)
  await sql`
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select n.table_no, n.row_no, 'due', d.id, jsonb_strip_nulls(due_record(d))
      from new_payments as n join dues as d on d.county_code = ${countyCode} and d.id = n.due_id
     union all
    select n.table_no, n.row_no, 'payment', p.id, jsonb_strip_nulls(payment_record(p))
      from new_payments as n join payments as p on p.county_code = ${countyCode} and p.id = n.payment_id`.execute(tx)
}

/** A payment a ledger tells of: what was due is what was paid. The same lines as src/domain/dues/entries.ts. */
const assessedAndPaid = sql`
  select l.*
    from new_payments as n
   cross join lateral (values
           (n.assessed_id, 1::smallint, 'owed', n.due_id, null::uuid, n.fen, n.paid_on),
           (n.assessed_id, 2::smallint, 'assessed', n.due_id, null::uuid, -n.fen, n.paid_on),
           (n.paid_id, 1::smallint, 'received', null::uuid, n.payment_id, n.fen, n.paid_on),
           (n.paid_id, 2::smallint, 'owed', n.due_id, n.payment_id, -n.fen, n.paid_on)
         ) as l (entry_id, line_no, account, due_id, payment_id, fen, booked_on)`

async function takeFunds(tx: Tx, taking: Taking): Promise<void> {
  const { countyCode } = taking
  await sql`
    with incoming as (
      select distinct on (source_ref) *
        from (select r.table_no, r.row_no, v.*, 'fund:' || ${contentDigest('v.allotted_on', 'v.purpose', 'v.fen')} || ':'
                       || row_number() over (partition by r.table_no, v.allotted_on, v.purpose, v.fen order by r.row_no) as source_ref
                from (${stagedRows(taking, ['funds'])}) as r
               cross join jsonb_to_record(r.value) as v (allotted_on date, purpose text, fen bigint)) as rows
       order by source_ref, table_no, row_no
    ), added as (
      insert into funds (county_code, purpose, amount_fen, allotted_on, source_ref)
      select ${countyCode}, purpose, fen, allotted_on, source_ref from incoming
      on conflict (county_code, source_ref) do nothing
      returning *
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select i.table_no, i.row_no, 'fund', a.id, ${everything('a')} from added as a join incoming as i using (source_ref)`.execute(
    tx,
  )
}
