import { sql } from 'kysely'
import type { PaymentListRow, RowDecision } from '#contract/payment-lists.ts'
import { rowReasons } from '#domain/dues/list-findings.ts'
import { payOn } from '#domain/dues/matching.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, type Db, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { lockDues } from '../store.ts'
import { tellList } from './bring.ts'
import type { ListPlace } from './candidates.ts'
import { countLines } from './match.ts'
import { getList, getRow } from './views.ts'

/** Decides a line nobody can be sure of: which due it pays, that its money is held, or that it stays outside. Booked with the list. */
export async function decideRow(
  db: Db,
  actor: Actor,
  place: ListPlace,
  rowNo: number,
  decision: RowDecision,
): Promise<PaymentListRow> {
  const { countyCode, listId } = place
  await transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await getList(tx, place)
    const row = await getRow(tx, place, rowNo)
    const decided = await judge(tx, countyCode, row, decision)
    const payload = { list: listId, row: rowNo, decision: decision.decision }
    const act = { countyCode, kind: 'payment_list_decided', actor, reason: decision.reason, payload }
    await actGathering(tx, act, async () => {
      await sql`
        update payment_list_rows
           set outcome = ${decided.outcome}, why = ${decided.why}, detail = ${decided.detail}, due_id = ${decided.dueId}, pays_fen = ${decided.paysFen},
               held_fen = ${decided.heldFen}, decision = ${decision.decision}, decision_reason = ${decision.reason}, decided_by = ${actor.accountId},
               decider_name = ${actor.name}
         where county_code = ${countyCode} and list_id = ${listId} and row_no = ${rowNo}`.execute(tx)
      await tellList(tx, place)
    })
    await countLines(tx, place)
  })
  return read(db, actor, (tx) => getRow(tx, place, rowNo))
}

async function judge(tx: Tx, countyCode: string, row: PaymentListRow, decision: RowDecision) {
  const { rowNo, fen } = row
  if (row.paymentId) throw conflict('row_booked', '这一行已经入账；要改，请先冲销')
  if (row.outcome === 'refused' || row.outcome === 'already' || fen === null)
    throw conflict('row_not_doubtful', '退回的行请改正原表后再导入；已入账的行不用处理')
  if (decision.decision === 'due') {
    const standing = (await lockDues(tx, countyCode, [decision.dueId])).get(decision.dueId)
    if (!standing) throw new Refused({ kind: 'missing', code: 'no_such_due', message: '没有这笔应缴' })
    return payOn({ rowNo, fen }, { dueId: decision.dueId, standing }, 'by_person', new Map())
  }
  const why = decision.decision === 'hold' ? 'held_by_person' : 'set_aside'
  const heldFen = decision.decision === 'hold' ? fen : 0
  return { outcome: rowReasons[why].outcome, why, detail: null, dueId: null, paysFen: 0, heldFen }
}

const conflict = (code: string, message: string) => new Refused({ kind: 'conflict', code, message })
