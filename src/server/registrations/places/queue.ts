import { sql } from 'kysely'
import type { Queue } from '#contract/place-shapes.ts'
import { decideAppointment } from '#domain/registrations/places/appointments.ts'
import type { VisitMatter } from '#domain/registrations/places/kinds.ts'
import { maskName, mayMoveTicket, nextInQueue } from '#domain/registrations/places/queue.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeNow, officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { tellApplications } from '../tell.ts'
import { actOn } from './changes.ts'
import { getOpenSession, getSession, type SessionKey } from './session-views.ts'

type Ticket = Queue['waiting'][number]

/** The queue of a place on a day: who is called, who waits and in which order. */
export async function getQueue(tx: Tx, key: SessionKey): Promise<Queue> {
  const session = await getSession(tx, key)
  const tickets = await ticketsOf(tx, key)
  const { id: sessionId, placeName, heldOn, startsAt, endsAt, counters } = session
  return {
    sessionId,
    placeName,
    heldOn,
    startsAt,
    endsAt,
    counters,
    called: tickets
      .filter(({ state }) => state === 'called')
      .toSorted((one, other) => (other.calledAt ?? '').localeCompare(one.calledAt ?? '')),
    waiting: inOrder(tickets),
    skipped: tickets.filter(({ state }) => state === 'skipped'),
    done: tickets.filter(({ state }) => state === 'done').length,
    taken: tickets.length,
  }
}

const timeNow = () => officeNow().slice(11)

/** Those who wait, in the order in which they would be called now. */
function inOrder(tickets: readonly Ticket[]): Ticket[] {
  const now = timeNow()
  const left = tickets.filter(({ state }) => state === 'waiting')
  const order: Ticket[] = []
  while (left.length > 0) {
    const next = nextInQueue(left, now)
    if (!next) break
    order.push(next)
    left.splice(left.indexOf(next), 1)
  }
  return order
}

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

async function ticketsOf(tx: Tx, { countyCode, sessionId }: SessionKey): Promise<Ticket[]> {
  const { rows } = await sql<Ticket>`
    select q.ticket_no as no, q.matter, q.name_masked as name, q.state, q.counter, q.calls, to_char(t.starts_at, 'HH24:MI') as "slotStartsAt",
           ${instant('q.taken_at')} as "takenAt", ${instant('q.called_at')} as "calledAt"
      from queue_tickets as q
      left join appointments as a on a.county_code = q.county_code and a.id = q.appointment_id
      left join session_slots as t on t.county_code = a.county_code and t.session_id = a.session_id and t.slot_no = a.slot_no
     where q.county_code = ${countyCode} and q.session_id = ${sessionId}
     order by q.ticket_no`.execute(tx)
  return rows
}

/** A session of today: only then is there a queue. */
async function getTodaysSession(tx: Tx, key: SessionKey) {
  const today = officeToday()
  const session = await getOpenSession(tx, key, today)
  if (session.heldOn !== today)
    throw new Refused({ kind: 'conflict', code: 'not_today', message: '只能在场次当天取号、叫号' })
  return session
}

type NewTicket = { matter: VisitMatter; appointmentId: string | null; name: string | null }

/** Gives a number; whoever has an appointment is noted as arrived by it. Numbers begin with 1 each day. */
export function takeTicket(db: Db, actor: Actor, key: SessionKey, ticket: NewTicket): Promise<{ no: number }> {
  const { countyCode, sessionId } = key
  const { appointmentId } = ticket
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await getTodaysSession(tx, key)
    const comes = appointmentId === null ? null : await comesFor(tx, key, appointmentId)
    const touched = { session: [sessionId], ...(appointmentId !== null && { appointment: [appointmentId] }) }
    const act = { countyCode, kind: 'ticket_taken', actor, reason: '取号' }
    return actOn(tx, act, touched, async () => {
      if (appointmentId !== null)
        await sql`
          update appointments set state = 'arrived' where county_code = ${countyCode} and id = ${appointmentId} and state = 'booked'`.execute(
          tx,
        )
      const name = comes?.name ?? ticket.name
      const { rows } = await sql<{ no: number }>`
        insert into queue_tickets (county_code, session_id, ticket_no, matter, appointment_id, name_masked)
        select ${countyCode}, ${sessionId}, coalesce(max(ticket_no), 0) + 1, ${comes?.matter ?? ticket.matter}, ${appointmentId}::uuid, ${name && maskName(name)}
          from queue_tickets where county_code = ${countyCode} and session_id = ${sessionId}
        returning ticket_no as no`.execute(tx)
      await tellApplications(tx, countyCode)
      return { answer: { no: rows[0]?.no ?? 0 } }
    })
  })
}

