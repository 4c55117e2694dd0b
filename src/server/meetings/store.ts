import { sql } from 'kysely'
import type { Meeting } from '#contract/meeting-shapes.ts'
import type { MeetingKind } from '#domain/meetings/kinds.ts'
import type { Tx } from '../platform/acts.ts'
import type { MeetingPlace } from './change.ts'

export type LockedMeeting = {
  id: string
  countyCode: string
  kind: MeetingKind
  title: string
  number: string | null
  heldOn: string
  host: string | null
  place: string | null
  state: Meeting['state']
  revision: number
}

export async function lockMeeting(tx: Tx, { countyCode, meetingId }: MeetingPlace): Promise<LockedMeeting | undefined> {
  const { rows } = await sql<LockedMeeting>`
    select m.id, m.county_code as "countyCode", m.kind, m.title, m.number, m.held_on as "heldOn", o.name as host, m.place, m.state, m.revision
      from meetings as m
      left join organisations as o on o.county_code = m.county_code and o.id = m.host_organisation_id
     where m.county_code = ${countyCode} and m.id = ${meetingId}
       for update of m`.execute(tx)
  return rows[0]
}

/** Everything history keeps of a meeting, as it is now. */
export async function meetingRecord(tx: Tx, { countyCode, meetingId }: MeetingPlace): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ record: Record<string, unknown> }>`
    select meeting_record(m) as record from meetings as m where m.county_code = ${countyCode} and m.id = ${meetingId}`.execute(
    tx,
  )
  return rows[0]?.record ?? {}
}

export type NewMeeting = {
  kind: MeetingKind
  title: string
  number: string | null
  heldOn: string
  startsAt: string | null
  place: string | null
  hostOrganisationId: string | null
  chair: string | null
}

