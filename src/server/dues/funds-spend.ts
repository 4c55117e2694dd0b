import { sql } from 'kysely'
import type { Fund, NewSpending } from '#contract/funds.ts'
import type { Line } from '#domain/dues/entries.ts'
import { settle } from '#domain/dues/funds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { findFund } from './funds.ts'
import { mustFindUse, refusedField, tellUse } from './funds-use.ts'
import { book, lockDues, tellPayments } from './store.ts'

type Place = { countyCode: string; useId: string }

/** Spends under a use of a fund, never more than was promised; dues linked to the use are settled by it in the same act. */
export function spendFund(db: Db, actor: Actor, place: Place, { reason, ...spending }: NewSpending): Promise<Fund> {
  const { countyCode, useId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const use = await mustFindUse(tx, countyCode, useId)
    await refuseSpending(tx, countyCode, use, spending)
    const allocations = settle(spending.amountFen, await linkedDues(tx, place))
    const payload = { fen: spending.amountFen, voucherNo: spending.voucherNo }
    await actGathering(tx, { countyCode, kind: 'fund_spent', actor, reason, payload }, async () => {
      const paymentId =
        allocations.length > 0
          ? await payDues(tx, actor, place, { ...spending, allocations, payer: use.purpose })
          : null
      await sql`
        insert into fund_spendings (county_code, use_id, amount_fen, spent_on, voucher_no, payment_id)
        values (${countyCode}, ${useId}, ${spending.amountFen}, ${spending.spentOn}, ${spending.voucherNo}, ${paymentId})`.execute(
        tx,
      )
      await tellUse(countyCode, useId).execute(tx)
    })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return findFund(tx, countyCode, use.fundId)
  })
}

async function refuseSpending(
  tx: Tx,
  countyCode: string,
  use: Awaited<ReturnType<typeof mustFindUse>>,
  { amountFen, spentOn, voucherNo }: Omit<NewSpending, 'reason'>,
): Promise<void> {
  if (use.isEnded) throw new Refused({ kind: 'conflict', code: 'use_ended', message: '这项使用已经了结，不能再拨付' })
  if (amountFen > use.leftFen)
    throw refusedField('more_than_committed', 'amountFen', `这项使用只剩 ${yuanOf(use.leftFen)} 元可以拨付`)
  if (spentOn > officeToday()) throw refusedField('date_in_future', 'spentOn', '拨付日期晚于今天')
  if (spentOn < use.committedOn)
    throw refusedField('before_committed', 'spentOn', `${use.committedOn} 才承诺，拨付日期不能更早`)
  const { rows } = await sql`
    select from fund_spendings where county_code = ${countyCode} and voucher_no = ${voucherNo}
    union all
    select from payments where county_code = ${countyCode} and receipt_no = ${voucherNo}`.execute(tx)
  if (rows.length > 0)
    throw refusedField('voucher_taken', 'voucherNo', `凭证号 ${voucherNo} 已经入账，一号只能入账一次`)
}

/** The dues a use is to pay, as they stand, held; older ones first. */
async function linkedDues(tx: Tx, { countyCode, useId }: Place): Promise<{ id: string; owedFen: number }[]> {
  const { rows } = await sql<{ id: string }>`
    select due_id as id from fund_use_dues where county_code = ${countyCode} and use_id = ${useId}`.execute(tx)
  const dues = await lockDues(
    tx,
    countyCode,
    rows.map(({ id }) => id),
  )
  return [...dues.values()]
    .filter(({ isCancelled }) => !isCancelled)
    .map(({ id, amountFen, paidFen, reducedFen }) => ({ id, owedFen: amountFen - paidFen - reducedFen }))
}

/** The part of a spending that settles dues, booked as a payment under the number of its voucher. */
async function payDues(
  tx: Tx,
  actor: Actor,
  { countyCode }: Place,
  {
    allocations,
    payer,
    spentOn,
    voucherNo,
  }: Omit<NewSpending, 'reason'> & { allocations: ReturnType<typeof settle>; payer: string },
): Promise<string> {
  const fen = allocations.reduce((all, allocation) => all + allocation.fen, 0)
  const { rows } = await sql<{ id: string }>`
    insert into payments (county_code, receipt_no, way, amount_fen, paid_on, payer_name, taken_by, taker_name)
    values (${countyCode}, ${voucherNo}, 'bank', ${fen}, ${spentOn}, ${payer}, ${actor.accountId}, ${actor.name})
    returning id`.execute(tx)
  const paymentId = rows[0]?.id ?? ''
  await book(tx, countyCode, [{ event: { event: 'paid', fen, allocations }, paymentId, on: spentOn }])
  await tellPayments(countyCode, [paymentId]).execute(tx)
  return paymentId
}

