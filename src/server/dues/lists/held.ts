import { sql } from 'kysely'
import type { Due } from '#contract/due-shapes.ts'
import type { HeldMoney } from '#contract/payment-lists.ts'
import { bookingWords, refuseBooking } from '#domain/dues/entries.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, type Db, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { openGatesFor } from '../desk/gates.ts'
import { findDue } from '../one.ts'
import { followRecoveries } from '../recovery/follow.ts'
import { book, lockDues, tellPayments } from '../store.ts'

/** Money that came in and pays no due yet, the latest first, each with why it is held. */
export async function listHeld(
  tx: Tx,
  countyCode: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: HeldMoney[]; next: string | null; total: null }> {
  const { rows } = await sql<HeldMoney>`
    select p.id as "paymentId", p.receipt_no as "receiptNo", p.paid_on as "paidOn", p.payer_name as "payerName", p.amount_fen as fen, h.left_fen as "leftFen",
           r.list_id as "listId", l.name as "listName", r.why, r.detail, r.decision_reason as reason
      from (select * from held_money where county_code = ${countyCode} and left_fen > 0 and ${after ? sql`payment_id < ${after}::uuid` : sql`true`}
             order by payment_id desc limit ${limit}) as h
      join payments as p on p.county_code = h.county_code and p.id = h.payment_id
      left join payment_list_rows as r on r.county_code = h.county_code and r.payment_id = h.payment_id
      left join payment_lists as l on l.county_code = r.county_code and l.id = r.list_id
     order by h.payment_id desc`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.paymentId ?? null) : null, total: null }
}

type Held = { receiptNo: string; leftFen: number }

async function heldOf(tx: Tx, countyCode: string, paymentId: string): Promise<Held> {
  const { rows } = await sql<Held>`
    select p.receipt_no as "receiptNo", h.left_fen as "leftFen"
      from held_money as h join payments as p on p.county_code = h.county_code and p.id = h.payment_id
     where h.county_code = ${countyCode} and h.payment_id = ${paymentId}`.execute(tx)
  const [held] = rows
  if (!held) throw new Refused({ kind: 'missing', code: 'no_held_money', message: '这笔缴款没有挂账' })
  if (held.leftFen === 0) throw conflict('nothing_held', '这笔挂账已经全部缴入应缴或退还')
  return held
}

/** A payment whose rest was given back is not taken back whole: the money would leave twice. */
export async function refuseGivenBack(tx: Tx, countyCode: string, paymentId: string): Promise<void> {
  const { rows } = await sql`
    select from payments where county_code = ${countyCode} and (refunds_id = ${paymentId} or id = ${paymentId} and refunds_id is not null)`.execute(
    tx,
  )
  if (rows.length > 0) throw conflict('given_back', '这笔缴款的挂账余额已经退还，不能再整笔冲销')
}

type Allocation = { dueId: string; fen: number; reason: string }

/** Pays a due with money that is held, whole or in part. */
export async function allocateHeld(
  db: Db,
  actor: Actor,
  countyCode: string,
  paymentId: string,
  { dueId, fen, reason }: Allocation,
): Promise<Due> {
  await transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { receiptNo, leftFen } = await heldOf(tx, countyCode, paymentId)
    if (fen > leftFen) throw conflict('more_than_held', '金额大于挂账余额')
    const due = (await lockDues(tx, countyCode, [dueId])).get(dueId)
    if (!due) throw new Refused({ kind: 'missing', code: 'no_such_due', message: '没有这笔应缴' })
    const refusal = refuseBooking(due, fen)
    if (refusal) throw conflict(refusal, bookingWords[refusal])
    const act = { countyCode, kind: 'held_money_allocated', actor, reason, payload: { receiptNo, fen } }
    await actGathering(tx, act, async () => {
      await book(tx, countyCode, [{ event: { event: 'allocated', dueId, fen }, paymentId, on: officeToday() }])
      await tellPayments(countyCode, [paymentId]).execute(tx)
    })
    await followRecoveries(tx, countyCode, [dueId])
    const { unitId } = await findDue(tx, countyCode, dueId)
    if (unitId) await openGatesFor(tx, actor, countyCode, [unitId], () => receiptNo, reason)
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
  })
  return read(db, actor, (tx) => findDue(tx, countyCode, dueId))
}

/** Gives back what is left of held money, by an entry of its own; what the payment paid stays paid. */
export function giveBackHeld(
  db: Db,
  actor: Actor,
  countyCode: string,
  paymentId: string,
  reason: string,
): Promise<{ receiptNo: string; fen: number }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { receiptNo, leftFen } = await heldOf(tx, countyCode, paymentId)
    const act = { countyCode, kind: 'held_money_given_back', actor, reason, payload: { receiptNo, fen: leftFen } }
    return actGathering(tx, act, async () => {
      const { rows } = await sql<{ id: string; receiptNo: string }>`
        insert into payments (county_code, receipt_no, way, amount_fen, paid_on, payer_name, taken_by, taker_name, refunds_id, reason)
        select county_code, receipt_no || '退', way, ${-leftFen}, ${officeToday()}, payer_name, ${actor.accountId}, ${actor.name}, id, ${reason}
          from payments where county_code = ${countyCode} and id = ${paymentId}
        returning id, receipt_no as "receiptNo"`.execute(tx)
      const refund = rows[0]
      if (!refund) throw new Error('the payment is gone')
      const lines = [
        { account: 'received', dueId: null, fen: leftFen },
        { account: 'unallocated', dueId: null, fen: -leftFen },
      ] as const
      await book(tx, countyCode, [{ event: { event: 'reversed', lines }, paymentId: refund.id, on: officeToday() }])
      await tellPayments(countyCode, [refund.id]).execute(tx)
      await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
      return { receiptNo: refund.receiptNo, fen: -leftFen }
    })
  })
}

const conflict = (code: string, message: string) => new Refused({ kind: 'conflict', code, message })
