export { keepPhoto } from './photos.ts'

import { sql } from 'kysely'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingKinds } from '#domain/meetings/kinds.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { putItems, refuseStrangers } from './agenda.ts'
import { changeOpenMeeting, type MeetingPlace, refuseOutdated, tellTasks } from './change.ts'
import {
  type AttendanceEntry,
  adjournOpenItems,
  beginMeeting,
  insertMeeting,
  type LockedMeeting,
  type MeetingColumns,
  meetingRecord,
  type NewItem,
  type NewMeeting,
  putAttendance,
  setMeetingState,
  updateMeeting,
} from './store.ts'
import { getMeeting } from './views.ts'

/** Plans a meeting, or records one afterwards: its day, who is asked, what it deals with. */
export function planMeeting(
  db: Db,
  actor: Actor,
  countyCode: string,
  plan: NewMeeting & { reason: string; organisations: readonly string[]; items: readonly NewItem[] },
): Promise<Meeting> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { hostOrganisationId: host, organisations, items, reason } = plan
    await refuseStrangers(tx, countyCode, 'organisations', [...organisations, ...(host === null ? [] : [host])])
    const place = { countyCode, meetingId: await insertMeeting(tx, countyCode, plan) }
    const asked = [...new Set(organisations)].map(
      (organisationId): AttendanceEntry => ({ organisationId, personName: null, status: 'asked' }),
    )
    await putAttendance(tx, place, asked)
    await putItems(tx, place, items)
    const change = await meetingRecord(tx, place)
    const rows = [{ subjectKind: 'meeting', subjectId: place.meetingId, change } as const]
    await recordAct(tx, { countyCode, kind: 'meeting_planned', actor, reason, rows })
    await tellTasks(tx, countyCode)
    return getMeeting(tx, place)
  })
}

/** Changes number, day, place, host, chair, minutes or who came, by whoever has seen the last change. */
export function changeMeeting(
  db: Db,
  actor: Actor,
  place: MeetingPlace,
  change: MeetingColumns & { reason: string; revision: number; attendance?: readonly AttendanceEntry[] | undefined },
): Promise<Meeting> {
  const { reason, revision, attendance = [], ...columns } = change
  return changeOpenMeeting(db, actor, place, { kind: 'meeting_changed', reason }, async (tx, meeting) => {
    refuseOutdated(meeting, revision)
    const organisations = attendance.map(({ organisationId }) => organisationId)
    if (new Set(organisations).size < organisations.length)
      throw new Refused({ kind: 'invalid', code: 'attends_twice', message: '同一单位只能记一次到会' })
    const { hostOrganisationId: host } = columns
    await refuseStrangers(tx, place.countyCode, 'organisations', [...organisations, ...(host ? [host] : [])])
    await putAttendance(tx, place, attendance)
    await updateMeeting(tx, meeting, columns)
    if (attendance.some(({ status }) => status === 'present' || status === 'deputised')) await beginMeeting(tx, meeting)
  })
}

export function addItems(
  db: Db,
  actor: Actor,
  place: MeetingPlace,
  { reason, items }: { reason: string; items: readonly NewItem[] },
): Promise<Meeting> {
  return changeOpenMeeting(db, actor, place, { kind: 'meeting_items_added', reason }, async (tx, meeting) => {
    await putItems(tx, place, items)
    await updateMeeting(tx, meeting, {})
  })
}

/** Ends a meeting: what was not dealt with is adjourned, and the meeting counts once in the log of work. */
export function closeMeeting(
  db: Db,
  actor: Actor,
  place: MeetingPlace,
  { reason, revision }: { reason: string; revision: number },
): Promise<Meeting> {
  return changeOpenMeeting(db, actor, place, { kind: 'meeting_closed', reason }, async (tx, meeting) => {
    refuseOutdated(meeting, revision)
    const today = officeToday()
    if (meeting.heldOn > today)
      throw new Refused({
        kind: 'conflict',
        code: 'day_in_future',
        message: `会议定在 ${meeting.heldOn}，还没有开，不能结束；已提前开的请先改期`,
      })
    await adjournOpenItems(tx, meeting)
    await setMeetingState(tx, meeting, 'closed', actor.accountId)
    return [await logMeeting(tx, meeting)]
  })
}

export function cancelMeeting(
  db: Db,
  actor: Actor,
  place: MeetingPlace,
  { reason, revision }: { reason: string; revision: number },
): Promise<Meeting> {
  return changeOpenMeeting(db, actor, place, { kind: 'meeting_cancelled', reason }, async (tx, meeting) => {
    refuseOutdated(meeting, revision)
    if (await hasResolutions(tx, place))
      throw new Refused({
        kind: 'conflict',
        code: 'meeting_resolved',
        message: '会议已有议定事项，不能取消；请结束会议',
      })
    await setMeetingState(tx, meeting, 'cancelled')
  })
}

async function hasResolutions(tx: Tx, { countyCode, meetingId }: MeetingPlace): Promise<boolean> {
  const { rows } = await sql`
    select from resolutions where county_code = ${countyCode} and meeting_id = ${meetingId} limit 1`.execute(tx)
  return rows.length > 0
}

/** The meeting in the log of work 工作量, under the word by which reports count it; gives what history says of it. */
async function logMeeting(tx: Tx, { countyCode, id, kind, heldOn, number, host }: LockedMeeting) {
  const { rows } = await sql<{ id: string; change: Record<string, unknown> }>`
    insert into work_events (county_code, kind, happened_on, number, host, content, quantity, measure, people, items, meeting_id)
    select m.county_code, ${meetingKinds[kind].counter}, ${heldOn}, ${number}, ${host}, m.title, 1, '次',
           (select nullif(count(*), 0) from meeting_attendance as a
             where a.county_code = m.county_code and a.meeting_id = m.id and a.status in ('present', 'deputised')),
           (select count(*) from resolutions as r where r.county_code = m.county_code and r.meeting_id = m.id), m.id
      from meetings as m
     where m.county_code = ${countyCode} and m.id = ${id}
    returning id, to_jsonb(work_events) - '{county_code,id}'::text[] as change`.execute(tx)
  const [event] = rows
  if (!event) throw new Error(`meeting ${id} was closed but not counted`)
  return { subjectKind: 'work_event', subjectId: event.id, change: event.change } as const
}
