import { sql } from 'kysely'
import type { z } from 'zod'
import type { Meeting, Resolution } from '#contract/meeting-shapes.ts'
import type { meetingsEndpoints } from '#contract/meetings.ts'
import { isCarried } from '#domain/meetings/carried.ts'
import { bodiesAbove, referralTitles } from '#domain/meetings/referral.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { createTasks, fileTasks } from '../tasks/actions.ts'
import { refuseStrangers } from './agenda.ts'
import { changeOpenMeeting } from './change.ts'
import { insertResolution, type Resolving } from './kept-resolutions.ts'
import { draftResolved } from './policy-draft.ts'
import { resolutionsWhere } from './resolution-views.ts'
import { getItem, type ItemPlace, type LockedItem } from './sitting.ts'
import { beginMeeting, type LockedMeeting, updateMeeting } from './store.ts'

export type NewResolution = z.output<typeof meetingsEndpoints.resolve.body>['resolution']
type Ordered = Extract<NewResolution, { organisationId: string }>

/**
 * Resolves an item that is carried. What names a unit and a day is issued as a task at once; a rule becomes a draft in the
 * policy library, in force once a second person publishes it.
 */
export function resolveItem(
  db: Db,
  actor: Actor,
  place: ItemPlace,
  { reason, resolution }: { reason: string; resolution: NewResolution },
): Promise<Meeting> {
  const act = { kind: 'meeting_resolved', reason, payload: { item: place.itemNo, kind: resolution.kind } }
  return changeOpenMeeting(db, actor, place, act, async (tx, meeting) => {
    const item = await getItem(tx, place)
    refuseBeforeDay(meeting)
    await refuseNotCarried(tx, place, meeting, item)
    const no = await nextNumber(tx, place.countyCode)
    const resolved = { place, meeting, item, no, actor, reason }
    const rows = isOrdered(resolution)
      ? await issueResolved(tx, resolved, resolution)
      : await draftResolved(tx, resolved, resolution)
    await sql`
      update agenda_items set state = 'done'
       where county_code = ${place.countyCode} and meeting_id = ${place.meetingId} and item_no = ${place.itemNo}`.execute(
      tx,
    )
    await updateMeeting(tx, meeting, {})
    await beginMeeting(tx, meeting)
    return rows
  })
}

const isOrdered = (resolution: NewResolution): resolution is Ordered => 'organisationId' in resolution

function refuseBeforeDay({ heldOn }: LockedMeeting): void {
  if (heldOn > officeToday())
    throw new Refused({ kind: 'conflict', code: 'day_in_future', message: `会议定在 ${heldOn}，还没有开，不能议定` })
}

/** A consultation votes on everything; at other meetings an item counts as agreed unless units gave opinions on it. */
async function refuseNotCarried(tx: Tx, place: ItemPlace, { kind }: LockedMeeting, item: LockedItem): Promise<void> {
  const { rows } = await sql<{
    present: string[]
    opinions: { organisationId: string; stance: 'agree' | 'disagree' | 'abstain' }[]
  }>`
    select coalesce((select json_agg(organisation_id) from meeting_attendance
                      where county_code = ${place.countyCode} and meeting_id = ${place.meetingId} and status in ('present', 'deputised')), '[]') as present,
           coalesce((select json_agg(json_build_object('organisationId', organisation_id, 'stance', stance)) from opinions
                      where county_code = ${place.countyCode} and meeting_id = ${place.meetingId} and item_no = ${place.itemNo}), '[]') as opinions`.execute(
    tx,
  )
  const { present = [], opinions = [] } = rows[0] ?? {}
  if (kind !== 'consultation' && opinions.length === 0) return
  if (isCarried(item.signRule, present, opinions)) return
  throw new Refused({
    kind: 'conflict',
    code: 'not_carried',
    message:
      item.signRule === 'all'
        ? '还没有通过：会签须到会单位全部表态、无人反对且有人同意'
        : '还没有通过：或签须至少一个到会单位同意',
  })
}

/** Acts of a county wait for each other, so no number is given twice. */
async function nextNumber(tx: Tx, countyCode: string): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    select coalesce(max(resolution_no), 0) + 1 as no from resolutions where county_code = ${countyCode}`.execute(tx)
  return rows[0]?.no ?? 1
}

/** Unit, matter and day: the resolution, and the task that it is. */
async function issueResolved(tx: Tx, resolving: Resolving, resolution: Ordered) {
  const { place, meeting, item, actor, reason } = resolving
  const referTo = resolution.kind === 'refer' ? resolution.referTo : null
  if (referTo !== null && !bodiesAbove(meeting.kind).includes(referTo))
    throw new Refused({
      kind: 'invalid',
      code: 'refers_down',
      message: `只能逐级向上提请，本会议不能提请${referralTitles[referTo]}`,
    })
  await refuseStrangers(tx, place.countyCode, 'organisations', [resolution.organisationId])
  const kept = await insertResolution(tx, resolving, { ...resolution, referTo })
  const toBody = referTo === null ? '' : `提请${referralTitles[referTo]}：`
  await createTasks(tx, { countyCode: place.countyCode, actor, reason }, [
    {
      title: `${toBody}${resolution.matter}`.slice(0, 200),
      wanted: resolution.kind === 'refer' ? `${toBody}${resolution.matter}` : resolution.wanted,
      source: 'resolution',
      estateId: item.estateId,
      organisationId: resolution.organisationId,
      personId: resolution.personId,
      startsOn: officeToday(),
      dueOn: resolution.dueOn,
      workingDays: null,
      meetingId: meeting.id,
      resolutionId: kept.subjectId,
    },
  ])
  return [kept]
}

/** Files tasks that exist already under a resolution or an imported suggestion 意见建议. */
export function linkTasks(
  db: Db,
  actor: Actor,
  place: { countyCode: string; resolutionId: string },
  { reason, tasks }: { reason: string; tasks: readonly string[] },
): Promise<Resolution> {
  const { countyCode, resolutionId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const chosen = sql`r.county_code = ${countyCode} and r.id = ${resolutionId}`
    const [found] = await resolutionsWhere(tx, chosen)
    if (!found) throw new Refused({ kind: 'missing', code: 'no_such_resolution', message: '没有这条议定事项' })
    await refuseStrangers(tx, countyCode, 'tasks', tasks)
    await fileTasks(tx, { countyCode, actor, reason }, resolutionId, tasks)
    const [filed = found] = await resolutionsWhere(tx, chosen)
    return filed
  })
}