/** Who comes with an appointment of this session; one who came already has his number. */
async function comesFor(tx: Tx, { countyCode, sessionId }: SessionKey, appointmentId: string) {
  const { rows } = await sql<{
    state: 'booked' | 'arrived' | 'done' | 'missed' | 'cancelled'
    matter: VisitMatter
    name: string | null
    ticketNo: number | null
  }>`
    select a.state, a.matter, (select o.name from owners as o where o.county_code = a.county_code and o.unit_id = a.unit_id order by o.owner_no limit 1) as name,
           q.ticket_no as "ticketNo"
      from appointments as a
      left join queue_tickets as q on q.county_code = a.county_code and q.appointment_id = a.id
     where a.county_code = ${countyCode} and a.session_id = ${sessionId} and a.id = ${appointmentId}`.execute(tx)
  const [found] = rows
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_appointment', message: '这个场次没有这个预约' })
  if (found.ticketNo !== null)
    throw new Refused({ kind: 'conflict', code: 'has_a_ticket', message: `已取过 ${found.ticketNo} 号` })
  const isHere =
    found.state === 'arrived' ||
    decideAppointment({ ...found, heldOn: officeToday() }, 'arrive', officeToday()) === null
  if (!isHere) throw new Refused({ kind: 'conflict', code: 'wrong_state', message: '预约已经结束，请另取号' })
  return found
}

/**
 * Calls the next to a counter, or one number again. Whoever is at the counter is done with that; `no` is null where nobody
 * waits.
 */
export function callNext(
  db: Db,
  actor: Actor,
  key: SessionKey,
  { counter, no }: { counter: number; no: number | null },
): Promise<{ no: number | null }> {
  const { countyCode, sessionId } = key
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const session = await getTodaysSession(tx, key)
    if (counter > session.counters)
      throw new Refused({ kind: 'invalid', code: 'no_such_counter', message: `这里只有 ${session.counters} 个窗口` })
    const tickets = await ticketsOf(tx, key)
    const next = no === null ? nextInQueue(tickets, timeNow()) : tickets.find((ticket) => ticket.no === no)
    if (no !== null && !next) throw new Refused({ kind: 'missing', code: 'no_such_ticket', message: `没有 ${no} 号` })
    const isAgain = next?.state === 'called' && next.counter === counter
    if (next && !isAgain && !mayMoveTicket(next.state, 'call'))
      throw new Refused({ kind: 'conflict', code: 'wrong_state', message: `${next.no} 号正在别的窗口办理或已办完` })
    const touched = { session: [sessionId], appointment: await appointmentsAt(tx, key, counter) }
    await actOn(tx, { countyCode, kind: 'ticket_called', actor, reason: '叫号' }, touched, async () => {
      if (!isAgain) await endAtCounter(tx, key, counter)
      if (next)
        await sql`
          update queue_tickets set state = 'called', counter = ${counter}, calls = calls + 1, called_at = now(), ended_at = null
           where county_code = ${countyCode} and session_id = ${sessionId} and ticket_no = ${next.no}`.execute(tx)
      await tellApplications(tx, countyCode)
      return { answer: null }
    })
    return { no: next?.no ?? null }
  })
}

/** The appointments of whoever is at a counter now. */
async function appointmentsAt(tx: Tx, { countyCode, sessionId }: SessionKey, counter: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select appointment_id as id from queue_tickets
     where county_code = ${countyCode} and session_id = ${sessionId} and counter = ${counter} and state = 'called' and appointment_id is not null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

async function endAtCounter(tx: Tx, { countyCode, sessionId }: SessionKey, counter: number): Promise<void> {
  await sql`
    with ended as (
      update queue_tickets set state = 'done', ended_at = now()
       where county_code = ${countyCode} and session_id = ${sessionId} and counter = ${counter} and state = 'called'
      returning appointment_id
    )
    update appointments set state = 'done'
     where county_code = ${countyCode} and id in (select appointment_id from ended) and state in ('booked', 'arrived')`.execute(
    tx,
  )
}

/** Ends a number at its counter: served, or not there when called 过号. */
export function endTicket(
  db: Db,
  actor: Actor,
  key: SessionKey,
  { no, as }: { no: number; as: 'finish' | 'skip' },
): Promise<{ no: number }> {
  const { countyCode, sessionId } = key
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await getTodaysSession(tx, key)
    const ticket = (await ticketsOf(tx, key)).find((one) => one.no === no)
    if (!ticket) throw new Refused({ kind: 'missing', code: 'no_such_ticket', message: `没有 ${no} 号` })
    if (!mayMoveTicket(ticket.state, as) || ticket.counter === null)
      throw new Refused({ kind: 'conflict', code: 'wrong_state', message: `${no} 号没有在窗口办理` })
    const counter = ticket.counter
    const touched = { session: [sessionId], appointment: await appointmentsAt(tx, key, counter) }
    const act = { countyCode, kind: as === 'finish' ? 'ticket_finished' : 'ticket_skipped', actor, reason: '排队叫号' }
    return actOn(tx, act, touched, async () => {
      if (as === 'finish') await endAtCounter(tx, key, counter)
      else
        await sql`
          update queue_tickets set state = 'skipped', ended_at = now()
           where county_code = ${countyCode} and session_id = ${sessionId} and ticket_no = ${no}`.execute(tx)
      await tellApplications(tx, countyCode)
      return { answer: { no } }
    })
  })
}
