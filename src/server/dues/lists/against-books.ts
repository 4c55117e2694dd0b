import { sql } from 'kysely'
import type { ListAgainstBooks } from '#contract/payment-lists.ts'
import type { Tx } from '../../platform/acts.ts'
import type { ListPlace } from './candidates.ts'
import { getList } from './views.ts'

/** How many payments of the books that the list lacks are named. */
const namedPayments = 200

/**
 * A list held against what the books have of its days: bank payments of the kinds it speaks of that still stand. A payment taken
 * back is left out together with its reversal.
 */
export async function againstBooks(tx: Tx, place: ListPlace): Promise<ListAgainstBooks> {
  const { countyCode, listId } = place
  const { firstOn, lastOn } = await getList(tx, place)
  const { rows } = await sql<Omit<ListAgainstBooks, 'firstOn' | 'lastOn'>>`
    with lines as materialized (
      select receipt_no, fen, kind, outcome, payment_id from payment_list_rows where county_code = ${countyCode} and list_id = ${listId}
    ), booked as materialized (
      select p.id, p.receipt_no, p.paid_on, p.payer_name, p.amount_fen, p.taker_name
        from payments as p
       where p.county_code = ${countyCode} and p.paid_on between ${firstOn} and ${lastOn} and p.way = 'bank' and num_nonnulls(p.reverses_id, p.refunds_id) = 0
         and not exists (select from payments as t where t.county_code = p.county_code and t.reverses_id = p.id)
         and not exists (select from lines where lines.receipt_no = p.receipt_no)
         and exists (select from money_lines as m join dues as d on d.county_code = m.county_code and d.id = m.due_id
                      where m.county_code = p.county_code and m.payment_id = p.id
                        and (d.kind in (select kind from lines) or exists (select from lines where kind is null)))
    )
    select (select jsonb_build_object('rows', count(*), 'fen', coalesce(sum(fen), 0)) from lines where payment_id is not null or outcome = 'already') as both,
           (select jsonb_build_object('rows', count(*), 'fen', coalesce(sum(fen), 0)) from lines where payment_id is null and outcome is distinct from 'already') as "listOnly",
           (select jsonb_build_object('rows', count(*), 'fen', coalesce(sum(amount_fen), 0)) from booked) as "booksOnly",
           (select coalesce(jsonb_agg(jsonb_build_object('paymentId', id, 'receiptNo', receipt_no, 'paidOn', paid_on, 'payerName', payer_name, 'fen', amount_fen,
                                                         'takerName', taker_name) order by paid_on, id), '[]')
              from (select * from booked order by paid_on, id limit ${namedPayments}) as b) as payments`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('a list was held against the books and nothing came of it')
  return { firstOn, lastOn, ...found }
}
