import { sql } from 'kysely'
import type { Due } from '#contract/due-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { dueLine, duePlaces } from './list.ts'

/** A due with how it was found, what was granted, and every payment on it, those taken back with their reversals. */
export async function findDue(tx: Tx, countyCode: string, dueId: string): Promise<Due> {
  const { rows } = await sql<Due>`
    select ${dueLine}, d.basis, d.computed, d.cancel_reason as "cancelReason",
           (select coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'amountFen', t.amount_fen, 'untilOn', t.until_on, 'basis', t.basis,
                                                       'grantedOn', t.granted_on, 'endedOn', t.ended_on) order by t.id), '[]')
              from due_terms as t where t.county_code = d.county_code and t.due_id = d.id) as terms,
           (select coalesce(json_agg(json_build_object('paymentId', p.id, 'receiptNo', p.receipt_no, 'way', p.way, 'paidOn', p.paid_on, 'payerName', p.payer_name,
                                                       'takerName', p.taker_name, 'fen', -l.fen,
                                                       'isReversed', exists (select from payments as r where r.county_code = p.county_code and r.reverses_id = p.id),
                                                       'reverses', (select b.receipt_no from payments as b where b.county_code = p.county_code and b.id = p.reverses_id))
                                     order by p.paid_on, p.id), '[]')
              from money_lines as l join payments as p on p.county_code = l.county_code and p.id = l.payment_id
             where l.county_code = d.county_code and l.due_id = d.id and l.account = 'owed') as payments
      from dues as d ${duePlaces}
     where d.county_code = ${countyCode} and d.id = ${dueId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_due', message: '没有这笔应缴' })
  return rows[0]
}
