import { sql } from 'kysely'
import type { TakenPayment } from '#contract/due-shapes.ts'
import type { Line } from '#domain/dues/entries.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { refuseClosedDay } from './desk/closed.ts'
import { reopenGatesFor } from './desk/gates.ts'
import { tellOwedAfterEntry } from './desk/tell-office.ts'
import { refuseFundPayment } from './funds-spend.ts'
import { refuseGivenBack } from './lists/held.ts'
import { homesPaid } from './pay.ts'
import { followRecoveries } from './recovery/follow.ts'
import { book, lockDues, tellPayments } from './store.ts'

/** Which payment is taken back and why. `desk`: where the money is given back; null: where it was taken. */
export type Reversal = { paymentId: string; reason: string; desk: string | null }

type Taken = {
  receiptNo: string
  fen: number
  desk: string | null
  isReversal: boolean
  isReversed: boolean
  lines: Line[]
}

/**
 * Takes a payment back by an entry of its own, of today: what it paid is owed again, and both stay readable. Gates it had opened
 * open again while the application is not entered. A desk that has closed today takes nothing back any more until tomorrow.
 */
export function reversePayment(db: Db, actor: Actor, countyCode: string, reversal: Reversal): Promise<TakenPayment> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const payment = await mustReverse(tx, countyCode, reversal.paymentId)
    await refuseFundPayment(tx, countyCode, reversal.paymentId)
    await refuseGivenBack(tx, countyCode, reversal.paymentId)
    const [desk, today] = [reversal.desk ?? payment.desk, officeToday()]
    if (desk !== null) await refuseClosedDay(tx, countyCode, desk, today)
    const { receiptNo, fen } = payment
    const act = { countyCode, kind: 'payment_reversed', actor, reason: reversal.reason, payload: { fen, receiptNo } }
    const receipt = await actGathering(tx, act, () =>
      takeBack(tx, actor, countyCode, { ...payment, ...reversal, desk }),
    )
    const dues = payment.lines.flatMap(({ dueId }) => (dueId === null ? [] : [{ dueId }]))
    await followRecoveries(
      tx,
      countyCode,
      dues.map(({ dueId }) => dueId),
    )
    const homes = await homesPaid(tx, countyCode, dues)
    const gates = await reopenGatesFor(tx, actor, countyCode, homes, `冲销收据 ${receiptNo}：${reversal.reason}`)
    const entered = gates.flatMap(({ unitId, words }) => (words === null ? [] : [unitId]))
    if (entered.length > 0) await tellOwedAfterEntry(tx, actor, countyCode, { unitIds: entered, receiptNo })
    return { ...receipt, gates }
  })
}

async function takeBack(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { paymentId, reason, desk, lines, fen }: Taken & Reversal,
) {
  const today = officeToday()
  const { rows } = await sql<{ id: string; receiptNo: string }>`
    insert into payments (county_code, receipt_no, way, amount_fen, paid_on, payer_name, desk, taken_by, taker_name, reverses_id, reason)
    select county_code, receipt_no || '冲', way, -amount_fen, ${today}, payer_name, ${desk}, ${actor.accountId}, ${actor.name}, id, ${reason}
      from payments where county_code = ${countyCode} and id = ${paymentId}
    returning id, receipt_no as "receiptNo"`.execute(tx)
  const taken = rows[0]
  if (!taken) throw new Error('the payment is gone')
  await lockDues(
    tx,
    countyCode,
    lines.flatMap(({ dueId }) => dueId ?? []),
  )
  await book(tx, countyCode, [{ event: { event: 'reversed', lines }, paymentId: taken.id, on: today }])
  await tellPayments(countyCode, [taken.id]).execute(tx)
  await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
  return { paymentId: taken.id, receiptNo: taken.receiptNo, fen: -fen }
}

async function mustReverse(tx: Tx, countyCode: string, paymentId: string): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select p.receipt_no as "receiptNo", p.amount_fen as fen, p.desk, p.reverses_id is not null as "isReversal",
           exists (select from payments as r where r.county_code = p.county_code and r.reverses_id = p.id) as "isReversed",
           (select coalesce(json_agg(json_build_object('account', l.account, 'dueId', l.due_id, 'fen', l.fen) order by l.line_no), '[]')
              from money_lines as l where l.county_code = p.county_code and l.payment_id = p.id) as lines
      from payments as p where p.county_code = ${countyCode} and p.id = ${paymentId}`.execute(tx)
  const payment = rows[0]
  if (!payment) throw new Refused({ kind: 'missing', code: 'no_such_payment', message: '没有这笔缴款' })
  if (payment.isReversal) throw new Refused({ kind: 'conflict', code: 'is_reversal', message: '冲销分录不能再冲销' })
  if (payment.isReversed) throw new Refused({ kind: 'conflict', code: 'already_reversed', message: '这笔缴款已经冲销' })
  return payment
}
