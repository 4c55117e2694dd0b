import { sql } from 'kysely'
import type { RegistrationPlace } from '#contract/place-shapes.ts'
import type { SessionNature } from '#domain/registrations/places/kinds.ts'
import type { Hours, Slot } from '#domain/registrations/places/sessions.ts'
import type { Tx } from '../../platform/acts.ts'
import type { SessionKey } from './session-views.ts'

/** Days on which a place has a session already. */
export async function takenDays(tx: Tx, countyCode: string, placeId: string, days: readonly string[]) {
  const { rows } = await sql<{ day: string }>`
    select held_on as day from place_sessions
     where county_code = ${countyCode} and place_id = ${placeId} and state = 'open' and held_on = any (${[...days]}::date[])`.execute(
    tx,
  )
  return new Set(rows.map(({ day }) => day))
}

type Asked = { countyCode: string; days: readonly string[]; staff: readonly string[]; except: string | null }

/** On which days some of these people are at another place, and their names. */
export async function peopleElsewhere(
  tx: Tx,
  { countyCode, days, staff, except }: Asked,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ day: string; names: string }>`
    select f.held_on as day, string_agg(w.name, '、' order by w.name) as names
      from session_staff as f
      join people as w on w.county_code = f.county_code and w.id = f.person_id
     where f.county_code = ${countyCode} and f.held_on = any (${[...days]}::date[]) and f.person_id = any (${[...staff]}::uuid[]) and f.is_there
       and f.session_id is distinct from ${except}::uuid
     group by f.held_on`.execute(tx)
  return new Map(rows.map(({ day, names }) => [day, names]))
}

type NewSessions = {
  countyCode: string
  place: RegistrationPlace
  plan: {
    slotCapacity?: number | undefined
    counters?: number | undefined
    estateId: string | null
    note: string | null
  }
  hours: Hours
  sessions: readonly { day: string; nature: SessionNature }[]
  slots: readonly Slot[]
  staff: readonly string[]
}

/** Inserts sessions with their times and staff, each kind of row in one statement; gives the sessions' ids. */
export async function insertSessions(tx: Tx, made: NewSessions): Promise<string[]> {
  const { countyCode, place, plan, hours, sessions, slots, staff } = made
  const { rows } = await sql<{ id: string; day: string }>`
    insert into place_sessions (county_code, place_id, held_on, starts_at, ends_at, nature, counters, estate_id, note)
    select ${countyCode}, ${place.id}, day, ${hours.startsAt}, ${hours.endsAt}, nature, ${plan.counters ?? place.counters}, ${plan.estateId}::uuid, ${plan.note}
      from unnest(${sessions.map(({ day }) => day)}::date[], ${sessions.map(({ nature }) => nature)}::text[]) as asked (day, nature)
    returning id, held_on as day`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await sql`
    insert into session_slots (county_code, session_id, slot_no, starts_at, ends_at, capacity)
    select ${countyCode}, s.id, t.no, t."startsAt", t."endsAt", ${plan.slotCapacity ?? place.slotCapacity}
      from unnest(${ids}::uuid[]) as s (id)
     cross join jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) as t (no smallint, "startsAt" time, "endsAt" time)`.execute(
    tx,
  )
  await sql`
    insert into session_staff (county_code, session_id, person_id, held_on, account_id, is_there)
    select ${countyCode}, s.id, w.id, s.day, w.account_id, true
      from unnest(${ids}::uuid[], ${rows.map(({ day }) => day)}::date[]) as s (id, day)
     cross join people as w
     where w.county_code = ${countyCode} and w.id = any (${[...staff]}::uuid[])`.execute(tx)
  return ids
}

/** Puts exactly these people into a session, each with the account he signs in with now. */
export async function setSessionStaff(
  tx: Tx,
  { countyCode, sessionId }: SessionKey,
  day: string,
  staff: readonly string[],
): Promise<void> {
  await sql`
    insert into session_staff as known (county_code, session_id, person_id, held_on, account_id, is_there)
    select ${countyCode}, ${sessionId}, w.id, ${day}, w.account_id, w.id = any (${[...staff]}::uuid[])
      from people as w
     where w.county_code = ${countyCode}
       and (w.id = any (${[...staff]}::uuid[])
            or w.id in (select person_id from session_staff where county_code = ${countyCode} and session_id = ${sessionId}))
    on conflict (county_code, session_id, person_id) do update set is_there = excluded.is_there, account_id = excluded.account_id`.execute(
    tx,
  )
}
