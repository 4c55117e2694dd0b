import { sql } from 'kysely'
import type { Charge, Responsibility } from '#contract/responsibility.ts'
import type { ActRow, Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import {
  changeResponsibility,
  getOffice,
  getPresentPerson,
  type Office,
  refuseEndBeforeStart,
  refuseFuture,
} from './responsibility-acts.ts'

/** A post or charge as the history of its person tells it: under its own key, whole. */
export type Entry = { personId: string; key: string; value: Record<string, unknown> }

export const saidPosting = sql`
  person_id as "personId", 'posting:' || id as key,
  jsonb_build_object('organisation_id', organisation_id, 'duty', duty, 'from_on', from_on, 'until_on', until_on) as value`

export const saidCharge = sql`
  person_id as "personId", 'charge:' || id as key,
  jsonb_build_object('scope', scope, 'township_code', township_code, 'estate_id', estate_id, 'building_id', building_id,
                     'floor', floor, 'from_on', from_on, 'until_on', until_on) as value`

/** One row of history per person, with every post and charge of his that changed. */
export function peopleChanged(entries: readonly Entry[]): ActRow[] {
  const changes = Map.groupBy(entries, ({ personId }) => personId)
  return [...changes].map(([subjectId, said]) => ({
    subjectKind: 'person',
    subjectId,
    change: Object.fromEntries(said.map(({ key, value }) => [key, value])),
  }))
}

export type NewPosting = { personId: string; organisationId: string; duty: string; from: string }

/** Gives a person a post. Head and liaison are one person at a time: the former ends on the same day. */
export function post(office: Office, posting: NewPosting): Promise<Responsibility> {
  const { countyCode } = office
  const { personId, organisationId, duty, from } = posting
  refuseFuture(from)
  return changeResponsibility(office, 'person_posted', async (tx) => {
    const person = await getPresentPerson(tx, countyCode, personId)
    const unit = await getOffice(tx, countyCode, organisationId)
    const ended = await endFormer(tx, countyCode, posting)
    const { rows } = await sql<Entry>`
      insert into postings (county_code, person_id, organisation_id, duty, from_on)
      values (${countyCode}, ${personId}, ${organisationId}, ${duty}, ${from})
      on conflict do nothing returning ${saidPosting}`.execute(tx)
    if (rows.length === 0) throw alreadyPosted(person.name, unit.name)
    return peopleChanged([...ended, ...rows])
  })
}

const alreadyPosted = (person: string, unit: string) =>
  new Refused({ kind: 'conflict', code: 'already_posted', message: `${person}已在${unit}担任此职务`, person, unit })

async function endFormer(
  tx: Tx,
  countyCode: string,
  { personId, organisationId, duty, from }: NewPosting,
): Promise<Entry[]> {
  if (duty !== 'head' && duty !== 'liaison') return []
  const { rows } = await sql<{ id: string; personId: string; name: string; from: string }>`
    select o.id, o.person_id as "personId", p.name, o.from_on as "from"
      from postings as o join people as p on p.county_code = o.county_code and p.id = o.person_id
     where o.county_code = ${countyCode} and o.organisation_id = ${organisationId} and o.duty = ${duty} and o.until_on is null`.execute(
    tx,
  )
  const former = rows[0]
  if (!former || former.personId === personId) return []
  refuseEndBeforeStart(`前任${former.name}的职务`, former.from, from)
  return end(tx, 'postings', countyCode, [former.id], from)
}

/** Ends posts or charges on a day. */
export async function end(
  tx: Tx,
  table: 'postings' | 'charges',
  countyCode: string,
  ids: readonly string[],
  until: string,
): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    update ${sql.table(table)} set until_on = ${until}
     where county_code = ${countyCode} and id = any (${ids}::uuid[])
    returning ${table === 'postings' ? saidPosting : saidCharge}`.execute(tx)
  return rows
}

export const endPosting = (office: Office, id: string, until: string): Promise<Responsibility> =>
  endOne(office, 'postings', { id, until, kind: 'posting_ended', what: '这项职务' })

export const endCharge = (office: Office, id: string, until: string): Promise<Responsibility> =>
  endOne(office, 'charges', { id, until, kind: 'charge_ended', what: '这项包联' })

function endOne(
  office: Office,
  table: 'postings' | 'charges',
  { id, until, kind, what }: { id: string; until: string; kind: string; what: string },
): Promise<Responsibility> {
  const { countyCode } = office
  refuseFuture(until)
  return changeResponsibility(office, kind, async (tx) => {
    const { rows } = await sql<{ from: string; until: string | null }>`
      select from_on as "from", until_on as "until" from ${sql.table(table)} where county_code = ${countyCode} and id = ${id}`.execute(
      tx,
    )
    const held = rows[0]
    if (!held) throw new Refused({ kind: 'missing', code: 'no_such_post', message: `没有${what}` })
    if (held.until)
      throw new Refused({ kind: 'conflict', code: 'already_ended', message: `${what}已于 ${held.until} 结束` })
    refuseEndBeforeStart(what, held.from, until)
    return peopleChanged(await end(tx, table, countyCode, [id], until))
  })
}

export type Place = Pick<Charge, 'scope' | 'townshipCode' | 'estateId' | 'buildingId' | 'floor'>

/** Lets a person look after places, all of them or none. */
export function charge(
  office: Office,
  { personId, from, places }: { personId: string; from: string; places: readonly Place[] },
): Promise<Responsibility> {
  const { countyCode } = office
  refuseFuture(from)
  return changeResponsibility(office, 'places_charged', async (tx) => {
    const person = await getPresentPerson(tx, countyCode, personId)
    await refuseWrongPlaces(tx, countyCode, places)
    const { rows } = await sql<Entry>`
      insert into charges (county_code, person_id, scope, township_code, estate_id, building_id, floor, from_on)
      select ${countyCode}, ${personId}, scope, "townshipCode", "estateId", "buildingId", floor, ${from}
        from ${placesOf(places)}
      on conflict do nothing returning ${saidCharge}`.execute(tx)
    if (rows.length < places.length)
      throw new Refused({
        kind: 'conflict',
        code: 'already_charged',
        message: `其中 ${places.length - rows.length} 处已由${person.name}包联，或在名单中重复`,
      })
    return peopleChanged(rows)
  })
}

const placesOf = (places: readonly Place[]) => sql`
  jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
    as place (scope text, "townshipCode" text, "estateId" uuid, "buildingId" uuid, floor integer)`

/** Each place must be named by what its scope needs, and lie in this county; a building in its estate, a floor in its building. */
async function refuseWrongPlaces(tx: Tx, countyCode: string, places: readonly Place[]): Promise<void> {
  const { rows } = await sql<{ message: string }>`
    select case
             when (scope = 'township') <> ("townshipCode" is not null) or (scope in ('estate', 'building', 'floor')) <> ("estateId" is not null)
               or (scope in ('building', 'floor')) <> ("buildingId" is not null) or (scope = 'floor') <> (place.floor is not null)
               then '包联的范围与所选地点不符'
             when "townshipCode" is not null and t.code is null then '所选乡镇（街道）不在本县'
             when "estateId" is not null and e.id is null then '所选小区不在本县'
             when "buildingId" is not null and b.id is null then '所选楼幢不在' || e.name
             when place.floor > height.floors then e.name || b.name || '号楼只有 ' || height.floors || ' 层'
           end as message
      from ${placesOf(places)}
      left join regions as t on t.code = "townshipCode" and t.level = 'township' and t.county_code = ${countyCode}
      left join estates as e on e.county_code = ${countyCode} and e.id = "estateId"
      left join buildings as b on b.county_code = ${countyCode} and b.id = "buildingId" and b.estate_id = "estateId"
      left join lateral (select coalesce(b.floors, max(u.floors_total)) as floors from units as u
                          where u.county_code = ${countyCode} and u.estate_id = b.estate_id and u.building_id = b.id) as height on place.floor is not null`.execute(
    tx,
  )
  const wrong = rows.find(({ message }) => message)
  if (wrong) throw new Refused({ kind: 'conflict', code: 'wrong_place', message: wrong.message })
}
