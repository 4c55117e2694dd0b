import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { CrossFinding, Import } from './checks.ts'
import { stagedEstateNames } from './record-checks.ts'
import { stagedRows } from './staged-work.ts'
import { incomingProblems } from './take-problems.ts'
import { incomingEvents } from './take-work.ts'

/** Holds what the ledgers tell of the work against each other and against the records. */
export async function checkWork(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    select table_no as "tableNo", row_no as "rowNo", field, kind, message, '[]'::jsonb as related, null as suggestion
      from (${estatesNotListed(staged)}
            union all ${officesNotListed(staged)}
            union all ${openWithoutPerson(staged)}
            union all ${withoutDayOfWriteOff(staged)}
            union all ${eventsThatDiffer(staged)}
            union all ${problemsThatDiffer(staged)}
            union all ${summariesAgainstLog(staged)}) as found
     order by 1, 2`.execute(tx)
  return rows
}

/** An estate a row names that stands in no estate ledger: the row is taken, without the estate. */
const estatesNotListed = (staged: Import) => sql`
  select r.table_no, r.row_no, 'estate' as field, 'estate_not_listed' as kind,
         '小区台账中没有“' || (r.value ->> 'estate') || '”，此行入库时不与小区关联' as message
    from (${stagedRows(staged, ['work_log', 'meetings', 'problems'])}) as r
   where r.value ->> 'estate_key' is not null
     and not exists (select from estates as e where e.county_code = ${staged.countyCode} and e.name_key = r.value ->> 'estate_key')
     and r.value ->> 'estate_key' not in (select estate_key from (${stagedEstateNames(staged.countyCode, staged.importId)}) as named where not is_rejected)`

const listedOffices = (staged: Import) => sql`
  select r.value ->> 'unit' as unit from (${stagedRows(staged, ['responsible_units'])}) as r
  union
  select name from organisations where county_code = ${staged.countyCode} and kind not in ('developer', 'third_party')`

/** An office only a list of problems names is added by that name; said once, at its first row. */
const officesNotListed = (staged: Import) => sql`
  (select distinct on (r.value ->> 'unit') r.table_no, r.row_no, 'responsibleUnit' as field, 'unit_not_listed' as kind,
          '责任单位一览表中没有“' || (r.value ->> 'unit') || '”，入库时按此名称增设（共 ' || count(*) over (partition by r.value ->> 'unit') || ' 行）' as message
     from (${stagedRows(staged, ['problems'])}) as r
    where r.value ->> 'unit' not in (${listedOffices(staged)})
    order by r.value ->> 'unit', r.table_no, r.row_no)`

/** Nothing stays open without a named person: the office must have a liaison or a head. */
const openWithoutPerson = (staged: Import) => sql`
  select p.table_no, p.row_no, 'responsibleUnit' as field, 'unit_without_person' as kind,
         '“' || p.unit || '”没有联络员和一把手，未销号的问题无人负责：请先导入责任单位一览表' as message
    from (${incomingProblems(staged)}) as p
   where not p.is_written_off
     and not exists (select from (${stagedRows(staged, ['responsible_units'])}) as r
                      where r.value ->> 'unit' = p.unit and jsonb_array_length(r.value -> 'posts') > 0)
     and not exists (select from postings as o join organisations as u on u.county_code = o.county_code and u.id = o.organisation_id
                      join people as holder on holder.county_code = o.county_code and holder.id = o.person_id and holder.left_on is null
                      where o.county_code = ${staged.countyCode} and u.name = p.unit and o.duty in ('head', 'liaison') and o.until_on is null)`

/** Written off, and no day is told: the day of the ledger stands for it; said once, at the first row of the table. */
const withoutDayOfWriteOff = (staged: Import) => sql`
  (select distinct on (p.table_no) p.table_no, p.row_no, 'status' as field, 'write_off_day_missing' as kind,
          '已销号而没有办结日期（共 ' || count(*) over (partition by p.table_no) || ' 行）：按填报日 ' || p.day || ' 记销号' as message
     from (${incomingProblems(staged)}) as p
    where p.is_written_off and p.done_on is null
    order by p.table_no, p.row_no)`

/** What happened has happened: an event told otherwise than before stays as it was. */
const eventsThatDiffer = (staged: Import) => sql`
  select i.table_no, i.row_no, 'quantity' as field, 'record_differs' as kind,
         '与已入库的不同：已入库数量 ' || w.quantity || '，现为 ' || i.quantity || '；已入库的工作不改' as message
    from (${incomingEvents(staged)}) as i
    join work_events as w on w.county_code = ${staged.countyCode} and w.source_ref = i.source_ref
   where (w.quantity, w.people, w.items) is distinct from (i.quantity, i.people, i.items)`

/** A problem that is a task still open here is written off on evidence, by a second person, and not by a ledger. */
const problemsThatDiffer = (staged: Import) => sql`
  select p.table_no, p.row_no, 'status' as field, 'record_differs' as kind,
         '台账称已销号，系统中任务 ' || t.task_no || ' 尚未销号：销号须在任务中凭佐证办理' as message
    from (${incomingProblems(staged)}) as p
    join tasks as t on t.county_code = ${staged.countyCode} and t.source_ref = p.source_ref
   where p.is_written_off and t.state not in ('written_off', 'cancelled')`

/** Lines of a summary whose kind of work has a log, in this import or in the records, that count otherwise. */
const summariesAgainstLog = (staged: Import) => sql`
  (with lines as (
     select r.table_no, r.row_no, v.*
       from (${stagedRows(staged, ['work_summary'])}) as r
      cross join jsonb_to_record(r.value) as v (kind text, happened_on date, quantity bigint, people bigint, items bigint)
   ), logged as (
     select kind, happened_on, quantity, people, items from (${incomingEvents(staged)}) as i
     union all
     select w.kind, w.happened_on, w.quantity, w.people, w.items from work_events as w
      where w.county_code = ${staged.countyCode} and not w.is_total
        and (w.source_ref is null or w.source_ref not in (select source_ref from (${incomingEvents(staged)}) as again))
   )
   select l.table_no, l.row_no, d.field, 'summary_disagrees' as kind,
          l.kind || '：汇总 ' || d.stated || '，逐项台账 ' || d.counted as message
     from lines as l
     join lateral (select count(*) as n, sum(quantity) as quantity, sum(people) as people, sum(items) as items
                     from logged where logged.kind = l.kind and logged.happened_on <= l.happened_on) as c on c.n > 0
    cross join lateral (values ('quantity', l.quantity, c.quantity), ('people', l.people, c.people), ('items', l.items, c.items)) as d (field, stated, counted)
    where d.stated <> d.counted)`
