import { sql } from 'kysely'
import type { HomeOutreach, NewHomeVisit } from '#contract/outreach.ts'
import { type Actor, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { Refused } from '../../platform/refusals.ts'
import { announcementsWhere } from '../plans/announcements.ts'
import { takeVisits } from '../visits/take-visits.ts'
import { findLine } from './lines.ts'

export type HomeKey = { countyCode: string; unitId: string }

/** A home with everything that was tried at it. */
export async function homeOutreach(tx: Tx, { countyCode, unitId }: HomeKey): Promise<HomeOutreach> {
  const line = await findLine(tx, countyCode, unitId)
  const { rows } = await sql<Omit<HomeOutreach, 'line' | 'announcements'>>`
    select coalesce(v.revision, 0) as revision, v.phone_masked as "phoneShown", v.papers,
           coalesce((select json_agg(distinct x.field) from visit_conflicts as x
                      where x.county_code = u.county_code and x.unit_id = u.id and x.state = 'open'), '[]') as conflicts,
           ${attempts} as attempts,
           coalesce((select json_agg(json_build_object('id', p.id, 'title', p.title, 'untilOn', p.until_on, 'person', w.name) order by p.until_on)
                       from visit_plan_homes as h
                       join visit_plans as p on p.county_code = h.county_code and p.id = h.plan_id and p.ended_on is null
                       join people as w on w.county_code = p.county_code and w.id = p.person_id
                      where h.county_code = u.county_code and h.unit_id = u.id), '[]') as plans,
           coalesce((select json_agg(x) from (
                       select m.id, m.to_masked as "to", m.text, m.state, to_char(m.changed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') as at
                         from messages as m where m.county_code = u.county_code and m.unit_id = u.id order by m.made_at desc limit 20) as x), '[]') as messages
      from units as u left join unit_outreach as v on v.county_code = u.county_code and v.unit_id = u.id
     where u.county_code = ${countyCode} and u.id = ${unitId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '没有这一户' })
  const announcements = await announcementsWhere(
    tx,
    sql`a.county_code = ${countyCode} and a.estate_id = ${line.estateId}`,
    10,
  )
  return { line, ...rows[0], announcements }
}

/** Every attempt at a home `u`, the latest first. */
const attempts = sql`
  coalesce((select json_agg(x) from (
    select a.id, a.channel, a.source, to_char(a.visited_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') as at, a.is_contacted as "isContacted",
           a.said ->> 'willingness' as willingness, a.said ->> 'reason' as reason, a.said ->> 'nextStep' as "nextStep", a.said ->> 'nextOn' as "nextOn",
           a.phone_masked as "phoneShown", a.note, cardinality(a.photos) as photos, a.visitor_name as "visitorName"
      from visits as a where a.county_code = u.county_code and a.unit_id = u.id
     order by a.visited_at desc, a.id desc limit 200) as x), '[]')`

/** Records in the office what was tried at a home: told again under the same id, it is one attempt. */
export function recordHomeVisit(
  { db, secrets }: Pick<House, 'db' | 'secrets'>,
  actor: Actor,
  { countyCode, unitId }: HomeKey,
  { onDay, time, ...visit }: NewHomeVisit,
) {
  const at = new Date(`${onDay}T${time}:00+08:00`)
  if (at.getTime() > Date.now()) {
    const message = '走访时间在现在之后'
    throw new Refused({ kind: 'invalid', code: 'visit_in_future', message, fields: [{ field: 'time', message }] })
  }
  return transact(db, actor, async (tx) => {
    const told = {
      ...visit,
      unitId,
      source: 'office' as const,
      visitedAt: at.toISOString(),
      visitor: { accountId: actor.accountId, name: actor.name },
    }
    const [taken] = await takeVisits({ tx, secrets }, actor, countyCode, [told], '办公室补记走访')
    if (!taken) throw new Error('a visit was told but gave no answer')
    return { outcome: taken.outcome, conflicts: [...taken.conflicts] }
  })
}
