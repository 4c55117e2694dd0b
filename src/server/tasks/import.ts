import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { lightOf, measuresOf } from './measures.ts'

/** A task as an older ledger tells it; `sourceRef` (file, sheet and row) is how it is known again. */
export type LedgerTask = {
  sourceRef: string
  estateId: string | null
  title: string
  wanted: string
  organisationId: string
  /** Null: the ledger names nobody. An open task then goes to the unit's liaison, else its head. */
  personId: string | null
  issuedOn: string
  dueOn: string
  /** Null: not done yet. */
  writtenOffOn: string | null
  /** How many homes it serves, where that is fewer than are open in its estate. */
  homes?: number
}

/** What was taken over, each with what the history of the task must say, and the rows left out with the reason. */
export type TakenTasks = {
  taken: { subjectKind: 'task'; subjectId: string; change: Record<string, unknown> }[]
  left: { sourceRef: string; code: 'nobody_in_post' | 'due_before_start' | 'no_such_organisation' }[]
}

/**
 * Takes tasks of a ledger over, within the caller's act: the caller holds the county's acts (`holdActs`, `nextAct`),
 * appends `taken` to the history under its own act number and links the act. Rows that were taken before (same
 * `sourceRef`) are passed over, so that an import repeated brings nothing twice; each new task gets the next number, in
 * the order of the rows. One statement each to look up and to insert, however many rows. Nobody is given notice.
 */
export async function importTasks(tx: Tx, countyCode: string, rows: readonly LedgerTask[]): Promise<TakenTasks> {
  const measures = await measuresOf(tx, countyCode)
  const stateOf = ({ writtenOffOn }: LedgerTask) => (writtenOffOn === null ? 'issued' : 'written_off')
  const given = rows.map((row, at) => ({
    ...row,
    at,
    state: stateOf(row),
    light: lightOf(measures, { state: stateOf(row), startsOn: row.issuedOn, dueOn: row.dueOn }),
  }))
  const holders = await holdersOfLedger(tx, countyCode, given)
  const left: TakenTasks['left'] = []
  const taking = given.flatMap((row) => {
    const holder = holders.get(row.organisationId)
    const code = flawOf(row, holder)
    if (code) left.push({ sourceRef: row.sourceRef, code })
    return code ? [] : [{ ...row, personId: row.personId ?? (row.writtenOffOn === null ? holder?.personId : null) }]
  })
  return { taken: await insertLedgerTasks(tx, countyCode, taking, measures.today), left }
}

type Holder = { organisationId: string; personId: string | null }

function flawOf(row: LedgerTask, holder: Holder | undefined): TakenTasks['left'][number]['code'] | null {
  if (!holder) return 'no_such_organisation'
  if (row.dueOn < row.issuedOn) return 'due_before_start'
  return row.writtenOffOn === null && row.personId === null && holder.personId === null ? 'nobody_in_post' : null
}

async function holdersOfLedger(tx: Tx, countyCode: string, rows: readonly LedgerTask[]): Promise<Map<string, Holder>> {
  const { rows: found } = await sql<Holder>`
    select o.id as "organisationId",
           (select s.person_id from postings as s join people as p on p.county_code = s.county_code and p.id = s.person_id
             where s.county_code = o.county_code and s.organisation_id = o.id and s.duty in ('liaison', 'head')
               and s.until_on is null and p.left_on is null
             order by s.duty = 'liaison' desc limit 1) as "personId"
      from organisations as o
     where o.county_code = ${countyCode} and o.id = any (${rows.map(({ organisationId }) => organisationId)}::uuid[])`.execute(
    tx,
  )
  return new Map(found.map((holder) => [holder.organisationId, holder]))
}

async function insertLedgerTasks(
  tx: Tx,
  countyCode: string,
  rows: readonly object[],
  today: string,
): Promise<TakenTasks['taken']> {
  const { rows: taken } = await sql<{ subjectId: string; change: Record<string, unknown> }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as g (at integer, "sourceRef" text, "estateId" uuid, title text, wanted text, "organisationId" uuid, "personId" uuid,
                "issuedOn" date, "dueOn" date, "writtenOffOn" date, homes integer, state text, light text)
    ), fresh as (
      select distinct on ("sourceRef") g.* from given as g
       where not exists (select from tasks as k where k.county_code = ${countyCode} and k.source_ref = g."sourceRef")
       order by "sourceRef", at
    ), taken as (
      insert into tasks (county_code, task_no, title, wanted, source, source_ref, estate_id, organisation_id, person_id, issued_on, starts_on,
                         due_on, first_due_on, homes, state, state_on, written_off_on, light, light_on)
      select ${countyCode}, last.no + row_number() over (order by f.at), f.title, f.wanted, 'ledger', f."sourceRef", f."estateId", f."organisationId",
             f."personId", f."issuedOn", f."issuedOn", f."dueOn", f."dueOn", coalesce(f.homes, open.n, 0), f.state,
             coalesce(f."writtenOffOn", f."issuedOn"), f."writtenOffOn", f.light, ${today}
        from fresh as f
       cross join (select coalesce(max(task_no), 0) as no from tasks where county_code = ${countyCode}) as last
        left join lateral (select sum(case t.indicator when 'units' then t.n else -t.n end)::integer as n from tallies as t
                            where t.county_code = ${countyCode} and t.estate_id = f."estateId" and t.indicator in ('units', 'transferred')) as open on true
      returning *
    )
    select t.id as "subjectId", jsonb_strip_nulls(to_jsonb(t)) - '{county_code,id,light,light_on}'::text[] as change
      from taken as t order by t.task_no`.execute(tx)
  if (taken.length > 0) await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
  return taken.map((row) => ({ subjectKind: 'task', ...row }))
}
