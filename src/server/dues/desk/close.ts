import { sql } from 'kysely'
import type { Closing } from '#contract/cash-desk-shapes.ts'
import {
  type ClosingRefusal,
  type ClosingStanding,
  closingRefusals,
  refuseAcceptance,
  refuseCount,
  type WaySums,
} from '#domain/dues/closing.ts'
import { actGathering } from '../../platform/act-changes.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { findClosing, getClosing } from './closings.ts'
import { bookedAt, type DeskOfDay } from './day.ts'

const standingOf = (closing: Closing | null): ClosingStanding =>
  closing && {
    countedBy: closing.countedBy,
    isClosed: closing.closedOn !== null,
    isEven: closing.isEven,
    booked: closing.booked,
  }

/** At which field of the form a refusal is said. */
const fieldOf: Readonly<Partial<Record<ClosingRefusal, string>>> = {
  difference_unexplained: 'reason',
  day_in_future: 'day',
  already_closed: 'day',
  nothing_to_close: 'day',
}

function refuse(code: ClosingRefusal): never {
  const [message, field] = [closingRefusals[code], fieldOf[code]]
  throw new Refused({ kind: 'conflict', code, message, ...(field && { fields: [{ field, message }] }) })
}

/** Counts a desk's day against its books. Even, it is closed by that; a difference is explained and waits for a second person. */
export function countDay(
  db: Db,
  actor: Actor,
  of: DeskOfDay,
  { counted, reason }: { counted: WaySums; reason: string | null },
): Promise<Closing> {
  return transact(db, actor, async (tx) => {
    const { countyCode, desk, day } = of
    await holdActs(tx, [countyCode])
    const [today, { entries, booked }] = [officeToday(), await bookedAt(tx, of)]
    const standing = standingOf(await findClosing(tx, of))
    const refusal = refuseCount(standing, { day, today, entries, booked, counted, reason })
    if (refusal) refuse(refusal)
    const act = { countyCode, kind: 'day_counted', actor, reason: reason ?? '日结', payload: { desk, day } }
    await actGathering(tx, act, () => writeCount(tx, actor, of, { entries, booked, counted, reason, today }))
    return (await findClosing(tx, of)) ?? refuse('not_counted')
  })
}

type Written = { entries: number; booked: WaySums; counted: WaySums; reason: string | null; today: string }

/** A reason without a difference is none; a count anew takes the place of the one before, which history keeps. */
async function writeCount(tx: Tx, actor: Actor, of: DeskOfDay, count: Written): Promise<void> {
  const { countyCode, desk, day } = of
  const { booked, counted, reason, today } = count
  await sql`
    with count as (
      select ${booked.cash}::bigint as booked_cash, ${booked.pos}::bigint as booked_pos, ${booked.bank}::bigint as booked_bank, ${booked.offset}::bigint as booked_offset,
             ${counted.cash}::bigint as cash, ${counted.pos}::bigint as pos, ${counted.bank}::bigint as bank, ${counted.offset}::bigint as offset_
    ), judged as (
      select *, (booked_cash, booked_pos, booked_bank, booked_offset) = (cash, pos, bank, offset_) as is_even from count
    ), written as (
      insert into cash_closings as c (county_code, desk, day, entries, booked_cash_fen, booked_pos_fen, booked_bank_fen, booked_offset_fen,
             counted_cash_fen, counted_pos_fen, counted_bank_fen, counted_offset_fen, reason, counted_by, counter_name, counted_on, closed_on)
      select ${countyCode}, ${desk}, ${day}, ${count.entries}, booked_cash, booked_pos, booked_bank, booked_offset, cash, pos, bank, offset_,
             case when not is_even then ${reason} end, ${actor.accountId}, ${actor.name}, ${today}, case when is_even then ${today}::date end
        from judged
      on conflict (county_code, desk, day) do update
         set (entries, booked_cash_fen, booked_pos_fen, booked_bank_fen, booked_offset_fen, counted_cash_fen, counted_pos_fen, counted_bank_fen, counted_offset_fen,
              reason, counted_by, counter_name, counted_on, closed_on)
           = (excluded.entries, excluded.booked_cash_fen, excluded.booked_pos_fen, excluded.booked_bank_fen, excluded.booked_offset_fen, excluded.counted_cash_fen,
              excluded.counted_pos_fen, excluded.counted_bank_fen, excluded.counted_offset_fen, excluded.reason, excluded.counted_by, excluded.counter_name,
              excluded.counted_on, excluded.closed_on)
      returning ${closingRecord}
    )
    insert into act_changes select 'cash_closing', id, change from written`.execute(tx)
}

const closingRecord = sql`c.id, to_jsonb(c) - '{county_code,id}'::text[] as change`

/** A second person accepts an explained difference; with that the day is closed. */
export function acceptDifference(db: Db, actor: Actor, countyCode: string, id: string): Promise<Closing> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const closing = await getClosing(tx, countyCode, id)
    const { booked: bookedNow } = await bookedAt(tx, { countyCode, desk: closing.desk, day: closing.day })
    const refusal = refuseAcceptance(standingOf(closing), { by: actor.accountId, bookedNow })
    if (refusal) refuse(refusal)
    const payload = { desk: closing.desk, day: closing.day }
    const act = { countyCode, kind: 'difference_accepted', actor, reason: closing.reason ?? '日结', payload }
    await actGathering(tx, act, async () => {
      await sql`
        with closed as (
          update cash_closings as c set accepted_by = ${actor.accountId}, accepter_name = ${actor.name}, closed_on = ${officeToday()}
           where c.county_code = ${countyCode} and c.id = ${id}
          returning ${closingRecord}
        )
        insert into act_changes select 'cash_closing', id, change from closed`.execute(tx)
    })
    return getClosing(tx, countyCode, id)
  })
}
