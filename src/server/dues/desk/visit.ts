import { sql } from 'kysely'
import type { NewVisit, Visit } from '#contract/cash-desk-shapes.ts'
import type { NewPayment } from '#contract/due-shapes.ts'
import { refuseWays, splitByWay } from '#domain/dues/visits.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { assessHome } from '../home.ts'
import { homesPaid, refuseAllocations, takeIn } from '../pay.ts'
import { refuseClosedDay } from './closed.ts'
import { openSettledGates } from './settle.ts'

/**
 * Takes what one visit pays: several dues in several ways, each way under a receipt number of its own. What the tables compute
 * is recorded on the way. All of it stands or none of it; sent twice it is taken once.
 */
export function payVisit(db: Db, actor: Actor, countyCode: string, visit: NewVisit): Promise<Visit> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const taken = await receiptsOf(tx, countyCode, visit.visitId)
    if (taken.length > 0) return { visitId: visit.visitId, receipts: taken, gates: [] }
    refuseSums(visit)
    await refuseClosedDay(tx, countyCode, visit.desk, officeToday())
    const allocations = await duesToPay(tx, actor, countyCode, visit)
    await refuseAllocations(tx, countyCode, allocations)
    const receipts = await takeEachWay(tx, actor, countyCode, visit, allocations)
    const gates = await openSettledGates(tx, actor, countyCode, await homesPaid(tx, countyCode, allocations))
    return { visitId: visit.visitId, receipts, gates }
  })
}

function refuseSums({ allocations, ways }: NewVisit): void {
  const fen = allocations.reduce((sum, allocation) => sum + allocation.fen, 0)
  const refusal = refuseWays(fen, ways)
  if (!refusal) return
  const { code, at, words: message } = refusal
  const field = `ways.${at}.${code === 'cash_short' ? 'tenderedFen' : code === 'way_twice' ? 'way' : 'fen'}`
  throw new Refused({ kind: 'conflict', code, message, fields: [{ field, message }] })
}

/** The dues that are paid, in the order given; those that are not recorded yet are, as computed. */
async function duesToPay(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { assess, allocations }: NewVisit,
): Promise<NewPayment['allocations']> {
  const kinds = allocations.flatMap((allocation) => ('kind' in allocation ? [allocation.kind] : []))
  if (kinds.length === 0) return allocations.flatMap((allocation) => ('dueId' in allocation ? [allocation] : []))
  if (!assess) throw new Refused({ kind: 'invalid', code: 'nothing_assessed', message: '没有说明按什么测算' })
  const { unitId, ...asked } = assess
  const home = { countyCode, unitId }
  const recorded = await assessHome(tx, actor, home, { ...asked, kinds, reason: '窗口收款时按测算登记' })
  return allocations.map((allocation) => {
    if ('dueId' in allocation) return allocation
    const due = recorded.find(({ kind }) => kind === allocation.kind)?.standing
    if (!due) throw new Refused({ kind: 'conflict', code: 'nothing_to_record', message: '这一项还算不出应缴金额' })
    return { dueId: due.dueId, fen: allocation.fen }
  })
}

/** There are as many ways as a desk knows, four at the most. */
async function takeEachWay(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { visitId, desk, payerName, ways }: NewVisit,
  allocations: NewPayment['allocations'],
): Promise<Visit['receipts']> {
  const split = splitByWay(allocations, ways)
  const receipts: Visit['receipts'] = []
  for (const [at, { way, tenderedFen, receiptNo }] of ways.entries()) {
    const paid = { way, tenderedFen, receiptNo, desk, visitId, payerName, paidOn: officeToday() }
    const of = { ...paid, allocations: [...(split[at] ?? [])] }
    const receipt = await takeIn(tx, actor, countyCode, of, `ways.${at}.receiptNo`)
    receipts.push({ ...receipt, way, tenderedFen })
  }
  return receipts
}

/** What a visit was taken as; empty: it was not taken yet. */
async function receiptsOf(tx: Tx, countyCode: string, visitId: string): Promise<Visit['receipts']> {
  const { rows } = await sql<Visit['receipts'][number]>`
    select id as "paymentId", receipt_no as "receiptNo", amount_fen as fen, way, tendered_fen as "tenderedFen"
      from payments where county_code = ${countyCode} and visit_id = ${visitId} order by id`.execute(tx)
  return rows
}
