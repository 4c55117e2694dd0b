import { type RawBuilder, sql } from 'kysely'
import type { Session, SessionLine } from '#contract/place-shapes.ts'
import { dayNumber } from '#domain/shared/days.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

export type SessionKey = { countyCode: string; sessionId: string }

const line = sql`
  s.id, s.place_id as "placeId", p.name as "placeName", p.kind as "placeKind", p.address, s.held_on as "heldOn",
  to_char(s.starts_at, 'HH24:MI') as "startsAt", to_char(s.ends_at, 'HH24:MI') as "endsAt", s.nature, s.counters,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as estate, s.note, s.state, s.cancel_reason as "cancelReason", s.revision,
  (select coalesce(sum(t.capacity), 0) from session_slots as t where t.county_code = s.county_code and t.session_id = s.id)::integer as seats,
  (select coalesce(sum(t.taken), 0) from session_slots as t where t.county_code = s.county_code and t.session_id = s.id)::integer as taken,
  coalesce((select json_agg(json_build_object('id', w.id, 'name', w.name) order by w.name)
              from session_staff as f join people as w on w.county_code = f.county_code and w.id = f.person_id
             where f.county_code = s.county_code and f.session_id = s.id and f.is_there), '[]') as staff`

const joined = sql`
  join places as p on p.county_code = s.county_code and p.id = s.place_id
  left join estates as e on e.county_code = s.county_code and e.id = s.estate_id`

/** The longest stretch the calendar shows at once. */
const longestDays = 62

/** Sessions of a stretch of days, by day and hour. */
export async function listSessions(
  tx: Tx,
  countyCode: string,
  { from, until, place }: { from: string; until: string; place?: string | undefined },
): Promise<SessionLine[]> {
  if (dayNumber(until) - dayNumber(from) >= longestDays)
    throw new Refused({ kind: 'invalid', code: 'too_long', message: `一次最多查看 ${longestDays} 天` })
  return sessionsWhere(
    tx,
    sql`s.county_code = ${countyCode} and s.held_on between ${from} and ${until} and (${place ?? null}::uuid is null or s.place_id = ${place ?? null}::uuid)`,
  )
}

async function sessionsWhere(tx: Tx, condition: RawBuilder<unknown>): Promise<SessionLine[]> {
  const { rows } = await sql<SessionLine>`
    select ${line} from place_sessions as s ${joined} where ${condition} order by s.held_on, s.starts_at, p.name, s.id`.execute(
    tx,
  )
  return rows
}

/** A session with its times and the seats left in each. */
export async function getSession(tx: Tx, { countyCode, sessionId }: SessionKey): Promise<Session> {
  const [session] = await sessionsWhere(tx, sql`s.county_code = ${countyCode} and s.id = ${sessionId}`)
  if (!session) throw new Refused({ kind: 'missing', code: 'no_such_session', message: '没有这个场次' })
  const { rows } = await sql<Pick<Session, 'slots' | 'deliveries'>>`
    select coalesce((select json_agg(json_build_object('no', t.slot_no, 'startsAt', to_char(t.starts_at, 'HH24:MI'), 'endsAt', to_char(t.ends_at, 'HH24:MI'),
                                                       'capacity', t.capacity, 'taken', t.taken) order by t.slot_no)
                       from session_slots as t where t.county_code = ${countyCode} and t.session_id = ${sessionId}), '[]') as slots,
           (select count(*) from deliveries as d where d.county_code = ${countyCode} and d.session_id = ${sessionId} and d.state <> 'cancelled')::integer as deliveries`.execute(
    tx,
  )
  return { ...session, countyCode, slots: rows[0]?.slots ?? [], deliveries: rows[0]?.deliveries ?? 0 }
}

/** A session that still takes people: not cancelled, and its day not over. */
export async function getOpenSession(tx: Tx, key: SessionKey, today: string): Promise<Session> {
  const session = await getSession(tx, key)
  if (session.state === 'cancelled')
    throw new Refused({ kind: 'conflict', code: 'session_cancelled', message: '场次已取消' })
  if (session.heldOn < today)
    throw new Refused({ kind: 'conflict', code: 'session_is_over', message: '场次的日子已经过去' })
  return session
}
