import { sql } from 'kysely'
import type { RowReason } from '#domain/dues/list-findings.ts'
import { payOn, type Verdict } from '#domain/dues/matching.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { openGatesFor } from '../desk/gates.ts'
import { followRecoveries } from '../recovery/follow.ts'
import { book, lockDues, tellPayments } from '../store.ts'
import type { ListPlace } from './candidates.ts'
import { countLines } from './match.ts'

/** How many lines are booked in one transaction. */
const chunk = 2000

type OpenRow = {
  rowNo: number
  outcome: 'booked' | 'held'
  why: RowReason
  detail: string | null
  dueId: string | null
  unitId: string | null
  fen: number
  paidOn: string
  receiptNo: string
  isTaken: boolean
}

/**
 * Books the lines of a list that may be booked: each becomes a payment under its receipt number that pays its due, and what is
 * more than owed is held. In whole parts, each an act of its own; broken off, the next time goes on where it stopped.
 */
export async function bookList(db: Db, actor: Actor, place: ListPlace, reason: string): Promise<number> {
  let booked = 0
  for (;;) {
    const done = await transact(db, actor, (tx) => bookPart(tx, actor, place, reason))
    if (done === null) return booked
    booked += done
  }
}

/** Null: nothing is left to book. */
async function bookPart(tx: Tx, actor: Actor, place: ListPlace, reason: string): Promise<number | null> {
  await holdActs(tx, [place.countyCode])
  const rows = await openRows(tx, place)
  if (rows.length === 0) return null
  const free = rows.filter(({ isTaken }) => !isTaken)
  await refuseTaken(
    tx,
    place,
    rows.filter(({ isTaken }) => isTaken),
  )
  if (free.length > 0) await bookRows(tx, actor, place, free, reason)
  await countLines(tx, place)
  return free.length
}

async function openRows(tx: Tx, { countyCode, listId }: ListPlace): Promise<readonly OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    select r.row_no as "rowNo", r.outcome, r.why, r.detail, r.due_id as "dueId", d.unit_id as "unitId", r.fen, r.paid_on as "paidOn",
           r.receipt_no as "receiptNo", exists (select from payments as p where p.county_code = r.county_code and p.receipt_no = r.receipt_no) as "isTaken"
      from (select * from payment_list_rows
             where county_code = ${countyCode} and list_id = ${listId} and outcome in ('booked', 'held') and payment_id is null
             order by row_no limit ${chunk}) as r
      left join dues as d on d.county_code = r.county_code and d.id = r.due_id
     order by r.row_no`.execute(tx)
  return rows
}

/** A number that came into the books since the list was matched: the line is told anew, and nothing is booked twice. */
async function refuseTaken(tx: Tx, { countyCode, listId }: ListPlace, rows: readonly OpenRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update payment_list_rows as r
       set (outcome, why, detail) = (select v.outcome, v.why, v.detail
              from (select case when p.amount_fen = r.fen and p.paid_on = r.paid_on then 1 else 2 end as same) as s
              join (values (1, 'already', 'booked_before', null), (2, 'refused', 'receipt_differs', (p.amount_fen / 100.0)::numeric(16, 2) || ' 元，' || p.paid_on)) as v (same, outcome, why, detail)
                using (same)),
           due_id = null, candidates = '{}', pays_fen = 0, held_fen = 0
      from payments as p
     where r.county_code = ${countyCode} and r.list_id = ${listId} and r.row_no = any (${rows.map(({ rowNo }) => rowNo)}::integer[])
       and p.county_code = r.county_code and p.receipt_no = r.receipt_no`.execute(tx)
}

