import { sql } from 'kysely'
import type { Responsibility } from '#contract/responsibility.ts'
import { type Actor, type ActRow, type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { readResponsibility } from './responsibility-store.ts'

/** Who changes the responsibilities of a county, and why. */
export type Office = { db: Db; actor: Actor; countyCode: string; reason: string }

/** One change of who answers for what, as one act; acts of a county wait for each other. Answers with how things stand. */
export function changeResponsibility(
  { db, actor, countyCode, reason }: Office,
  kind: string,
  apply: (tx: Tx) => Promise<readonly ActRow[]>,
): Promise<Responsibility> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const rows = await apply(tx)
    if (rows.length > 0) {
      await recordAct(tx, { countyCode, kind, actor, reason, rows })
      await sql`select pg_notify('tasks', ${countyCode})`.execute(tx) // walls name the heads of units
    }
    return readResponsibility(tx, countyCode, officeToday())
  })
}

export type KnownPerson = { id: string; name: string; leftOn: string | null }

async function getPerson(tx: Tx, countyCode: string, id: string): Promise<KnownPerson> {
  const { rows } = await sql<KnownPerson>`
    select id, name, left_on as "leftOn" from people where county_code = ${countyCode} and id = ${id}`.execute(tx)
  const person = rows[0]
  if (!person) throw new Refused({ kind: 'missing', code: 'no_such_person', message: '本县没有这个人' })
  return person
}

/** A person who is still there; who has left takes on nothing more. */
export async function getPresentPerson(tx: Tx, countyCode: string, id: string): Promise<KnownPerson> {
  const person = await getPerson(tx, countyCode, id)
  if (person.leftOn)
    throw new Refused({
      kind: 'conflict',
      code: 'person_has_left',
      message: `${person.name}已于 ${person.leftOn} 离任，请另选一人`,
      person: person.name,
      on: person.leftOn,
    })
  return person
}

export async function getOffice(tx: Tx, countyCode: string, id: string): Promise<{ id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisations
     where county_code = ${countyCode} and id = ${id} and kind not in ('developer', 'third_party')`.execute(tx)
  const office = rows[0]
  if (!office) throw new Refused({ kind: 'missing', code: 'no_such_unit', message: '本县没有这个责任单位或专班' })
  return office
}

/** Posts and charges are written down on the day they begin or end, or afterwards, never before. */
export function refuseFuture(day: string): void {
  if (day > officeToday())
    throw new Refused({ kind: 'conflict', code: 'date_in_future', message: `日期 ${day} 晚于今天` })
}

export function refuseEndBeforeStart(what: string, from: string, until: string): void {
  if (until < from)
    throw new Refused({
      kind: 'conflict',
      code: 'end_before_start',
      message: `${what}自 ${from} 起，不能早于这一天（${until}）结束`,
      from,
      until,
    })
}