type Spent = { voucherNo: string; paymentId: string | null; isReversal: boolean; isReversed: boolean }

/** Takes a spending back by an entry of its own; what it settled is owed again. */
export function takeBackSpending(
  db: Db,
  actor: Actor,
  place: Place,
  { spendingId, reason }: { spendingId: string; reason: string },
): Promise<Fund> {
  const { countyCode, useId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const use = await mustFindUse(tx, countyCode, useId)
    const { paymentId } = await mustTakeBack(tx, place, spendingId)
    await actGathering(tx, { countyCode, kind: 'fund_spending_reversed', actor, reason }, async () => {
      const reversal = paymentId === null ? null : await reverseDues(tx, actor, countyCode, { paymentId, reason })
      await sql`
        insert into fund_spendings (county_code, use_id, amount_fen, spent_on, voucher_no, payment_id, reverses_id, reason)
        select county_code, use_id, -amount_fen, ${officeToday()}, voucher_no || '冲', ${reversal}::uuid, id, ${reason}
          from fund_spendings where county_code = ${countyCode} and id = ${spendingId}`.execute(tx)
      await tellUse(countyCode, useId).execute(tx)
    })
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return findFund(tx, countyCode, use.fundId)
  })
}

async function mustTakeBack(tx: Tx, { countyCode, useId }: Place, spendingId: string): Promise<Spent> {
  const { rows } = await sql<Spent>`
    select s.voucher_no as "voucherNo", s.payment_id as "paymentId", s.reverses_id is not null as "isReversal",
           exists (select from fund_spendings as b where b.county_code = s.county_code and b.reverses_id = s.id) as "isReversed"
      from fund_spendings as s where s.county_code = ${countyCode} and s.use_id = ${useId} and s.id = ${spendingId}`.execute(
    tx,
  )
  const spent = rows[0]
  if (!spent) throw new Refused({ kind: 'missing', code: 'no_such_spending', message: '没有这笔拨付' })
  if (spent.isReversal || spent.isReversed)
    throw new Refused({ kind: 'conflict', code: 'already_reversed', message: '这笔拨付已经冲回' })
  return spent
}

async function reverseDues(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { paymentId, reason }: { paymentId: string; reason: string },
): Promise<string> {
  const { rows: lines } = await sql<Line>`
    select account, due_id as "dueId", fen from money_lines where county_code = ${countyCode} and payment_id = ${paymentId} order by line_no`.execute(
    tx,
  )
  const today = officeToday()
  const { rows } = await sql<{ id: string }>`
    insert into payments (county_code, receipt_no, way, amount_fen, paid_on, payer_name, taken_by, taker_name, reverses_id, reason)
    select county_code, receipt_no || '冲', way, -amount_fen, ${today}, payer_name, ${actor.accountId}, ${actor.name}, id, ${reason}
      from payments where county_code = ${countyCode} and id = ${paymentId}
    returning id`.execute(tx)
  const reversal = rows[0]?.id ?? ''
  await book(tx, countyCode, [{ event: { event: 'reversed', lines }, paymentId: reversal, on: today }])
  await tellPayments(countyCode, [reversal]).execute(tx)
  return reversal
}

/** A payment out of a fund is taken back with its spending, nowhere else: fund and due would tell different stories. */
export async function refuseFundPayment(tx: Tx, countyCode: string, paymentId: string): Promise<void> {
  const { rows } = await sql`
    select from fund_spendings where county_code = ${countyCode} and payment_id = ${paymentId}`.execute(tx)
  if (rows.length > 0)
    throw new Refused({
      kind: 'conflict',
      code: 'paid_by_fund',
      message: '这笔缴款由专项资金支付，请在专项资金里冲回这笔拨付',
    })
}
