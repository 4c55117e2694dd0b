import { sql } from 'kysely'
import type { z } from 'zod'
import type { RegistrationPlace, Session } from '#contract/place-shapes.ts'
import type { placesEndpoints } from '#contract/places.ts'
import { daysOn, type Hours, natureOf, refuseHours, slotsOf } from '#domain/registrations/places/sessions.ts'
import { dayNumber, weekdayOf } from '#domain/shared/days.ts'
import { isWorkday, type WorkCalendar } from '#domain/tasks/calendar.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { calendarIn } from '../../tasks/actions.ts'
import { tellApplications } from '../tell.ts'
import { actOn, type ResultOfOne, refusedOne, went } from './changes.ts'
import { listPlaces, noPlace, refuseUnknownPeople } from './places.ts'
import { insertSessions, peopleElsewhere, setSessionStaff, takenDays } from './session-store.ts'
import { getOpenSession, getSession, type SessionKey } from './session-views.ts'

type Plan = z.output<(typeof placesEndpoints)['planSessions']['body']>

/** Days planned at once. */
const longestDays = 100

/** Plans the sessions of a stretch of days, each with its times and staff; says of each day why it was left out. */
export function planSessions(
  db: Db,
  actor: Actor,
  { countyCode, placeId }: { countyCode: string; placeId: string },
  plan: Plan,
): Promise<{ results: ResultOfOne[] }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const place = (await listPlaces(tx, countyCode)).find(({ id }) => id === placeId)
    if (!place) throw noPlace()
    const hours = hoursOf(place, plan)
    const staff = plan.staff ?? place.staff.map(({ id }) => id)
    await refuseUnknownPeople(tx, countyCode, staff)
    await refuseUnknownEstate(tx, countyCode, plan.estateId)
    const days = daysOn(plan.from, plan.until, plan.weekdays ?? place.weekdays)
    if (days.length === 0 || days.length > longestDays)
      throw new Refused({ kind: 'invalid', code: 'odd_days', message: `这段日期里应有 1 至 ${longestDays} 个开放日` })
    const calendar = await calendarIn(tx)
    const left = await leftOut(tx, { countyCode, place, plan, days, staff, calendar })
    const open = days.filter((day) => !left.has(day))
    const sessions = open.map((day) => ({
      day,
      nature: natureOf(place, hours, isWorkday(calendar, day)),
    }))
    await actOn(tx, { countyCode, kind: 'sessions_planned', actor, reason: plan.reason }, {}, async () => {
      const slots = slotsOf(hours)
      const session = await insertSessions(tx, { countyCode, place, plan, hours, sessions, slots, staff })
      await tellApplications(tx, countyCode)
      return { made: { session }, answer: null }
    })
    return { results: days.map((day) => (left.has(day) ? refusedOne(day, left.get(day) ?? '') : went(day))) }
  })
}

/** The hours of the plan, else those of the place; its break only where it still lies within them. */
function hoursOf(place: RegistrationPlace, plan: Plan): Hours {
  const [startsAt, endsAt] = [plan.startsAt ?? place.opensAt, plan.endsAt ?? place.closesAt]
  const hasBreak =
    place.breakFrom !== null && place.breakUntil !== null && startsAt < place.breakFrom && place.breakUntil < endsAt
  const hours = {
    startsAt,
    endsAt,
    breakFrom: hasBreak ? place.breakFrom : null,
    breakUntil: hasBreak ? place.breakUntil : null,
    slotMinutes: plan.slotMinutes ?? place.slotMinutes,
  }
  const words = refuseHours(hours)
  if (words) throw new Refused({ kind: 'invalid', code: 'odd_hours', message: words })
  return hours
}

type Leaving = {
  countyCode: string
  place: RegistrationPlace
  plan: Plan
  days: readonly string[]
  staff: readonly string[]
  calendar: WorkCalendar
}

/** Days on which no session can be, each with its reason. */
async function leftOut(tx: Tx, { countyCode, place, plan, days, staff, calendar }: Leaving) {
  const today = officeToday()
  const taken = await takenDays(tx, countyCode, place.id, days)
  const elsewhere = await peopleElsewhere(tx, { countyCode, days, staff, except: null })
  const whyNot = (day: string): string | null => {
    if (day < today) return '日期已经过去'
    if (day < place.openedOn || (place.closedOn !== null && day > place.closedOn)) return '场所在这一天没有设立'
    if (taken.has(day)) return '这一天已有场次'
    const isHoliday = !isWorkday(calendar, day) && weekdayOf(dayNumber(day)) < 5
    if (isHoliday && !plan.worksDaysOff) return '节假日，没有选择照常开放'
    const busy = elsewhere.get(day)
    return busy === undefined ? null : `${busy}这一天在别处`
  }
  return new Map(days.flatMap((day) => (whyNot(day) === null ? [] : [[day, whyNot(day)] as const])))
}

