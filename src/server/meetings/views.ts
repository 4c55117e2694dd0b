import { sql } from 'kysely'
import type { Meeting, MeetingLine } from '#contract/meeting-shapes.ts'
import type { MeetingKind } from '#domain/meetings/kinds.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { agendaOf } from './agenda-views.ts'
import type { MeetingPlace } from './change.ts'
import { briefOf, listBriefs } from './task-briefs.ts'

/** A meeting in a line, with its counts: each by one look into an index. */
const line = sql`
  m.id, m.county_code as "countyCode", c.name as "countyName", m.kind, m.title, m.number, m.held_on as "heldOn", to_char(m.starts_at, 'HH24:MI') as "startsAt",
  m.place, h.name as host, m.state,
  (select count(*) from agenda_items as i where i.county_code = m.county_code and i.meeting_id = m.id) as items,
  (select count(*) from agenda_items as i where i.county_code = m.county_code and i.meeting_id = m.id and i.state = 'open') as "itemsOpen",
  (select count(*) from resolutions as r where r.county_code = m.county_code and r.meeting_id = m.id) as resolutions,
  t.tasks, t.written_off as "tasksWrittenOff"`

/** Tasks of a meeting: issued at it, and those of its resolutions. */
const joined = sql`
  join regions as c on c.code = m.county_code
  left join organisations as h on h.county_code = m.county_code and h.id = m.host_organisation_id
 cross join lateral (
       select count(*) as tasks, count(*) filter (where state = 'written_off') as written_off
         from (select t.id, t.state from tasks as t where t.county_code = m.county_code and t.meeting_id = m.id
                union
               select t.id, t.state from resolutions as r
                 join tasks as t on t.county_code = r.county_code and t.resolution_id = r.id
                where r.county_code = m.county_code and r.meeting_id = m.id) as own) as t`

export type MeetingsQuery = {
  kind?: MeetingKind | undefined
  state?: MeetingLine['state'] | undefined
  from?: string | undefined
  until?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of meetings, the latest day first, county by county as far as one page can need, then put together. */
export async function listMeetings(tx: Tx, counties: readonly string[], query: MeetingsQuery) {
  const { kind, state, from, until, after, limit } = query
  const place = placeOf(after)
  const conditions = [
    sql`m.county_code = d.code`,
    kind && sql`m.kind = ${kind}`,
    state && sql`m.state = ${state}`,
    from && sql`m.held_on >= ${from}`,
    until && sql`m.held_on <= ${until}`,
    place
      ? sql`m.held_on <= ${place.day}::date and (m.held_on, m.id) < (${place.day}::date, ${place.id}::uuid)`
      : undefined,
  ].filter((condition) => typeof condition === 'object')
  // the page first, its counts after: nothing is counted of meetings that are not shown
  const { rows } = await sql<MeetingLine>`
    select ${line}
      from (select m.* from unnest(${counties}::text[]) as d (code)
             cross join lateral (select * from meetings as m where ${sql.join(conditions, sql` and `)}
                                  order by m.held_on desc, m.id desc limit ${limit}) as m
             order by m.held_on desc, m.id desc limit ${limit}) as m
      ${joined}
     order by m.held_on desc, m.id desc`.execute(tx)
  const last = rows.at(-1)
  const next = last && rows.length === limit ? `${last.heldOn}.${last.id}` : null
  return { rows, next, total: null }
}

function placeOf(after: string | undefined): { day: string; id: string } | null {
  if (after === undefined) return null
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})$/.exec(after) ?? []
  if (!day || !id) throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { day, id }
}

type Head = MeetingLine & Pick<Meeting, 'hostOrganisationId' | 'chair' | 'minutes' | 'closedBy' | 'revision'>

/** A meeting with its agenda, who came, what each unit said, what was resolved and what became of it. */
export async function getMeeting(tx: Tx, place: MeetingPlace): Promise<Meeting> {
  const { rows } = await sql<Head>`
    select ${line}, m.host_organisation_id as "hostOrganisationId", m.chair, m.minutes, a.name as "closedBy", m.revision
      from meetings as m
      ${joined}
      left join accounts as a on a.id = m.closed_by
     where m.county_code = ${place.countyCode} and m.id = ${place.meetingId}`.execute(tx)
  const [head] = rows
  if (!head) throw new Refused({ kind: 'missing', code: 'no_such_meeting', message: '没有这次会议' })
  const attendance = await listAttendance(tx, place)
  const present = attendance.filter(({ status }) => status === 'present' || status === 'deputised')
  const assigned = await listBriefs(
    tx,
    sql`t.county_code = ${place.countyCode} and t.meeting_id = ${place.meetingId} and t.resolution_id is null`,
  )
  return {
    ...head,
    attendance,
    items: await agendaOf(
      tx,
      place,
      present.map(({ organisation }) => organisation.id),
    ),
    assigned: assigned.map(briefOf),
  }
}

async function listAttendance(tx: Tx, { countyCode, meetingId }: MeetingPlace): Promise<Meeting['attendance']> {
  const { rows } = await sql<Meeting['attendance'][number]>`
    select json_build_object('id', o.id, 'name', o.name) as organisation, a.person_name as "personName", a.status
      from meeting_attendance as a
      join organisations as o on o.county_code = a.county_code and o.id = a.organisation_id
     where a.county_code = ${countyCode} and a.meeting_id = ${meetingId}
     order by o.name`.execute(tx)
  return rows
}
