import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type DueStanding, linesOf, type MoneyEvent } from '#domain/dues/entries.ts'
import type { DueKind } from '#domain/dues/kinds.ts'
import type { Tx } from '../platform/acts.ts'
import { bookLines } from './books.ts'

export type LockedDue = DueStanding & { id: string; kind: DueKind; owedFen: number; isDeferred: boolean }

/** Dues as they stand, held in one order everywhere, by id. */
export async function lockDues(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LockedDue>> {
  const { rows } = await sql<LockedDue>`
    select d.id, d.kind, d.owed_fen as "owedFen", d.amount_fen as "amountFen", d.paid_fen as "paidFen", d.reduced_fen as "reducedFen", d.cancelled_on is not null as "isCancelled",
           exists (select from due_terms as t where t.county_code = d.county_code and t.due_id = d.id and t.kind = 'deferral' and t.ended_on is null) as "isDeferred"
      from dues as d where d.county_code = ${countyCode} and d.id = any (${ids}::uuid[]) order by d.id for no key update of d`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Something that moves money, of which payment, on which day. */
export type Booking = { event: MoneyEvent; paymentId: string | null; on: string }

/** Books events, each as an entry of its own. */
export async function book(tx: Tx, countyCode: string, bookings: readonly Booking[]): Promise<void> {
  const lines = bookings.flatMap(({ event, paymentId, on }) => {
    const entryId = randomUUID()
    return linesOf(event).map(({ account, dueId, fen }, at) => ({
      entry_id: entryId,
      line_no: at + 1,
      account,
      due_id: dueId,
      payment_id: paymentId,
      fen,
      booked_on: on,
    }))
  })
  await bookLines(
    tx,
    countyCode,
    sql`select * from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
          as l (entry_id uuid, line_no smallint, account text, due_id uuid, payment_id uuid, fen bigint, booked_on date)`,
  )
}

/** What history keeps of dues; what was paid and taken off follows from payments and terms. */
export const tellDues = (countyCode: string, ids: readonly string[]) => sql`
  insert into act_changes
  select 'due', d.id, jsonb_strip_nulls(due_record(d))
    from dues as d where d.county_code = ${countyCode} and d.id = any (${ids}::uuid[]) order by d.id`

export const tellPayments = (countyCode: string, ids: readonly string[]) => sql`
  insert into act_changes
  select 'payment', p.id, jsonb_strip_nulls(payment_record(p)) from payments as p
   where p.county_code = ${countyCode} and p.id = any (${ids}::uuid[]) order by p.id`
