import { sql } from 'kysely'
import type { Due } from '#contract/due-shapes.ts'
import { arrearsOf, bookingWords, refuseBooking } from '#domain/dues/entries.ts'
import { actGathering } from '../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { findDue } from './one.ts'
import { followRecoveries } from './recovery/follow.ts'
import { book, type LockedDue, lockDues, tellDues } from './store.ts'

const conflict = (code: string, message: string) => new Refused({ kind: 'conflict', code, message })

type Term =
  | { kind: 'deferral'; untilOn: string; basis: string }
  | { kind: 'reduction'; amountFen: number; basis: string }

/** Puts a due off until a day, or takes a part of it off; each on a basis that is named. A later deferral ends the one before. */
export function grantTerm(db: Db, actor: Actor, countyCode: string, dueId: string, term: Term): Promise<Due> {
  return onDue(db, actor, countyCode, dueId, async (tx, due) => {
    const today = officeToday()
    if (term.kind === 'deferral' && term.untilOn <= today) throw conflict('deferral_ends_in_past', '缓缴期限要晚于今天')
    const refusal = refuseBooking(due, term.kind === 'reduction' ? term.amountFen : 1)
    if (refusal) throw conflict(refusal, bookingWords[refusal])
    const act = { countyCode, kind: `due_${term.kind}`, actor, reason: term.basis }
    await actGathering(tx, act, async () => {
      if (term.kind === 'deferral')
        await sql`
          update due_terms set ended_on = ${today}
           where county_code = ${countyCode} and due_id = ${dueId} and kind = 'deferral' and ended_on is null`.execute(
          tx,
        )
      await sql`
        insert into due_terms (county_code, due_id, kind, amount_fen, until_on, basis, granted_on)
        values (${countyCode}, ${dueId}, ${term.kind}, ${term.kind === 'reduction' ? term.amountFen : null},
                ${term.kind === 'deferral' ? term.untilOn : null}, ${term.basis}, ${today})`.execute(tx)
      if (term.kind === 'reduction')
        await book(tx, countyCode, [
          { event: { event: 'reduced', dueId, fen: term.amountFen }, paymentId: null, on: today },
        ])
      await tellDues(countyCode, [dueId]).execute(tx)
    })
  })
}

/** Takes back a due recorded by mistake: what was paid on it would have to be taken back before. */
export function cancelDue(db: Db, actor: Actor, countyCode: string, dueId: string, reason: string): Promise<Due> {
  return onDue(db, actor, countyCode, dueId, async (tx, due) => {
    if (due.isCancelled) throw conflict('cancelled', '这笔应缴已经撤销')
    if (due.paidFen > 0) throw conflict('paid_in_part', '这笔应缴已有缴款：先冲销缴款，再撤销')
    const act = { countyCode, kind: 'due_cancelled', actor, reason }
    await actGathering(tx, act, async () => {
      await book(tx, countyCode, [
        { event: { event: 'cancelled', dueId, fen: arrearsOf(due) }, paymentId: null, on: officeToday() },
      ])
      await sql`
        update dues set cancelled_on = ${officeToday()}, cancel_reason = ${reason} where county_code = ${countyCode} and id = ${dueId}`.execute(
        tx,
      )
      await tellDues(countyCode, [dueId]).execute(tx)
    })
  })
}

function onDue(
  db: Db,
  actor: Actor,
  countyCode: string,
  dueId: string,
  change: (tx: Tx, due: LockedDue) => Promise<void>,
): Promise<Due> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const due = (await lockDues(tx, countyCode, [dueId])).get(dueId)
    if (!due) throw new Refused({ kind: 'missing', code: 'no_such_due', message: '没有这笔应缴' })
    await change(tx, due)
    await followRecoveries(tx, countyCode, [dueId])
    await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
    return findDue(tx, countyCode, dueId)
  })
}