async function bookRows(
  tx: Tx,
  actor: Actor,
  place: ListPlace,
  rows: readonly OpenRow[],
  reason: string,
): Promise<void> {
  const { countyCode, listId } = place
  const verdicts = await standingNow(tx, countyCode, rows)
  const fen = rows.reduce((sum, row) => sum + row.fen, 0)
  const act = {
    countyCode,
    kind: 'payment_list_booked',
    actor,
    reason,
    payload: { list: listId, lines: rows.length, fen },
  }
  await actGathering(tx, act, async () => {
    const paymentIds = await insertPayments(tx, actor, place, verdicts)
    const bookings = rows.flatMap((row, at) => {
      const verdict = verdicts[at]
      if (!verdict) return []
      const allocations = verdict.dueId && verdict.paysFen > 0 ? [{ dueId: verdict.dueId, fen: verdict.paysFen }] : []
      const event = { event: 'paid', fen: row.fen, allocations } as const
      return [{ event, paymentId: paymentIds.get(row.rowNo) ?? null, on: row.paidOn }]
    })
    await book(tx, countyCode, bookings)
    await tellPayments(countyCode, [...paymentIds.values()]).execute(tx)
  })
  await followRecoveries(
    tx,
    countyCode,
    verdicts.flatMap(({ dueId, paysFen }) => (paysFen > 0 ? (dueId ?? []) : [])),
  )
  await openGates(tx, actor, countyCode, rows, verdicts, reason)
  await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
}

/** What each line pays as its due stands at this moment, held until the transaction ends; earlier lines first. */
async function standingNow(tx: Tx, countyCode: string, rows: readonly OpenRow[]): Promise<readonly Verdict[]> {
  const dues = await lockDues(tx, countyCode, [...new Set(rows.flatMap(({ dueId }) => dueId ?? []))])
  const spent = new Map<string, number>()
  return rows.map((row) => {
    const standing = row.dueId === null ? undefined : dues.get(row.dueId)
    if (standing) return payOn(row, { dueId: row.dueId, standing }, row.why, spent)
    return { ...row, paysFen: 0, heldFen: row.fen, dueId: null, candidates: [] }
  })
}

/** One payment a line, in the order of the list; gives their ids by line. */
async function insertPayments(
  tx: Tx,
  actor: Actor,
  { countyCode, listId }: ListPlace,
  verdicts: readonly Verdict[],
): Promise<ReadonlyMap<number, string>> {
  const column = <K extends keyof Verdict>(name: K) => verdicts.map((verdict) => verdict[name])
  const { rows } = await sql<{ rowNo: number; id: string }>`
    with v as materialized (
      select uuidv7() as payment_id, v.*
        from unnest(${column('rowNo')}::integer[], ${column('outcome')}::text[], ${column('why')}::text[], ${column('detail')}::text[], ${column('dueId')}::uuid[],
                    ${column('paysFen')}::bigint[], ${column('heldFen')}::bigint[]) as v (row_no, outcome, why, detail, due_id, pays_fen, held_fen)
    ), added as (
      insert into payments (county_code, id, receipt_no, way, amount_fen, paid_on, payer_name, taken_by, taker_name, source_ref)
      select r.county_code, v.payment_id, r.receipt_no, 'bank', r.fen, r.paid_on, coalesce(r.payer, r.estate, r.receipt_no), ${actor.accountId}, ${actor.name}, 'list:' || r.receipt_no
        from v join payment_list_rows as r on r.county_code = ${countyCode} and r.list_id = ${listId} and r.row_no = v.row_no
       order by v.row_no
      returning id
    ), told as (
      update payment_list_rows as r
         set payment_id = v.payment_id, outcome = v.outcome, why = v.why, detail = v.detail, due_id = v.due_id, pays_fen = v.pays_fen, held_fen = v.held_fen
        from v where r.county_code = ${countyCode} and r.list_id = ${listId} and r.row_no = v.row_no
    )
    select v.row_no as "rowNo", v.payment_id as id from v join added as a on a.id = v.payment_id`.execute(tx)
  return new Map(rows.map(({ rowNo, id }) => [rowNo, id]))
}

/** Lets applications go on whose homes have now paid what their gates wait for, each on its receipt. */
async function openGates(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  rows: readonly OpenRow[],
  verdicts: readonly Verdict[],
  reason: string,
): Promise<void> {
  const receipts = new Map<string, string[]>()
  for (const [at, { unitId, receiptNo }] of rows.entries()) {
    if (unitId === null || (verdicts[at]?.paysFen ?? 0) === 0) continue
    receipts.set(unitId, [...(receipts.get(unitId) ?? []), receiptNo])
  }
  if (receipts.size === 0) return
  const evidence = (unitId: string) => (receipts.get(unitId) ?? []).join('、')
  await openGatesFor(tx, actor, countyCode, [...receipts.keys()], evidence, reason)
}