export async function insertMeeting(tx: Tx, countyCode: string, meeting: NewMeeting): Promise<string> {
  const { kind, title, number, heldOn, startsAt, place, hostOrganisationId, chair } = meeting
  const { rows } = await sql<{ id: string }>`
    insert into meetings (county_code, kind, title, number, held_on, starts_at, place, host_organisation_id, chair, state)
    values (${countyCode}, ${kind}, ${title}, ${number}, ${heldOn}, ${startsAt}, ${place}, ${hostOrganisationId}, ${chair}, 'planned')
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('a meeting was kept but gave no row')
  return rows[0].id
}

export type MeetingColumns = {
  title?: string | undefined
  number?: string | null | undefined
  heldOn?: string | undefined
  startsAt?: string | null | undefined
  place?: string | null | undefined
  hostOrganisationId?: string | null | undefined
  chair?: string | null | undefined
  minutes?: string | null | undefined
}

/** Sets the columns that are given; what is not given stays. */
export async function updateMeeting(tx: Tx, meeting: LockedMeeting, columns: MeetingColumns): Promise<void> {
  const { title, number, heldOn, startsAt, place, hostOrganisationId, chair, minutes } = columns
  const given = [
    title !== undefined && sql`title = ${title}`,
    number !== undefined && sql`number = ${number}`,
    heldOn !== undefined && sql`held_on = ${heldOn}`,
    startsAt !== undefined && sql`starts_at = ${startsAt}`,
    place !== undefined && sql`place = ${place}`,
    hostOrganisationId !== undefined && sql`host_organisation_id = ${hostOrganisationId}`,
    chair !== undefined && sql`chair = ${chair}`,
    minutes !== undefined && sql`minutes = ${minutes}`,
  ].filter((set) => set !== false)
  await sql`
    update meetings set ${sql.join([...given, sql`revision = revision + 1`])}
     where county_code = ${meeting.countyCode} and id = ${meeting.id}`.execute(tx)
}

export async function setMeetingState(
  tx: Tx,
  meeting: LockedMeeting,
  state: 'closed' | 'cancelled',
  by: string | null = null,
): Promise<void> {
  await sql`
    update meetings set state = ${state}, closed_by = ${by}, revision = revision + 1
     where county_code = ${meeting.countyCode} and id = ${meeting.id}`.execute(tx)
}

/** A meeting at which something happens has begun. */
export async function beginMeeting(tx: Tx, meeting: LockedMeeting): Promise<void> {
  await sql`
    update meetings set state = 'held' where county_code = ${meeting.countyCode} and id = ${meeting.id} and state = 'planned'`.execute(
    tx,
  )
}

/** What a meeting did not come to waits for the next. */
export async function adjournOpenItems(tx: Tx, meeting: LockedMeeting): Promise<void> {
  await sql`
    update agenda_items set state = 'adjourned'
     where county_code = ${meeting.countyCode} and meeting_id = ${meeting.id} and state = 'open'`.execute(tx)
}

export type AttendanceEntry = { organisationId: string; personName: string | null; status: string }

/** Says who was asked or came; who is not named stays as he was. */
export async function putAttendance(
  tx: Tx,
  { countyCode, meetingId }: MeetingPlace,
  attendance: readonly AttendanceEntry[],
): Promise<void> {
  await sql`
    insert into meeting_attendance (county_code, meeting_id, organisation_id, person_name, status)
    select ${countyCode}, ${meetingId}, a."organisationId", nullif(a."personName", ''), a.status
      from jsonb_to_recordset(${JSON.stringify(attendance)}::jsonb) as a ("organisationId" uuid, "personName" text, status text)
    on conflict (county_code, meeting_id, organisation_id)
    do update set person_name = excluded.person_name, status = excluded.status`.execute(tx)
}

export type NewItem = {
  title: string | null
  estateId: string | null
  taskId: string | null
  why: string
  signRule: 'any' | 'all'
}

/** Appends items to an agenda, each under the next number; without a title of its own one is called after its estate or task. */
export async function appendItems(
  tx: Tx,
  { countyCode, meetingId }: MeetingPlace,
  items: readonly NewItem[],
): Promise<void> {
  await sql`
    insert into agenda_items (county_code, meeting_id, item_no, title, estate_id, task_id, why, sign_rule)
    select ${countyCode}, ${meetingId}, last.no + i.place, coalesce(i.title, e.name, t.title), coalesce(e.id, t.estate_id), t.id, i.why, i."signRule"
      from rows from (jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
             as (title text, "estateId" uuid, "taskId" uuid, why text, "signRule" text)) with ordinality
             as i (title, "estateId", "taskId", why, "signRule", place)
     cross join (select coalesce(max(item_no), 0) as no from agenda_items where county_code = ${countyCode} and meeting_id = ${meetingId}) as last
      left join estates as e on e.county_code = ${countyCode} and e.id = i."estateId"
      left join tasks as t on t.county_code = ${countyCode} and t.id = i."taskId"
     order by i.place`.execute(tx)
}

/** Which of these ids nothing of this county has. */
export async function findStrangers(
  tx: Tx,
  countyCode: string,
  table: 'estates' | 'tasks' | 'organisations',
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${ids}::uuid[]) as asked (id)
     where not exists (select from ${sql.table(table)} as t where t.county_code = ${countyCode} and t.id = asked.id)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Titles of agenda items that are about one of these tasks, or as a whole about one of these estates, already. */
export async function findDoubles(
  tx: Tx,
  { countyCode, meetingId }: MeetingPlace,
  items: readonly NewItem[],
): Promise<string[]> {
  const tasks = items.flatMap(({ taskId }) => taskId ?? [])
  const estates = items.flatMap(({ taskId, estateId }) => (taskId === null ? (estateId ?? []) : []))
  const { rows } = await sql<{ title: string }>`
    select title from agenda_items
     where county_code = ${countyCode} and meeting_id = ${meetingId}
       and (task_id = any (${tasks}::uuid[]) or (task_id is null and estate_id = any (${estates}::uuid[])))`.execute(tx)
  return rows.map(({ title }) => title)
}
