import { type RawBuilder, sql } from 'kysely'
import type { Announcement, NewAnnouncement } from '#contract/outreach.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'

/** Announcements `a` of which a condition holds, the latest first. */
export async function announcementsWhere(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<Announcement[]> {
  const { rows } = await sql<Announcement>`
    select a.id, a.county_code as "countyCode", r.name as "countyName", json_build_object('id', e.id, 'name', e.name) as estate, a.channel,
           a.on_day as "onDay", a.words, a.reached, a.recorder_name as "recorderName"
      from outreach_announcements as a
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
      join regions as r on r.code = a.county_code
     where ${where} order by a.on_day desc, a.id desc limit ${limit}`.execute(tx)
  return rows
}

type Asked = { estate?: string | undefined; after?: string | undefined; limit: number }

/** A page of what was told to whole estates, the latest first. */
export async function listAnnouncements(tx: Tx, counties: readonly string[], { estate, after, limit }: Asked) {
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !id)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const set = [
    sql`a.county_code = any (${counties}::text[])`,
    estate !== undefined && sql`a.estate_id = ${estate}`,
    id !== undefined && sql`(a.on_day, a.id) < (${day}::date, ${id}::uuid)`,
  ].filter((condition) => typeof condition === 'object')
  const rows = await announcementsWhere(tx, sql.join(set, sql` and `), limit)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.onDay}.${last.id}` : null, total: null }
}

/** Records what was told to whole estates, one record for each of them. */
export function recordAnnouncement(
  db: Db,
  actor: Actor,
  countyCode: string,
  { estateIds, channel, onDay, words, reached }: NewAnnouncement,
): Promise<{ recorded: number }> {
  if (onDay > officeToday()) {
    const message = '日期在今天之后'
    throw new Refused({ kind: 'invalid', code: 'day_in_future', message, fields: [{ field: 'onDay', message }] })
  }
  const estates = [...new Set(estateIds)]
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    const { rows } = await sql<{ id: string; record: Record<string, unknown> }>`
      insert into outreach_announcements as a (county_code, estate_id, channel, on_day, words, reached, recorded_by, recorder_name)
      select e.county_code, e.id, ${channel}, ${onDay}::date, ${words}, ${reached}::integer, ${actor.accountId}::uuid, ${actor.name}
        from estates as e where e.county_code = ${countyCode} and e.id = any (${estates}::uuid[])
      returning a.id, to_jsonb(a) - '{county_code,id}'::text[] as record`.execute(tx)
    if (rows.length < estates.length)
      throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
    const changed = rows.map(({ id, record }) => ({
      subjectKind: 'visit_plan' as const,
      subjectId: id,
      change: record,
    }))
    await recordAct(tx, { countyCode, kind: 'announcement_recorded', actor, reason: words, rows: changed })
    return { recorded: rows.length }
  })
}
