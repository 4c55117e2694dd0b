import { sql } from 'kysely'
import type { Appointment } from '#contract/place-shapes.ts'
import type { AppointmentState } from '#domain/registrations/places/appointments.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { homeName, ownerNames } from './homes.ts'
import { getSession, type SessionKey } from './session-views.ts'

/** Who comes to a session, by time; phones are masked. */
export async function listAppointments(
  tx: Tx,
  key: SessionKey,
  { state, after, limit }: { state?: AppointmentState | undefined; after?: string | undefined; limit: number },
) {
  await getSession(tx, key)
  const from = placeOf(after)
  const { rows } = await sql<Appointment>`
    select a.id, a.session_id as "sessionId", a.slot_no as "slotNo", to_char(t.starts_at, 'HH24:MI') as "startsAt", to_char(t.ends_at, 'HH24:MI') as "endsAt",
           a.unit_id as "unitId", e.name as "estateName", ${homeName} as home, ${ownerNames} as owners,
           (select o.phone_masked from owners as o where o.county_code = u.county_code and o.unit_id = u.id and o.phone_masked is not null order by o.owner_no limit 1) as phone,
           a.matter, a.state, a.end_reason as "endReason", a.note, a.booker_name as "bookedBy", q.ticket_no as "ticketNo"
      from appointments as a
      join session_slots as t on t.county_code = a.county_code and t.session_id = a.session_id and t.slot_no = a.slot_no
      join units as u on u.county_code = a.county_code and u.id = a.unit_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      left join queue_tickets as q on q.county_code = a.county_code and q.appointment_id = a.id
     where a.county_code = ${key.countyCode} and a.session_id = ${key.sessionId} and (${state ?? null}::text is null or a.state = ${state ?? null})
       and (a.slot_no, a.id) > (${from.slot}::smallint, ${from.id}::uuid)
     order by a.slot_no, a.id
     limit ${limit}`.execute(tx)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.slotNo}.${last.id}` : null, total: null }
}

function placeOf(after: string | undefined): { slot: number; id: string } {
  if (after === undefined) return { slot: 0, id: '00000000-0000-0000-0000-000000000000' }
  const [, slot, id] = /^(\d{1,4})\.([0-9a-f-]{36})$/.exec(after) ?? []
  if (!slot || !id) throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { slot: Number(slot), id }
}
