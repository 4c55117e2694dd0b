import { sql } from 'kysely'
import type { NewPayment, Receipt, TakenPayment } from '#contract/due-shapes.ts'
import { bookingWords, refuseBooking } from '#domain/dues/entries.ts'
import { dueKinds } from '#domain/dues/kinds.ts'
import { yuanOf } from '#domain/dues/money.ts'
import { isOfRun, receiptNumber } from '#domain/dues/receipts.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { openSettledGates } from './desk/settle.ts'
import { followRecoveries } from './recovery/follow.ts'
import { book, lockDues, tellPayments } from './store.ts'

/** Money that is taken: in which way, on which dues, and where at a desk. */
export type Taking = NewPayment & { desk: string | null; visitId: string | null; tenderedFen: number | null }

const conflict = (code: string, message: string, field?: string) =>
  new Refused({ kind: 'conflict', code, message, ...(field !== undefined && { fields: [{ field, message }] }) })

/**
 * Takes a payment and pays dues with it, as one act: receipt, books and figures together. Every fen names the due it pays; more
 * than is owed is refused, as is a receipt number that was given before. Gates that waited for it open in the same transaction.
 */
export function takePayment(db: Db, actor: Actor, countyCode: string, payment: NewPayment): Promise<TakenPayment> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    if (payment.paidOn > officeToday()) throw conflict('date_in_future', '缴款日期晚于今天')
    await refuseAllocations(tx, countyCode, payment.allocations)
    const receipt = await takeIn(tx, actor, countyCode, { ...payment, desk: null, visitId: null, tenderedFen: null })
    const gates = await openSettledGates(tx, actor, countyCode, await homesPaid(tx, countyCode, payment.allocations))
    return { ...receipt, gates }
  })
}

/** Takes in what nobody refuses. `field`: where the number of the receipt was given. */
export async function takeIn(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  taking: Taking,
  field = 'receiptNo',
): Promise<Receipt> {
  const { way, paidOn, payerName, allocations, desk, visitId, tenderedFen } = taking
  const fen = allocations.reduce((sum, allocation) => sum + allocation.fen, 0)
  if (taking.receiptNo !== null && isOfRun(taking.receiptNo))
    throw conflict('number_of_run', '这是本县收据号的写法：留空，由系统接着编号', field)
  const receiptNo = taking.receiptNo ?? (await nextReceipt(tx, countyCode, paidOn))
  await refuseTaken(tx, countyCode, receiptNo, field)
  const act = { countyCode, kind: 'payment_taken', actor, reason: '收款', payload: { fen, receiptNo } }
  const receipt = await actGathering(tx, act, async () => {
    const { rows } = await sql<{ id: string }>`
      insert into payments (county_code, receipt_no, way, amount_fen, paid_on, payer_name, desk, taken_by, taker_name, visit_id, tendered_fen)
      values (${countyCode}, ${receiptNo}, ${way}, ${fen}, ${paidOn}, ${payerName}, ${desk}, ${actor.accountId}, ${actor.name}, ${visitId}, ${tenderedFen})
      returning id`.execute(tx)
    const paymentId = rows[0]?.id ?? ''
    await book(tx, countyCode, [{ event: { event: 'paid', fen, allocations }, paymentId, on: paidOn }])
    await tellPayments(countyCode, [paymentId]).execute(tx)
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return { paymentId, receiptNo, fen }
  })
  const dueIds = allocations.map(({ dueId }) => dueId)
  await followRecoveries(tx, countyCode, dueIds)
  return receipt
}

/** What is paid must be owed; every no stands at the due it is about. */
export async function refuseAllocations(
  tx: Tx,
  countyCode: string,
  allocations: NewPayment['allocations'],
): Promise<void> {
  const ids = allocations.map(({ dueId }) => dueId)
  const dues = await lockDues(tx, countyCode, ids)
  if (new Set(ids).size < ids.length) throw conflict('due_twice', '同一笔应缴填了两次')
  for (const [at, { dueId, fen }] of allocations.entries()) {
    const due = dues.get(dueId)
    if (!due) throw new Refused({ kind: 'missing', code: 'no_such_due', message: '没有这笔应缴' })
    const refusal = refuseBooking(due, fen)
    if (refusal === null) continue
    const owed = refusal === 'more_than_owed' ? `：${dueKinds[due.kind].title}尚欠 ${yuanOf(due.owedFen)} 元` : ''
    throw conflict(refusal, `${bookingWords[refusal]}${owed}`, `allocations.${at}.fen`)
  }
}

/** The next number of the county's run; whoever takes one holds the run until the payment stands or is undone. */
async function nextReceipt(tx: Tx, countyCode: string, paidOn: string): Promise<string> {
  const year = Number(paidOn.slice(0, 4))
  const { rows } = await sql<{ no: number; place: string }>`
    insert into receipt_numbers as known (county_code, year, last_no) values (${countyCode}, ${year}, 1)
    on conflict (county_code, year) do update set last_no = known.last_no + 1
    returning last_no as no, (select name from regions where code = ${countyCode}) as place`.execute(tx)
  const given = rows[0]
  if (!given) throw new Error(`no run of receipts for county ${countyCode}`)
  return receiptNumber(given.place, year, given.no)
}

async function refuseTaken(tx: Tx, countyCode: string, receiptNo: string, field: string): Promise<void> {
  const { rows } =
    await sql`select from payments where county_code = ${countyCode} and receipt_no = ${receiptNo}`.execute(tx)
  if (rows.length > 0) throw conflict('receipt_taken', `票据号 ${receiptNo} 已经入账，一号只能入账一次`, field)
}

/** The homes whose owners' dues are paid. */
export async function homesPaid(
  tx: Tx,
  countyCode: string,
  dues: readonly { dueId: string }[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ unitId: string }>`
    select distinct unit_id as "unitId" from dues
     where county_code = ${countyCode} and id = any (${dues.map(({ dueId }) => dueId)}::uuid[]) and debtor_kind = 'owner' and unit_id is not null`.execute(
    tx,
  )
  return rows.map(({ unitId }) => unitId)
}
