import { sql } from 'kysely'
import type { z } from 'zod'
import type { RegistrationPlace } from '#contract/place-shapes.ts'
import type { placesEndpoints } from '#contract/places.ts'
import { refuseHours } from '#domain/registrations/places/sessions.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { tellApplications } from '../tell.ts'
import { actOn } from './changes.ts'

/** Places of a county with who usually works there, those still open first. */
export async function listPlaces(tx: Tx, countyCode: string): Promise<RegistrationPlace[]> {
  const { rows } = await sql<RegistrationPlace>`
    select p.id, p.county_code as "countyCode", p.kind, p.name, p.address, p.weekdays, to_char(p.opens_at, 'HH24:MI') as "opensAt",
           to_char(p.closes_at, 'HH24:MI') as "closesAt", to_char(p.break_from, 'HH24:MI') as "breakFrom", to_char(p.break_until, 'HH24:MI') as "breakUntil",
           p.slot_minutes as "slotMinutes", p.slot_capacity as "slotCapacity", p.counters, p.opened_on as "openedOn", p.closed_on as "closedOn", p.note, p.revision,
           coalesce((select json_agg(json_build_object('id', w.id, 'name', w.name) order by w.name)
                       from place_staff as s join people as w on w.county_code = s.county_code and w.id = s.person_id
                      where s.county_code = p.county_code and s.place_id = p.id and s.is_there), '[]') as staff,
           (select min(d.held_on) from place_sessions as d
             where d.county_code = p.county_code and d.place_id = p.id and d.state = 'open' and d.held_on >= ${officeToday()}) as "nextSessionOn"
      from places as p
     where p.county_code = ${countyCode}
     order by p.closed_on is not null, p.kind = 'door_to_door', p.opened_on, p.name
     limit 500`.execute(tx)
  return rows
}

/** Who may be put to work at a place: everybody of the county who is still there. */
export async function registrationPeople(tx: Tx, countyCode: string) {
  const { rows } = await sql<{ id: string; name: string; organisation: string | null }>`
    select p.id, p.name, o.name as organisation from people as p
      left join organisations as o on o.county_code = p.county_code and o.id = p.organisation_id
     where p.county_code = ${countyCode} and (p.left_on is null or p.left_on > ${officeToday()})
     order by o.name nulls last, p.name
     limit 2000`.execute(tx)
  return rows
}

type PlaceFields = Omit<z.output<(typeof placesEndpoints)['addPlace']['body']>, 'reason'>

/** Sets up a place; the staff named there is taken over by each of its sessions. */
export function addPlace(
  db: Db,
  actor: Actor,
  countyCode: string,
  { reason, ...fields }: PlaceFields & { reason: string },
): Promise<{ id: string }> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await refuseFields(tx, countyCode, null, fields)
    const act = { countyCode, kind: 'place_added', actor, reason }
    return actOn(tx, act, {}, async () => {
      const id = await insertPlace(tx, countyCode, fields)
      await setStaff(tx, { countyCode, placeId: id }, fields.staff)
      await tellApplications(tx, countyCode)
      return { made: { place: [id] }, answer: { id } }
    })
  })
}

/** Changes a place, by whoever has seen the last change. Sessions already planned stay as they are. */
export function changePlace(
  db: Db,
  actor: Actor,
  place: { countyCode: string; placeId: string },
  { reason, revision, ...fields }: PlaceFields & { reason: string; revision: number },
): Promise<{ id: string }> {
  const { countyCode, placeId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const known = (await listPlaces(tx, countyCode)).find(({ id }) => id === placeId)
    if (!known) throw noPlace()
    if (known.revision !== revision)
      throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '别人刚刚改过这个场所，请刷新后再改' })
    await refuseFields(tx, countyCode, placeId, fields)
    return actOn(tx, { countyCode, kind: 'place_changed', actor, reason }, { place: [placeId] }, async () => {
      await updatePlace(tx, place, fields)
      await setStaff(tx, place, fields.staff)
      await tellApplications(tx, countyCode)
      return { answer: { id: placeId } }
    })
  })
}

