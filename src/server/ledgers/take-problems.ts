import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { importTasks, type LedgerTask } from '../tasks/actions.ts'
import { contentDigest, stagedRows } from './staged-work.ts'
import type { Taking } from './take-estates.ts'

/** Rows of problem lists, each with the reference under which it is known again: its number, or what it says. */
export const incomingProblems = (taking: Pick<Taking, 'countyCode' | 'importId'>) => sql`
  select *, 'problem:' || name || ':' || row_number() over (partition by table_no, name order by row_no) as source_ref
    from (select r.table_no, r.row_no, v.*,
                 coalesce(v.number, ${contentDigest('v.estate_key', 'v.title', 'v.problem', 'v.unit', 'v.due_on')}) as name
            from (${stagedRows(taking, ['problems'])}) as r
           cross join jsonb_to_record(r.value) as v (number text, estate_key text, title text, problem text, unit text, raised_on date,
                 due_on date, done_on date, handling text, is_written_off boolean, day date)) as named`

/**
 * Problems become tasks of the unit that answers for them. One written off keeps the day of it, which is the day of the
 * ledger where that tells none; an open one is the liaison's, else the head's. A problem that is a task already goes
 * the way of tasks.
 */
export async function takeProblems(tx: Tx, taking: Taking): Promise<void> {
  const { countyCode } = taking
  const problems = await tasksOfProblems(tx, taking)
  if (problems.length === 0) return
  const { taken, left } = await importTasks(tx, countyCode, problems)
  if (left.length > 0)
    throw new Refused({
      kind: 'conflict',
      code: 'import_outdated',
      message: `${left.length} 个问题的责任单位在核查之后已无人负责，请重新核查后入库`,
    })
  await sql`
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select p."tableNo", p."rowNo", 'task', t."subjectId", t.change
      from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t ("subjectId" uuid, change jsonb)
      join jsonb_to_recordset(${JSON.stringify(problems)}::jsonb) as p ("tableNo" smallint, "rowNo" integer, "sourceRef" text)
        on p."sourceRef" = t.change ->> 'source_ref'`.execute(tx)
}

type Problem = LedgerTask & { tableNo: number; rowNo: number }

/** A problem whose list does not say when it was raised stands since the campaign began. */
async function tasksOfProblems(tx: Tx, taking: Taking): Promise<Problem[]> {
  const { countyCode } = taking
  const { rows } = await sql<Problem>`
    select i.table_no as "tableNo", i.row_no as "rowNo", i.source_ref as "sourceRef", e.id as "estateId", left(i.title, 200) as title,
           coalesce(i.handling, i.problem, i.title) as wanted, o.id as "organisationId", null as "personId",
           least(coalesce(i.raised_on, c.started_on), i.due_on) as "issuedOn", i.due_on as "dueOn",
           case when i.is_written_off then greatest(coalesce(i.done_on, i.day), i.raised_on) end as "writtenOffOn"
      from (select distinct on (source_ref) * from (${incomingProblems(taking)}) as problems order by source_ref, table_no, row_no) as i
      join regions as county on county.code = ${countyCode}
      join campaigns as c on c.region_code in (county.code, county.parent_code)
      join lateral (${officeNamed(countyCode)}) as o on true
      left join estates as e on e.county_code = ${countyCode} and e.name_key = i.estate_key
     order by i.table_no, i.row_no`.execute(tx)
  return rows
}

/** The office of the county that bears the name of `i.unit`; one on the list of responsible units before any other. */
const officeNamed = (countyCode: string) => sql`
  select id from organisations as o
   where o.county_code = ${countyCode} and o.name = i.unit and o.kind not in ('developer', 'third_party')
   order by o.kind <> 'responsible_unit' limit 1`
