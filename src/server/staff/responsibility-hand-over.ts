import { sql } from 'kysely'
import type { Responsibility } from '#contract/responsibility.ts'
import type { ActRow, Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { tellHolders } from '../tasks/actions.ts'
import {
  changeResponsibility,
  getPresentPerson,
  type KnownPerson,
  type Office,
  refuseEndBeforeStart,
  refuseFuture,
} from './responsibility-acts.ts'
import { type Entry, end, peopleChanged, saidCharge, saidPosting } from './responsibility-places.ts'

export type HandOver = { toPersonId: string; on: string; leaves: boolean }
export type HandedOver = Responsibility & { moved: { tasks: number; postings: number; charges: number } }

/**
 * Moves everything a person answers for to another: open tasks, posts and charges, as one act. What he held ends on the
 * day and stays in the history; who leaves takes on nothing more, and his account stands for nobody.
 */
export async function handOver(office: Office, personId: string, handing: HandOver): Promise<HandedOver> {
  const { countyCode } = office
  let moved = { tasks: 0, postings: 0, charges: 0 }
  refuseFuture(handing.on)
  if (personId === handing.toPersonId)
    throw new Refused({ kind: 'conflict', code: 'same_person', message: '不能移交给本人，请另选一人' })
  const responsibility = await changeResponsibility(office, 'work_handed_over', async (tx) => {
    const from = await getPresentPerson(tx, countyCode, personId)
    const to = await getPresentPerson(tx, countyCode, handing.toPersonId)
    const postings = await movePlaces(tx, 'postings', countyCode, { from, to, on: handing.on })
    const charges = await movePlaces(tx, 'charges', countyCode, { from, to, on: handing.on })
    const tasks = await moveOpenTasks(tx, office, from.id, to.id)
    moved = { tasks: tasks.length, postings: postings.ended, charges: charges.ended }
    const left = handing.leaves ? await leave(tx, countyCode, from.id, handing.on) : {}
    return [...withLeaving(peopleChanged([...postings.entries, ...charges.entries]), from.id, left), ...tasks]
  })
  return { ...responsibility, moved }
}

type Moving = { from: KnownPerson; to: KnownPerson; on: string }

/** Ends what one held and begins it for the other, save what the other holds already. */
async function movePlaces(
  tx: Tx,
  table: 'postings' | 'charges',
  countyCode: string,
  { from, to, on }: Moving,
): Promise<{ ended: number; entries: Entry[] }> {
  const { rows: held } = await sql<{ id: string; from: string }>`
    select id, from_on as "from" from ${sql.table(table)}
     where county_code = ${countyCode} and person_id = ${from.id} and until_on is null order by from_on desc`.execute(
    tx,
  )
  if (held[0]) refuseEndBeforeStart(`${from.name}的职务或包联`, held[0].from, on)
  const ids = held.map(({ id }) => id)
  const ended = await end(tx, table, countyCode, ids, on)
  const columns =
    table === 'postings' ? sql`organisation_id, duty` : sql`scope, township_code, estate_id, building_id, floor`
  const { rows: begun } = await sql<Entry>`
    insert into ${sql.table(table)} (county_code, person_id, from_on, ${columns})
    select county_code, ${to.id}::uuid, ${on}::date, ${columns}
      from ${sql.table(table)} where county_code = ${countyCode} and id = any (${ids}::uuid[])
    on conflict do nothing returning ${table === 'postings' ? saidPosting : saidCharge}`.execute(tx)
  return { ended: ended.length, entries: [...ended, ...begun] }
}

/** Gives every open task of one person to another, who is told; how far each has come stays as it is. */
async function moveOpenTasks(
  tx: Tx,
  { countyCode, actor, reason }: Office,
  fromId: string,
  toId: string,
): Promise<ActRow[]> {
  const { rows } = await sql<{ id: string; revision: number }>`
    update tasks set person_id = ${toId}, revision = revision + 1
     where county_code = ${countyCode} and person_id = ${fromId} and state not in ('written_off', 'cancelled')
    returning id, revision`.execute(tx)
  if (rows.length === 0) return []
  const told = { countyCode, kind: 'assigned', day: officeToday(), content: { by: actor.name, reason } } as const
  await tellHolders(
    tx,
    told,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, revision }) => ({
    subjectKind: 'task',
    subjectId: id,
    change: { person_id: toId, revision },
  }))
}

async function leave(tx: Tx, countyCode: string, personId: string, on: string): Promise<Record<string, unknown>> {
  await sql`
    update people set left_on = ${on}, account_id = null where county_code = ${countyCode} and id = ${personId}`.execute(
    tx,
  )
  return { left_on: on, account_id: null }
}

function withLeaving(rows: ActRow[], personId: string, left: Record<string, unknown>): ActRow[] {
  if (Object.keys(left).length === 0) return rows
  const others = rows.filter(({ subjectId }) => subjectId !== personId)
  const own = rows.find(({ subjectId }) => subjectId === personId)
  return [{ subjectKind: 'person', subjectId: personId, change: { ...own?.change, ...left } }, ...others]
}
