import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'

/** Whom a task shall be given to: a unit, and a person where one is named. */
export type Wanted = { title: string; organisationId: string; personId: string | null }

/**
 * The person behind each task to be given: the one named, else the liaison 联络员 of the unit, else its head 一把手.
 * Refuses what would leave a task without a person who is there.
 */
export async function holdersOf(tx: Tx, countyCode: string, wanted: readonly Wanted[]): Promise<string[]> {
  const units = await unitsWithContact(tx, countyCode, [...new Set(wanted.map((one) => one.organisationId))])
  const named = [...new Set(wanted.flatMap(({ personId }) => personId ?? []))]
  const people = await presentPeople(tx, countyCode, named)
  return wanted.map(({ title, organisationId, personId }) => {
    const unit = units.get(organisationId)
    if (!unit) throw invalid('no_such_organisation', `“${title}”：没有这个责任单位`)
    if (personId !== null) {
      refuseAbsent(title, personId, people)
      return personId
    }
    if (unit.contactId === null)
      throw invalid('nobody_in_post', `“${title}”：该单位没有在任联络员或负责人（${unit.name}），请指定责任人`)
    return unit.contactId
  })
}

/** Refuses somebody who is not of this county, or no longer there. */
export function refuseAbsent(title: string, personId: string, people: ReadonlyMap<string, Present>): void {
  const person = people.get(personId)
  if (!person) throw invalid('no_such_person', `“${title}”：没有这个责任人`)
  if (person.leftOn !== null)
    throw invalid('person_has_left', `“${title}”：${person.name}已离任（${person.leftOn}），请另选责任人`)
}

const invalid = (code: string, message: string) => new Refused({ kind: 'invalid', code, message })

type Unit = { id: string; name: string; contactId: string | null }

/** Units with who holds the post tasks go to when nobody is named. */
export async function unitsWithContact(tx: Tx, countyCode: string, ids: readonly string[]): Promise<Map<string, Unit>> {
  const { rows } = await sql<Unit>`
    select o.id, o.name, contact.person_id as "contactId"
      from organisations as o
      left join lateral (
             select s.person_id from postings as s join people as p on p.county_code = s.county_code and p.id = s.person_id
              where s.county_code = o.county_code and s.organisation_id = o.id and s.duty in ('liaison', 'head')
                and s.until_on is null and s.from_on <= ${officeToday()} and p.left_on is null
              order by s.duty = 'liaison' desc limit 1) as contact on true
     where o.county_code = ${countyCode} and o.id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((unit) => [unit.id, unit]))
}

export type Present = { id: string; name: string; leftOn: string | null }

export async function presentPeople(tx: Tx, countyCode: string, ids: readonly string[]): Promise<Map<string, Present>> {
  const { rows } = await sql<Present>`
    select id, name, left_on as "leftOn" from people where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((person) => [person.id, person]))
}
