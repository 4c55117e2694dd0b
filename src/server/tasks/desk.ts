import { type RawBuilder, sql } from 'kysely'
import type { Desk, deskQueues, TaskLine } from '#contract/tasks.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from './calendar.ts'
import { lineColumns, lineJoins, withDaysLeft } from './lines.ts'
import { isDue, isOpen, spansOf } from './list.ts'

type Queue = (typeof deskQueues)[number]

/** Whose desk it is, and where the account may work, check and assign. */
export type DeskOwner = {
  accountId: string
  counties: readonly string[]
  checking: readonly string[]
  assigning: readonly string[]
}

const shown = 20

type Person = Desk['people'][number]

/** What one account has to do, in all its counties: each queue's number and its first rows, by the day they are due. */
export async function deskOf(tx: Tx, owner: DeskOwner): Promise<Desk> {
  const spans = spansOf(await calendarIn(tx), officeToday())
  const people = await peopleOf(tx, owner)
  const reaches = await reachesOf(tx, owner, people)
  const queues = queuesOf(owner, reaches, spans)
  const found = await findQueues(tx, owner, queues)
  const lines = await withDaysLeft(
    tx,
    found.flatMap(({ rows }) => rows),
  )
  const byId = new Map(lines.map((line) => [line.id, line]))
  return {
    today: spans.today,
    people,
    queues: found.map(({ queue, n, rows }) => ({ queue, n, rows: rows.flatMap(({ id }) => byId.get(id) ?? []) })),
    meetings: await meetingsAhead(tx, owner, people, spans.today),
    unread: await countUnread(tx, owner.accountId),
  }
}

async function peopleOf(tx: Tx, { accountId, counties }: DeskOwner): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select p.county_code as "countyCode", p.id, p.name,
           case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organisation
      from people as p
      left join organisations as o on o.county_code = p.county_code and o.id = p.organisation_id
     where p.account_id = ${accountId} and p.left_on is null and p.county_code = any (${counties}::text[])
     order by p.county_code`.execute(tx)
  return rows
}

/** Whose tasks an account holds in a county: a person's own, a unit's, or, for the office, everybody's. */
type Reach = { countyCode: string; personId: string | null; organisationId: string | null }

async function reachesOf(tx: Tx, owner: DeskOwner, people: readonly Person[]): Promise<Reach[]> {
  const mine = people.map(({ countyCode, id }) => ({ countyCode, personId: id, organisationId: null }))
  const rest = owner.counties.filter((county) => !people.some(({ countyCode }) => countyCode === county))
  const whole = rest.filter((county) => owner.assigning.includes(county) || owner.checking.includes(county))
  const { rows: units } = await sql<{ countyCode: string; organisationId: string }>`
    select county_code as "countyCode", organisation_id as "organisationId" from accounts
     where id = ${owner.accountId} and organisation_id is not null and county_code = any (${rest}::text[])`.execute(tx)
  return [
    ...mine,
    ...units.filter(({ countyCode }) => !whole.includes(countyCode)).map((unit) => ({ ...unit, personId: null })),
    ...whole.map((countyCode) => ({ countyCode, personId: null, organisationId: null })),
  ]
}

function held(reaches: readonly Reach[]): RawBuilder<unknown> {
  if (reaches.length === 0) return sql`false`
  const each = reaches.map(({ countyCode, personId, organisationId }) => {
    if (personId) return sql`(t.county_code = ${countyCode} and t.person_id = ${personId})`
    if (organisationId) return sql`(t.county_code = ${countyCode} and t.organisation_id = ${organisationId})`
    return sql`t.county_code = ${countyCode}`
  })
  return sql`(${sql.join(each, sql` or `)})`
}

function queuesOf(
  owner: DeskOwner,
  reaches: readonly Reach[],
  spans: ReturnType<typeof spansOf>,
): Record<Queue, RawBuilder<unknown>> {
  const mine = held(reaches)
  const checkable = sql`t.county_code = any (${owner.checking}::text[])`
  const handedIn = sql`t.state in ('submitted', 'accepted')`
  return {
    today: sql`${mine} and ${isDue('today', spans)}`,
    week: sql`${mine} and ${isDue('week', spans)}`,
    overdue: sql`${mine} and ${isDue('overdue', spans)}`,
    returned: sql`${mine} and t.state = 'returned'`,
    to_receive: sql`${mine} and t.state = 'issued'`,
    waiting: sql`${handedIn} and (t.submitted_by = ${owner.accountId} or (${mine} and not ${checkable}))`,
    to_check: sql`${checkable} and ${handedIn} and t.submitted_by <> ${owner.accountId}`,
    extensions: sql`${checkable} and ${isOpen} and (t.county_code, t.id) in (
      select x.county_code, x.task_id from task_extensions as x
       where x.county_code = any (${owner.checking}::text[]) and x.decision is null and x.asked_by <> ${owner.accountId})`,
  }
}

type FoundQueue = { queue: Queue; n: number; rows: Omit<TaskLine, 'daysLeft'>[] }

/** All queues in one statement: the number of each from its own index, and its first rows. */
async function findQueues(
  tx: Tx,
  { counties }: DeskOwner,
  queues: Record<Queue, RawBuilder<unknown>>,
): Promise<FoundQueue[]> {
  const each = Object.entries(queues).map(([queue, which]) => {
    const open = sql`t.county_code = any (${counties}::text[]) and ${isOpen} and ${which}`
    const first = sql`select t.* from tasks as t where ${open} order by t.due_on, t.id limit ${shown}`
    return sql`
      select ${queue}::text as queue, (select count(*) from tasks as t where ${open}) as n,
             coalesce((select json_agg(l order by l."dueOn", l.id) from (select ${lineColumns} from (${first}) as t ${lineJoins}) as l), '[]') as rows`
  })
  const { rows } = await sql<FoundQueue>`${sql.join(each, sql` union all `)}`.execute(tx)
  return rows
}

/** Meetings of the next two weeks that ask for the account's unit; for the office, all of its counties. */
async function meetingsAhead(
  tx: Tx,
  { counties }: DeskOwner,
  people: readonly Person[],
  today: string,
): Promise<Desk['meetings']> {
  const units = people.flatMap(({ organisation }) => organisation?.id ?? [])
  const own = people.map(({ countyCode }) => countyCode)
  const { rows } = await sql<Desk['meetings'][number]>`
    select m.id, m.county_code as "countyCode", m.kind, m.title, m.held_on as "heldOn", to_char(m.starts_at, 'HH24:MI') as "startsAt"
      from meetings as m
     where m.county_code = any (${counties}::text[]) and m.state = 'planned' and m.held_on between ${today} and ${today}::date + 14
       and (m.county_code <> all (${own}::text[])
            or exists (select from meeting_attendance as a where a.county_code = m.county_code and a.meeting_id = m.id
                          and a.organisation_id = any (${units}::uuid[])))
     order by m.held_on, m.starts_at, m.id limit ${shown}`.execute(tx)
  return rows
}

/** How many notices somebody has not read. */
export async function countUnread(tx: Tx, accountId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from people as p join notices as n on n.county_code = p.county_code and n.person_id = p.id
     where p.account_id = ${accountId} and n.read_at is null`.execute(tx)
  return rows[0]?.n ?? 0
}
