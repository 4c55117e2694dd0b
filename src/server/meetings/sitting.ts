import { sql } from 'kysely'
import type { Meeting } from '#contract/meeting-shapes.ts'
import type { Stance } from '#domain/meetings/carried.ts'
import type { Actor, Db, Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { changeOpenMeeting, type MeetingPlace } from './change.ts'
import { beginMeeting } from './store.ts'

export type ItemPlace = MeetingPlace & { itemNo: number }

export type LockedItem = {
  title: string
  estateId: string | null
  taskId: string | null
  signRule: 'any' | 'all'
  state: string
}

/** An item of the agenda; one that is not there does not exist. */
export async function getItem(tx: Tx, { countyCode, meetingId, itemNo }: ItemPlace): Promise<LockedItem> {
  const { rows } = await sql<LockedItem>`
    select title, estate_id as "estateId", task_id as "taskId", sign_rule as "signRule", state from agenda_items
     where county_code = ${countyCode} and meeting_id = ${meetingId} and item_no = ${itemNo}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_item', message: '议程中没有这一项' })
  return rows[0]
}

/** Says how far an item is: done, adjourned, open again; on a round that the place was reached. */
export function markItem(
  db: Db,
  actor: Actor,
  place: ItemPlace,
  mark: { reason: string; state: 'open' | 'done' | 'adjourned'; isSeen: boolean; note: string | null },
): Promise<Meeting> {
  const act = { kind: 'meeting_item_marked', reason: mark.reason, payload: { item: place.itemNo } }
  return changeOpenMeeting(db, actor, place, act, async (tx, meeting) => {
    await getItem(tx, place)
    await sql`
      update agenda_items set state = ${mark.state}, note = coalesce(nullif(${mark.note}::text, ''), note),
                              seen_at = case when ${mark.isSeen} then coalesce(seen_at, now()) else seen_at end
       where county_code = ${place.countyCode} and meeting_id = ${place.meetingId} and item_no = ${place.itemNo}`.execute(
      tx,
    )
    await beginMeeting(tx, meeting)
  })
}

/** A visiting officer was at a stop of a round and notes what he found; what others noted before stays above it. */
export function visitStop(db: Db, actor: Actor, place: ItemPlace, { note }: { note: string }): Promise<Meeting> {
  const act = { kind: 'meeting_stop_visited', reason: '巡诊到达', payload: { item: place.itemNo } }
  return changeOpenMeeting(db, actor, place, act, async (tx, meeting) => {
    refuseUnlessRound(meeting)
    await getItem(tx, place)
    await sql`
      update agenda_items set state = 'done', note = concat_ws(E'\n', note, ${note}::text), seen_at = coalesce(seen_at, now())
       where county_code = ${place.countyCode} and meeting_id = ${place.meetingId} and item_no = ${place.itemNo}`.execute(
      tx,
    )
    await beginMeeting(tx, meeting)
  })
}

export function refuseUnlessRound({ kind }: { kind: string }): void {
  if (kind !== 'round')
    throw new Refused({ kind: 'conflict', code: 'not_a_round', message: '只有巡诊才有站点，这次会议不是巡诊' })
}

export type GivenOpinion = { organisationId: string; stance: Stance; words: string | null }

/**
 * Keeps the opinion of a unit on an item, until a resolution is made on it. `mayEnterForAll`: the clerk who holds the
 * meeting enters any attending unit's; everybody else only that of the unit he belongs to.
 */
export function giveOpinion(
  db: Db,
  actor: Actor,
  place: ItemPlace,
  { organisationId, stance, words }: GivenOpinion,
  mayEnterForAll: boolean,
): Promise<Meeting> {
  const act = { kind: 'opinion_given', reason: '单位意见', payload: { item: place.itemNo } }
  return changeOpenMeeting(db, actor, place, act, async (tx, meeting) => {
    await getItem(tx, place)
    if (!mayEnterForAll) await refuseOtherUnit(tx, actor, place.countyCode, organisationId)
    await refuseNotAttending(tx, place, organisationId)
    await refuseResolved(tx, place)
    if (stance === 'disagree' && !words)
      throw new Refused({ kind: 'invalid', code: 'dissent_without_words', message: '不同意须写明理由' })
    await sql`
      insert into opinions (county_code, meeting_id, item_no, organisation_id, stance, words, given_by, giver_name)
      values (${place.countyCode}, ${place.meetingId}, ${place.itemNo}, ${organisationId}, ${stance}, nullif(${words}::text, ''), ${actor.accountId}, ${actor.name})
      on conflict (county_code, meeting_id, item_no, organisation_id)
      do update set stance = excluded.stance, words = excluded.words, given_by = excluded.given_by, giver_name = excluded.giver_name, given_at = now()`.execute(
      tx,
    )
    await beginMeeting(tx, meeting)
  })
}

async function refuseOtherUnit(tx: Tx, actor: Actor, countyCode: string, organisationId: string): Promise<void> {
  const { rows } = await sql`
    select from people
     where county_code = ${countyCode} and account_id = ${actor.accountId} and organisation_id = ${organisationId}
       and (left_on is null or left_on > ${officeToday()})`.execute(tx)
  if (rows.length === 0)
    throw new Refused({ kind: 'forbidden', code: 'other_unit', message: '只能代表本人所在单位发表意见' })
}

async function refuseNotAttending(
  tx: Tx,
  { countyCode, meetingId }: MeetingPlace,
  organisationId: string,
): Promise<void> {
  const { rows } = await sql`
    select from meeting_attendance
     where county_code = ${countyCode} and meeting_id = ${meetingId} and organisation_id = ${organisationId} and status <> 'absent'`.execute(
    tx,
  )
  if (rows.length === 0)
    throw new Refused({ kind: 'conflict', code: 'not_attending', message: '这个单位没有参加会议，不能记它的意见' })
}

async function refuseResolved(tx: Tx, { countyCode, meetingId, itemNo }: ItemPlace): Promise<void> {
  const { rows } = await sql`
    select from resolutions where county_code = ${countyCode} and meeting_id = ${meetingId} and item_no = ${itemNo} limit 1`.execute(
    tx,
  )
  if (rows.length > 0)
    throw new Refused({ kind: 'conflict', code: 'item_resolved', message: '这一项已形成议定事项，不能再改意见' })
}
