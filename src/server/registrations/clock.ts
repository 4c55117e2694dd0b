import { sql } from 'kysely'
import { deemedOn } from '#domain/registrations/clock.ts'
import { type Db, read, systemActor, transact } from '../platform/acts.ts'
import { calendarIn } from '../tasks/actions.ts'
import { moveApplications } from './moves.ts'
import { registrationSettings } from './settings.ts'

/** How many applications one act takes. */
const chunk = 2000

/**
 * Accepts by itself what nobody accepted or sent back within the county's days 视为受理, counted from the day it was told here where
 * that is later than its own: nobody could have decided before. What follows from the records alone is
 * caught up after days missed, and done once.
 */
export async function acceptByClock(db: Db, countyCode: string, today: string): Promise<number> {
  const actor = systemActor([countyCode])
  let accepted = 0
  for (;;) {
    const next = await read(db, actor, async (tx) => {
      const [settings, calendar] = [await registrationSettings(tx, countyCode), await calendarIn(tx)]
      const { rows } = await sql<{ submittedOn: string; ids: string[] }>`
        select greatest(submitted_on, (uuid_extract_timestamp(id) at time zone 'Asia/Shanghai')::date) as "submittedOn",
               (array_agg(id order by id))[:${chunk}] as ids
          from applications where county_code = ${countyCode} and state = 'submitted' group by 1 order by 1`.execute(tx)
      return rows
        .map(({ submittedOn, ids }) => ({ on: deemedOn(calendar, submittedOn, settings.deemedDays.value), ids }))
        .find(({ on }) => on < today)
    })
    if (!next) return accepted
    const reason = '期满未作出受理决定，视为受理'
    const moved = await transact(db, actor, (tx) =>
      moveApplications(tx, actor, countyCode, next.ids, { act: 'accept', on: next.on, isDeemed: true }, reason),
    )
    const done = moved.filter(({ refusal }) => !refusal).length
    if (done === 0) return accepted
    accepted += done
  }
}
