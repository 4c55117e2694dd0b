import { sql } from 'kysely'
import type { OwnerAppointments } from '#contract/owner-act-shapes.ts'
import type { VisitMatter } from '#domain/registrations/places/kinds.ts'
import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { type Actor, read, type Tx } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { book, markAppointments } from '../../registrations/actions.ts'
import type { Own } from './own.ts'

/** How far ahead an owner may choose. */
const daysAhead = 30

/** The appointments of the home and the times with room left, at sessions for everybody or for its own estate. */
export async function ownerAppointments(tx: Tx, own: Own): Promise<OwnerAppointments> {
  return { own: await ownList(tx, own), free: await freeTimes(tx, own) }
}

async function ownList(tx: Tx, { countyCode, unitId }: Own): Promise<OwnerAppointments['own']> {
  const { rows } = await sql<OwnerAppointments['own'][number]>`
    select a.id, a.matter, a.state, p.name as "placeName", p.address, s.held_on as "heldOn", to_char(t.starts_at, 'HH24:MI') as "startsAt",
           to_char(t.ends_at, 'HH24:MI') as "endsAt", a.end_reason as "endReason"
      from appointments as a
      join place_sessions as s on s.county_code = a.county_code and s.id = a.session_id
      join session_slots as t on t.county_code = a.county_code and t.session_id = a.session_id and t.slot_no = a.slot_no
      join places as p on p.county_code = s.county_code and p.id = s.place_id
     where a.county_code = ${countyCode} and a.unit_id = ${unitId}
     order by s.held_on desc, t.starts_at desc, a.id limit 20`.execute(tx)
  return rows
}

/** Days with their times; of today only what is still to come. */
async function freeTimes(tx: Tx, { countyCode, unitId }: Own): Promise<OwnerAppointments['free']> {
  const today = officeToday()
  const { rows } = await sql<OwnerAppointments['free'][number]>`
    select s.id, p.name as "placeName", p.address, s.held_on as "heldOn",
           json_agg(json_build_object('no', t.slot_no, 'startsAt', to_char(t.starts_at, 'HH24:MI'), 'endsAt', to_char(t.ends_at, 'HH24:MI'),
                                      'left', t.capacity - t.taken) order by t.slot_no) as times
      from units as u
      join place_sessions as s on s.county_code = u.county_code and (s.estate_id is null or s.estate_id = u.estate_id)
      join places as p on p.county_code = s.county_code and p.id = s.place_id
      join session_slots as t on t.county_code = s.county_code and t.session_id = s.id
     where u.county_code = ${countyCode} and u.id = ${unitId} and s.state = 'open' and t.capacity > t.taken
       and s.held_on between ${today} and ${dayOfNumber(dayNumber(today) + daysAhead)}
       and (s.held_on > ${today} or t.starts_at > (now() at time zone 'Asia/Shanghai')::time)
     group by s.id, p.id, p.name, p.address, s.held_on, s.starts_at
     order by s.held_on, s.starts_at, p.name limit 60`.execute(tx)
  return rows
}

type Booking = { sessionId: string; slotNo: number; matter: VisitMatter }

/** Books the time chosen, if its seat is still there. */
export async function makeAppointment(
  { db }: Pick<House, 'db'>,
  actor: Actor,
  own: Own,
  { sessionId, slotNo, matter }: Booking,
): Promise<OwnerAppointments> {
  const booking = { reason: '业主网上预约', matter, slotNo, units: [own.unitId], note: null }
  const { results } = await book(db, actor, { countyCode: own.countyCode, sessionId }, booking)
  refuseUnless(results)
  return read(db, actor, (tx) => ownerAppointments(tx, own))
}

/** Gives the seat back. */
export async function cancelAppointment(
  { db }: Pick<House, 'db'>,
  actor: Actor,
  own: Own,
  appointmentId: string,
): Promise<OwnerAppointments> {
  const { own: list } = await read(db, actor, (tx) => ownerAppointments(tx, own))
  const appointment = list.find(({ id }) => id === appointmentId)
  if (!appointment) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  if (appointment.state !== 'cancelled') {
    const mark = { reason: '业主网上取消', mark: 'cancel' as const, appointments: [appointmentId] }
    refuseUnless((await markAppointments(db, actor, own.countyCode, mark)).results)
  }
  return read(db, actor, (tx) => ownerAppointments(tx, own))
}

function refuseUnless([result]: readonly { ok: boolean; message: string | null }[]): void {
  if (!result?.ok) throw new Refused({ kind: 'conflict', code: 'not_booked', message: result?.message ?? '没有办成' })
}
