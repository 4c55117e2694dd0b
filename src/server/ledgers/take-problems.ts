import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { contentDigest, everything, stagedRows } from './staged-work.ts'
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
  await sql`
    with incoming as (
      select distinct on (source_ref) * from (${incomingProblems(taking)}) as problems order by source_ref, table_no, row_no
    ), news as (
      select i.*, e.id as estate_id, coalesce(e.stated_units, 0) as homes, o.id as organisation_id, holder.person_id,
             least(coalesce(i.raised_on, c.started_on), i.due_on) as issued_on,
             case when i.is_written_off then greatest(coalesce(i.done_on, i.day), i.raised_on) end as written_off_on,
             coalesce((select max(task_no) from tasks where county_code = ${countyCode}), 0) + row_number() over (order by i.table_no, i.row_no) as task_no
        from incoming as i
        join regions as county on county.code = ${countyCode}
        join campaigns as c on c.region_code in (county.code, county.parent_code)
        left join estates as e on e.county_code = ${countyCode} and e.name_key = i.estate_key
        join lateral (${officeNamed(countyCode)}) as o on true
        left join lateral (select person_id from postings as p
                            where p.county_code = ${countyCode} and p.organisation_id = o.id and p.duty in ('head', 'liaison') and p.until_on is null
                            order by p.duty desc limit 1) as holder on not i.is_written_off
       where not exists (select from tasks as t where t.county_code = ${countyCode} and t.source_ref = i.source_ref)
    ), added as (
      insert into tasks (county_code, task_no, title, wanted, source, source_ref, estate_id, organisation_id, person_id,
             issued_on, starts_on, due_on, first_due_on, homes, state, state_on, written_off_on, light, light_on)
      select ${countyCode}, task_no, left(title, 200), coalesce(handling, problem, title), 'ledger', source_ref, estate_id, organisation_id, person_id,
             issued_on, issued_on, due_on, due_on, homes, case when is_written_off then 'written_off' else 'working' end,
             coalesce(written_off_on, day), written_off_on,
             case when is_written_off then 'blue' when due_on < ${officeToday()}::date then 'red' else 'green' end, ${officeToday()}::date
        from news
      returning *
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select i.table_no, i.row_no, 'task', a.id, ${everything('a')} - '{light,light_on}'::text[] -- lights follow from the day
      from added as a join incoming as i using (source_ref)`.execute(tx)
}

/** The office of the county that bears the name of `i.unit`; one on the list of responsible units before any other. */
const officeNamed = (countyCode: string) => sql`
  select id from organisations as o
   where o.county_code = ${countyCode} and o.name = i.unit and o.kind not in ('developer', 'third_party')
   order by o.kind <> 'responsible_unit' limit 1`
