import { sql } from 'kysely'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { type Actor, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { type LockedMeeting, lockMeeting, meetingRecord } from './store.ts'
import { getMeeting } from './views.ts'

export type MeetingPlace = { countyCode: string; meetingId: string }

type MeetingAct = { kind: string; reason: string; payload?: Record<string, unknown> }

/** Records that an act changes beside the meeting's own. */
type OtherRow = Parameters<typeof recordAct>[1]['rows'][number]

/**
 * Changes an open meeting by one act. History is told what the act made different, found by holding the meeting's record
 * after it against the one before. Acts of a county wait for each other, so nobody writes over what he has not seen.
 */
export function changeOpenMeeting(
  db: Db,
  actor: Actor,
  place: MeetingPlace,
  act: MeetingAct,
  change: (tx: Tx, meeting: LockedMeeting) => Promise<readonly OtherRow[] | undefined>,
): Promise<Meeting> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const meeting = await getOpenMeeting(tx, place)
    const before = await meetingRecord(tx, place)
    const others = (await change(tx, meeting)) ?? []
    const changed = differing(before, await meetingRecord(tx, place))
    await recordAct(tx, {
      ...act,
      countyCode: place.countyCode,
      actor,
      rows: [{ subjectKind: 'meeting', subjectId: place.meetingId, change: changed }, ...others],
    })
    await tellTasks(tx, place.countyCode)
    return getMeeting(tx, place)
  })
}

/** Browsers that show meetings or the tasks they gave rise to look again. */
export const tellTasks = (tx: Tx, countyCode: string) => sql`select pg_notify('tasks', ${countyCode})`.execute(tx)

async function getOpenMeeting(tx: Tx, place: MeetingPlace): Promise<LockedMeeting> {
  const meeting = await lockMeeting(tx, place)
  if (!meeting) throw new Refused({ kind: 'missing', code: 'no_such_meeting', message: '没有这次会议' })
  if (meeting.state === 'closed')
    throw new Refused({ kind: 'conflict', code: 'meeting_closed', message: '会议已结束，不能再改' })
  if (meeting.state === 'cancelled')
    throw new Refused({ kind: 'conflict', code: 'meeting_cancelled', message: '会议已取消，不能再改' })
  return meeting
}

/** Refuses a change by whoever has not seen the last one. */
export function refuseOutdated(meeting: LockedMeeting, revision: number): void {
  if (meeting.revision === revision) return
  throw new Refused({
    kind: 'conflict',
    code: 'changed_meanwhile',
    message: '别人刚刚改过这次会议，请刷新后再改',
    revision: meeting.revision,
  })
}

/** Both are plain JSON made by one function of the database: equal content is equal text, keys of jsonb being in order. */
function differing(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const isOther = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(before[key])
  return Object.fromEntries(Object.entries(after).filter(isOther))
}