export const noPlace = () => new Refused({ kind: 'missing', code: 'no_such_place', message: '没有这个登记场所' })

async function refuseFields(tx: Tx, countyCode: string, placeId: string | null, fields: PlaceFields): Promise<void> {
  const { opensAt, closesAt, breakFrom, breakUntil, slotMinutes, openedOn, closedOn, name, staff } = fields
  const words = refuseHours({ startsAt: opensAt, endsAt: closesAt, breakFrom, breakUntil, slotMinutes })
  if (words) throw new Refused({ kind: 'invalid', code: 'odd_hours', message: words })
  if (closedOn !== null && closedOn < openedOn)
    throw new Refused({ kind: 'invalid', code: 'ends_before_it_began', message: '撤销日期早于设立日期' })
  const { rows } = await sql`
    select from places where county_code = ${countyCode} and name = ${name} and id is distinct from ${placeId}::uuid`.execute(
    tx,
  )
  if (rows.length > 0)
    throw new Refused({ kind: 'conflict', code: 'place_name_taken', message: `已有名为“${name}”的场所` })
  await refuseUnknownPeople(tx, countyCode, staff)
}

/** Who is not of this county, or has left, does not work here. */
export async function refuseUnknownPeople(tx: Tx, countyCode: string, people: readonly string[]): Promise<void> {
  const { rows } = await sql`
    select from unnest(${[...people]}::uuid[]) as asked (id)
     where not exists (select from people as p where p.county_code = ${countyCode} and p.id = asked.id and (p.left_on is null or p.left_on > ${officeToday()}))`.execute(
    tx,
  )
  if (rows.length > 0)
    throw new Refused({ kind: 'missing', code: 'no_such_person', message: '所选人员不在本县或已离岗' })
}

async function insertPlace(tx: Tx, countyCode: string, f: PlaceFields): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into places (county_code, kind, name, address, weekdays, opens_at, closes_at, break_from, break_until, slot_minutes, slot_capacity, counters, opened_on, closed_on, note)
    values (${countyCode}, ${f.kind}, ${f.name}, ${f.address}, ${f.weekdays}, ${f.opensAt}, ${f.closesAt}, ${f.breakFrom}, ${f.breakUntil}, ${f.slotMinutes},
            ${f.slotCapacity}, ${f.counters}, ${f.openedOn}, ${f.closedOn}, ${f.note})
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('a place was kept but gave no row')
  return rows[0].id
}

type PlaceKey = { countyCode: string; placeId: string }

async function updatePlace(tx: Tx, { countyCode, placeId }: PlaceKey, f: PlaceFields): Promise<void> {
  await sql`
    update places
       set kind = ${f.kind}, name = ${f.name}, address = ${f.address}, weekdays = ${f.weekdays}, opens_at = ${f.opensAt}, closes_at = ${f.closesAt},
           break_from = ${f.breakFrom}, break_until = ${f.breakUntil}, slot_minutes = ${f.slotMinutes}, slot_capacity = ${f.slotCapacity},
           counters = ${f.counters}, opened_on = ${f.openedOn}, closed_on = ${f.closedOn}, note = ${f.note}, revision = revision + 1
     where county_code = ${countyCode} and id = ${placeId}`.execute(tx)
}

async function setStaff(tx: Tx, { countyCode, placeId }: PlaceKey, staff: readonly string[]): Promise<void> {
  await sql`
    insert into place_staff as known (county_code, place_id, person_id, is_there)
    select ${countyCode}, ${placeId}, person_id, person_id = any (${[...staff]}::uuid[])
      from (select unnest(${[...staff]}::uuid[]) as person_id union select person_id from place_staff where county_code = ${countyCode} and place_id = ${placeId}) as asked
    on conflict (county_code, place_id, person_id) do update set is_there = excluded.is_there`.execute(tx)
}
