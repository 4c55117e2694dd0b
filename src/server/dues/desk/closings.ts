import { sql } from 'kysely'
import type { Closing } from '#contract/cash-desk-shapes.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

/** What is shown of a closing `c`. */
const closingLine = sql`
  c.id, c.desk, c.day, c.entries,
  jsonb_build_object('cash', c.booked_cash_fen, 'pos', c.booked_pos_fen, 'bank', c.booked_bank_fen, 'offset', c.booked_offset_fen) as booked,
  jsonb_build_object('cash', c.counted_cash_fen, 'pos', c.counted_pos_fen, 'bank', c.counted_bank_fen, 'offset', c.counted_offset_fen) as counted,
  c.is_even as "isEven", c.reason, c.counted_by as "countedBy", c.counter_name as "counterName", c.counted_on as "countedOn",
  c.accepter_name as "accepterName", c.closed_on as "closedOn"`

export async function findClosing(
  tx: Tx,
  { countyCode, desk, day }: { countyCode: string; desk: string; day: string },
): Promise<Closing | null> {
  const { rows } = await sql<Closing>`
    select ${closingLine} from cash_closings as c where c.county_code = ${countyCode} and c.desk = ${desk} and c.day = ${day}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function getClosing(tx: Tx, countyCode: string, id: string): Promise<Closing> {
  const { rows } = await sql<Closing>`
    select ${closingLine} from cash_closings as c where c.county_code = ${countyCode} and c.id = ${id}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_closing', message: '没有这次日结' })
  return rows[0]
}

/** A page of closings, newest day first. */
export async function listClosings(
  tx: Tx,
  countyCode: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: Closing[]; next: string | null; total: null }> {
  const [day = null, id = null] = after?.split('.') ?? []
  const { rows } = await sql<Closing>`
    select ${closingLine}
      from cash_closings as c
     where c.county_code = ${countyCode} and (${id}::uuid is null or (c.day, c.id) < (${day}::date, ${id}::uuid))
     order by c.day desc, c.id desc limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.day}.${last.id}` : null, total: null }
}
