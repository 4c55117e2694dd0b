import { sql } from 'kysely'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

/** A desk that has closed a day takes nothing more on it, and takes nothing back. */
export async function refuseClosedDay(tx: Tx, countyCode: string, desk: string, day: string): Promise<void> {
  const { rows } = await sql`
    select from cash_closings where county_code = ${countyCode} and desk = ${desk} and day = ${day} and closed_on is not null`.execute(
    tx,
  )
  if (rows.length === 0) return
  const message = `${desk}今日（${day}）已经日结，收款、冲销请换窗口或在下一日办理`
  throw new Refused({ kind: 'conflict', code: 'day_closed', message, fields: [{ field: 'desk', message }] })
}
