import { sql } from 'kysely'
import { type SamplePlace, samplePlaces, sampleVisitors } from '#samples/registrations.ts'
import { read } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { addPlace, book, callNext, planSessions, takeTicket } from '../registrations/actions.ts'
import { type DeskHouse, dayIn, sampleReason } from './registration-desk.ts'
import { sampleApplications } from './registration-transfers.ts'

/** Sets up the county's windows and a temporary point, plans their days, and has people come to the point today. */
export async function openSamplePlaces(house: DeskHouse): Promise<void> {
  const staff = await peopleOf(house)
  for (const [at, place] of samplePlaces(house.desk).entries()) await openPlace(house, place, staff.slice(at, at + 1)) // three
  const today = await todaysSession(house)
  if (!today) return
  await bookHomes(house, today.sessionId)
  if (today.isFirstDay) await queueUp(house, today)
}

/** People of the registration centre, or of whichever offices the county has. */
async function peopleOf({ db, desk, actors }: DeskHouse): Promise<string[]> {
  const { rows } = await read(db, actors.window, (tx) =>
    sql<{ id: string }>`
      select p.id from people as p join organisations as o on o.county_code = p.county_code and o.id = p.organisation_id
       where p.county_code = ${desk.code} and p.left_on is null
       order by o.name like '%不动产登记中心' desc, o.name like '%服务中心' desc, p.id limit 3`.execute(tx),
  )
  return rows.map(({ id }) => id)
}

async function openPlace(house: DeskHouse, { days, ...place }: SamplePlace, staff: string[]): Promise<void> {
  const { db, desk, actors, once } = house
  const rest = {
    slotMinutes: 30,
    breakFrom: '12:00',
    breakUntil: '14:00',
    openedOn: dayIn(-30),
    closedOn: null,
    note: null,
  }
  await once(sampleReason(`设立${place.name}`), (reason) =>
    addPlace(db, actors.window, desk.code, { ...place, ...rest, staff, reason }),
  )
  await once(sampleReason(`安排${place.name}场次`), async (reason) => {
    const placeId = await placeNamed(house, place.name)
    if (!placeId) return
    await planSessions(
      db,
      actors.window,
      { countyCode: desk.code, placeId },
      {
        reason,
        from: officeToday(),
        until: dayIn(days - 1),
        worksDaysOff: place.kind === 'temporary_point',
        estateId: null,
        note: null,
      },
    )
  })
}

async function placeNamed({ db, desk, actors }: DeskHouse, name: string): Promise<string | undefined> {
  const { rows } = await read(db, actors.window, (tx) =>
    sql<{ id: string }>`select id from places where county_code = ${desk.code} and name = ${name}`.execute(tx),
  )
  return rows[0]?.id
}

type Today = { sessionId: string; tickets: number; called: number; isFirstDay: boolean }

/** The temporary point's session of today; the queue is one of the first day alone. */
async function todaysSession({ db, desk, actors }: DeskHouse): Promise<Today | undefined> {
  const { rows } = await read(db, actors.window, (tx) =>
    sql<Today>`
      select s.id as "sessionId",
             (select count(*) from queue_tickets as q where q.county_code = s.county_code and q.session_id = s.id)::integer as tickets,
             (select count(*) from queue_tickets as q where q.county_code = s.county_code and q.session_id = s.id and q.calls > 0)::integer as called,
             not exists (select from place_sessions as d where d.county_code = s.county_code and d.place_id = s.place_id and d.held_on < s.held_on) as "isFirstDay"
        from place_sessions as s join places as p on p.county_code = s.county_code and p.id = s.place_id
       where s.county_code = ${desk.code} and s.held_on = ${officeToday()} and s.state = 'open' and p.kind = 'temporary_point'
         and p.name = any (${samplePlaces(desk).map(({ name }) => name)}::text[])
       limit 1`.execute(tx),
  )
  return rows[0]
}

/** Those who are to bring what was missing have their time. */
async function bookHomes(house: DeskHouse, sessionId: string): Promise<void> {
  const { db, desk, actors, once } = house
  const units = (await sampleApplications(house)).slice(14, 22).map(({ unitId }) => unitId)
  if (units.length === 0) return
  const booking = { matter: 'supplement', slotNo: null, units, note: null } as const
  await once(sampleReason('预约补正'), (reason) =>
    book(db, actors.window, { countyCode: desk.code, sessionId }, { ...booking, reason }),
  )
}

/** A few people have taken numbers, and two are at the counters. */
async function queueUp(
  { db, desk, actors: { window } }: DeskHouse,
  { sessionId, tickets, called }: Today,
): Promise<void> {
  const key = { countyCode: desk.code, sessionId }
  for (const name of sampleVisitors.slice(tickets))
    await takeTicket(db, window, key, { matter: 'apply', appointmentId: null, name }) // each takes a number of his own
  for (const counter of [1, 2].slice(called)) await callNext(db, window, key, { counter, no: null })
}
