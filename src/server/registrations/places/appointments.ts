import { sql } from 'kysely'
import type { z } from 'zod'
import type { placesEndpoints } from '#contract/places.ts'
import {
  type AppointmentMove,
  type AppointmentState,
  appointmentMoves,
  appointmentWords,
  decideAppointment,
} from '#domain/registrations/places/appointments.ts'
import { seatHomes } from '#domain/registrations/places/seating.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { tellApplications } from '../tell.ts'
import { actOn, type ResultOfOne, refusedOne, went } from './changes.ts'
import { getOpenSession, type SessionKey } from './session-views.ts'

type Booking = z.output<(typeof placesEndpoints)['book']['body']>

/**
 * Books homes into a session, as many as there are seats; says of each other why not. The acts of a county wait for each
 * other, and the database counts seats itself.
 */
export function book(db: Db, actor: Actor, key: SessionKey, booking: Booking): Promise<{ results: ResultOfOne[] }> {
  const { countyCode, sessionId } = key
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const session = await getOpenSession(tx, key, officeToday())
    if (booking.slotNo !== null && !session.slots.some(({ no }) => no === booking.slotNo))
      throw new Refused({ kind: 'missing', code: 'no_such_slot', message: '没有这个时段' })
    const homes = [...new Set(booking.units)]
    const refused = await refusedHomes(tx, { countyCode, homes, matter: booking.matter, estate: session.estate })
    const seats = seatHomes(
      homes.filter((home) => !refused.has(home)),
      session.slots,
      booking.slotNo,
    )
    const seated = [...seats].flatMap(([unitId, slotNo]) => (slotNo === null ? [] : [{ unitId, slotNo }]))
    await actOn(tx, { countyCode, kind: 'appointments_booked', actor, reason: booking.reason }, {}, async () => {
      const appointment = await insertAppointments(tx, { countyCode, sessionId }, actor, booking, seated)
      await tellApplications(tx, countyCode)
      return { made: { appointment }, answer: null }
    })
    const full = booking.slotNo === null ? '这个场次没有余号了' : '这个时段没有余号了'
    return {
      results: homes.map((home) => {
        const words = refused.get(home) ?? (seats.get(home) === null ? full : null)
        return words === null ? went(home) : refusedOne(home, words)
      }),
    }
  })
}

type AskedHomes = {
  countyCode: string
  homes: readonly string[]
  matter: string
  estate: { id: string; name: string } | null
}

/** Homes that cannot be booked, each with its reason: unknown, of another estate, booked for this already. */
async function refusedHomes(tx: Tx, { countyCode, homes, matter, estate }: AskedHomes): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; isKnown: boolean; isOther: boolean; bookedOn: string | null }>`
    select asked.id, u.id is not null as "isKnown", u.estate_id is distinct from ${estate?.id ?? null}::uuid and ${estate !== null} as "isOther", s.held_on as "bookedOn"
      from unnest(${[...homes]}::uuid[]) as asked (id)
      left join units as u on u.county_code = ${countyCode} and u.id = asked.id
      left join appointments as a on a.county_code = ${countyCode} and a.unit_id = asked.id and a.matter = ${matter} and a.state in ('booked', 'arrived')
      left join place_sessions as s on s.county_code = a.county_code and s.id = a.session_id`.execute(tx)
  const words = ({ isKnown, isOther, bookedOn }: (typeof rows)[number]) => {
    if (!isKnown) return '没有这一户'
    if (isOther) return `这个场次只接待${estate?.name ?? ''}`
    return bookedOn === null ? null : `同一事项已约在 ${bookedOn}`
  }
  return new Map(rows.flatMap((row) => (words(row) === null ? [] : [[row.id, words(row) ?? '']])))
}

async function insertAppointments(
  tx: Tx,
  { countyCode, sessionId }: SessionKey,
  actor: Actor,
  { matter, note }: Booking,
  seated: readonly { unitId: string; slotNo: number }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into appointments (county_code, session_id, slot_no, unit_id, matter, note, booked_by, booker_name)
    select ${countyCode}, ${sessionId}, slot_no, unit_id, ${matter}, ${note}, ${actor.accountId}, ${actor.name}
      from unnest(${seated.map(({ unitId }) => unitId)}::uuid[], ${seated.map(({ slotNo }) => slotNo)}::smallint[]) as s (unit_id, slot_no)
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

type Standing = { id: string; state: AppointmentState; heldOn: string }

async function standingsOf(tx: Tx, countyCode: string, ids: readonly string[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing>`
    select a.id, a.state, s.held_on as "heldOn"
      from appointments as a join place_sessions as s on s.county_code = a.county_code and s.id = a.session_id
     where a.county_code = ${countyCode} and a.id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Gives an appointment another time, where there is a seat. */
export function moveAppointment(
  db: Db,
  actor: Actor,
  { countyCode, appointmentId }: { countyCode: string; appointmentId: string },
  { reason, sessionId, slotNo }: { reason: string; sessionId: string; slotNo: number },
): Promise<{ id: string }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const today = officeToday()
    const standing = (await standingsOf(tx, countyCode, [appointmentId])).get(appointmentId)
    const refusal = standing ? decideAppointment(standing, 'move', today) : 'no_such_appointment'
    if (refusal)
      throw new Refused({ kind: standing ? 'conflict' : 'missing', code: refusal, message: appointmentWords[refusal] })
    const session = await getOpenSession(tx, { countyCode, sessionId }, today)
    const slot = session.slots.find(({ no }) => no === slotNo)
    if (!slot) throw new Refused({ kind: 'missing', code: 'no_such_slot', message: '没有这个时段' })
    if (slot.taken >= slot.capacity)
      throw new Refused({ kind: 'conflict', code: 'slot_full', message: '这个时段没有余号了' })
    const act = { countyCode, kind: 'appointment_moved', actor, reason }
    return actOn(tx, act, { appointment: [appointmentId] }, async () => {
      await sql`
        update appointments set session_id = ${sessionId}, slot_no = ${slotNo} where county_code = ${countyCode} and id = ${appointmentId}`.execute(
        tx,
      )
      await tellApplications(tx, countyCode)
      return { answer: { id: appointmentId } }
    })
  })
}

/** Marks appointments as kept, over, missed or cancelled, each for itself. */
export function markAppointments(
  db: Db,
  actor: Actor,
  countyCode: string,
  {
    reason,
    mark,
    appointments,
  }: { reason: string; mark: Exclude<AppointmentMove, 'move'>; appointments: readonly string[] },
): Promise<{ results: ResultOfOne[] }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const today = officeToday()
    const asked = [...new Set(appointments)]
    const standings = await standingsOf(tx, countyCode, asked)
    const refusalOf = (id: string) => {
      const standing = standings.get(id)
      return standing ? decideAppointment(standing, mark, today) : ('no_such_appointment' as const)
    }
    const going = asked.filter((id) => refusalOf(id) === null)
    const act = { countyCode, kind: 'appointments_marked', actor, reason, payload: { mark } }
    await actOn(tx, act, { appointment: going }, async () => {
      await sql`
        update appointments set state = ${appointmentMoves[mark].to}, end_reason = ${mark === 'cancel' ? reason : null}
         where county_code = ${countyCode} and id = any (${going}::uuid[])`.execute(tx)
      await tellApplications(tx, countyCode)
      return { answer: null }
    })
    return {
      results: asked.map((id) => {
        const refusal = refusalOf(id)
        return refusal === null ? went(id) : refusedOne(id, appointmentWords[refusal])
      }),
    }
  })
}