async function refuseUnknownEstate(tx: Tx, countyCode: string, estateId: string | null): Promise<void> {
  if (estateId === null) return
  const { rows } = await sql`select from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
}

type Change = z.output<(typeof placesEndpoints)['changeSession']['body']>

/** Changes who is there, how many counters and seats; never fewer seats than are taken. What is past stays. */
export function changeSession(db: Db, actor: Actor, key: SessionKey, change: Change): Promise<Session> {
  const { countyCode, sessionId } = key
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const session = await getOpenSession(tx, key, officeToday())
    if (session.revision !== change.revision)
      throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '别人刚刚改过这个场次，请刷新后再改' })
    await refuseUnknownPeople(tx, countyCode, change.staff)
    const asked = { countyCode, days: [session.heldOn], staff: change.staff, except: sessionId }
    const busy = (await peopleElsewhere(tx, asked)).get(session.heldOn)
    if (busy) throw new Refused({ kind: 'conflict', code: 'person_elsewhere', message: `${busy}这一天在别处` })
    const most = Math.max(0, ...session.slots.map(({ taken }) => taken))
    if (change.slotCapacity !== undefined && change.slotCapacity < most)
      throw new Refused({ kind: 'conflict', code: 'seats_taken', message: `有的时段已约 ${most} 户，名额不能少于此数` })
    await actOn(
      tx,
      { countyCode, kind: 'session_changed', actor, reason: change.reason },
      { session: [sessionId] },
      async () => {
        await updateSession(tx, key, change)
        await setSessionStaff(tx, key, session.heldOn, change.staff)
        await tellApplications(tx, countyCode)
        return { answer: null }
      },
    )
    return getSession(tx, key)
  })
}

async function updateSession(tx: Tx, { countyCode, sessionId }: SessionKey, change: Change): Promise<void> {
  await sql`
    update place_sessions set counters = ${change.counters}, note = ${change.note}, revision = revision + 1
     where county_code = ${countyCode} and id = ${sessionId}`.execute(tx)
  if (change.slotCapacity === undefined) return
  await sql`
    update session_slots set capacity = ${change.slotCapacity} where county_code = ${countyCode} and session_id = ${sessionId}`.execute(
    tx,
  )
}

/** Cancels a session before anybody came; its appointments end with the same reason. */
export function cancelSession(db: Db, actor: Actor, key: SessionKey, { reason }: { reason: string }): Promise<Session> {
  const { countyCode, sessionId } = key
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await getOpenSession(tx, key, officeToday())
    const { booked, came } = await whoIsBooked(tx, key)
    if (came > 0)
      throw new Refused({ kind: 'conflict', code: 'session_under_way', message: '已有人到场或取号，不能取消场次' })
    const touched = { session: [sessionId], appointment: booked }
    await actOn(tx, { countyCode, kind: 'session_cancelled', actor, reason }, touched, async () => {
      await sql`
        update appointments set state = 'cancelled', end_reason = ${reason} where county_code = ${countyCode} and id = any (${booked}::uuid[])`.execute(
        tx,
      )
      await sql`
        update place_sessions set state = 'cancelled', cancel_reason = ${reason}, revision = revision + 1
         where county_code = ${countyCode} and id = ${sessionId}`.execute(tx)
      await sql`
        update session_staff set is_there = false where county_code = ${countyCode} and session_id = ${sessionId}`.execute(
        tx,
      )
      await tellApplications(tx, countyCode)
      return { answer: null }
    })
    return getSession(tx, key)
  })
}

async function whoIsBooked(tx: Tx, { countyCode, sessionId }: SessionKey): Promise<{ booked: string[]; came: number }> {
  const { rows } = await sql<{ booked: string[]; came: number }>`
    select coalesce(array_agg(a.id) filter (where a.state = 'booked'), '{}') as booked,
           (count(*) filter (where a.state in ('arrived', 'done'))
            + (select count(*) from queue_tickets as t where t.county_code = ${countyCode} and t.session_id = ${sessionId}))::integer as came
      from appointments as a where a.county_code = ${countyCode} and a.session_id = ${sessionId}`.execute(tx)
  return rows[0] ?? { booked: [], came: 0 }
}
