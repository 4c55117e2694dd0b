import { type RawBuilder, sql } from 'kysely'
import type { TimelineEntry } from '#contract/tasks.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** So much of the past a page shows at once. */
const longest = 500

/** What happened to an estate: to itself and its place in the campaign, its tasks, its resolutions and the meetings that dealt with it, newest first. */
export async function estateTimeline(tx: Tx, countyCode: string, estateId: string): Promise<TimelineEntry[]> {
  const { rows } = await sql`
    select from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  return entries(
    tx,
    countyCode,
    sql`
    select 'estate' as kind, id, name as title from estates where county_code = ${countyCode} and id = ${estateId}
    union all
    select 'scope', id, name from estates where county_code = ${countyCode} and id = ${estateId}
    union all
    select 'task', id, title from tasks where county_code = ${countyCode} and estate_id = ${estateId}
    union all
    select 'resolution', id, matter from resolutions where county_code = ${countyCode} and estate_id = ${estateId}
    union all
    select 'meeting', m.id, m.title from meetings as m
     where m.county_code = ${countyCode}
       and m.id in (select a.meeting_id from agenda_items as a where a.county_code = ${countyCode} and a.estate_id = ${estateId})`,
  )
}

export const taskTimeline = (tx: Tx, countyCode: string, taskId: string): Promise<TimelineEntry[]> =>
  entries(
    tx,
    countyCode,
    sql`select 'task' as kind, id, title from tasks where county_code = ${countyCode} and id = ${taskId}`,
  )

async function entries(tx: Tx, countyCode: string, subjects: RawBuilder<unknown>): Promise<TimelineEntry[]> {
  const { rows } = await sql<TimelineEntry>`
    select h.act_no as "actNo", to_char(a.acted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.actor_name as actor,
           a.kind, a.reason, h.kind as subject, h.id as "subjectId", h.title, h.change
      from (select s.kind, s.id, s.title, of_one.act_no, of_one.row_no, of_one.change
              from (${subjects}) as s
             cross join lateral (select act_no, row_no, change from history as h
                                  where h.county_code = ${countyCode} and h.subject_id = s.id and h.subject_kind = s.kind
                                  order by h.act_no desc limit ${longest}) as of_one
             order by of_one.act_no desc, of_one.row_no limit ${longest}) as h
      join acts as a on a.county_code = ${countyCode} and a.act_no = h.act_no
     order by h.act_no desc, h.row_no`.execute(tx)
  return rows
}
