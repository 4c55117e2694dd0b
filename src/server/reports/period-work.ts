import { sql } from 'kysely'
import type { WorkFigures } from '#contract/reports.ts'
import type { NamedTask, TaskLine, Work, WorkLine } from '#domain/reports/bulletin.ts'
import type { Tx } from '../platform/acts.ts'
import type { Scope } from './figures.ts'
import { workFigures } from './work-figures.ts'

/** The most tasks a report names, the longest late first. */
const named = 1000

/** What was done in these counties after a day and up to another, beside all that was done. */
export async function findWork(tx: Tx, { region, counties }: Scope, since: string, asOf: string): Promise<Work> {
  const now = await workFigures(tx, counties, { asOf, knownOn: null })
  const then = await workFigures(tx, counties, { asOf: since, knownOn: null })
  const summed = await listSummed(tx, counties, since, asOf)
  const tasks = await listTasks(tx, counties, since, asOf)
  return {
    counters: Object.entries(now.counters).map(([word, total]) => lineOf(word, total, now, then, summed)),
    tasks: now.tasks,
    added: {
      issued: now.tasks.issued - then.tasks.issued,
      writtenOff: now.tasks.writtenOff - then.tasks.writtenOff,
    },
    holders: await listHolders(tx, region.level === 'city' ? 'county' : 'unit', counties, since, asOf),
    overdue: tasks.filter(({ writtenOffOn }) => writtenOffOn === null),
    writtenOff: tasks.filter(({ writtenOffOn }) => writtenOffOn !== null),
  }
}

/** How the tasks of each unit, or each county, stand, as `workFigures` counts them in all. */
async function listHolders(
  tx: Tx,
  by: 'unit' | 'county',
  counties: readonly string[],
  since: string,
  asOf: string,
): Promise<TaskLine[]> {
  const holder = by === 'county' ? sql.ref('r.name') : sql.ref('o.name')
  const { rows } = await sql<TaskLine>`
    select ${holder} as who, count(*) as issued, count(*) filter (where written_off_on <= ${asOf}) as "writtenOff",
           count(*) filter (where is_open) as open, count(*) filter (where is_open and due_on < ${asOf}) as overdue,
           count(*) filter (where written_off_on > ${since} and written_off_on <= ${asOf}) as added
      from (select county_code, organisation_id, written_off_on, due_on,
                   (written_off_on is null or written_off_on > ${asOf}) and not (state = 'cancelled' and state_on <= ${asOf}) as is_open
              from tasks where county_code = any (${counties}::text[]) and issued_on <= ${asOf}) as t
      join regions as r on r.code = t.county_code
      join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
     group by 1 order by 1`.execute(tx)
  return rows
}

/** A list nobody handed in counts nothing, which is a gap; a sum tells no period. */
function lineOf(
  word: string,
  total: number,
  now: WorkFigures,
  then: WorkFigures,
  summed: ReadonlySet<string>,
): WorkLine {
  const work = now.work.find(({ kind }) => kind === word)
  const isReported = work !== undefined || total > 0
  return {
    word,
    measure: work?.measure ?? null,
    total: isReported ? total : null,
    added: isReported && !summed.has(word) ? total - (then.counters[word] ?? 0) : null,
  }
}

/** Kinds of work of which a ledger gave only sums, falling into the period: they say nothing of when it was done. */
async function listSummed(
  tx: Tx,
  counties: readonly string[],
  since: string,
  asOf: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ kind: string }>`
    select distinct kind from work_events
     where county_code = any (${counties}::text[]) and is_total and happened_on > ${since} and happened_on <= ${asOf}`.execute(
    tx,
  )
  return new Set(rows.map(({ kind }) => kind))
}

/** Tasks open and past their day, as `workFigures` counts them, and those written off within the period. */
async function listTasks(tx: Tx, counties: readonly string[], since: string, asOf: string): Promise<NamedTask[]> {
  const { rows } = await sql<NamedTask>`
    with chosen as (
      select t.*, written_off_on is not null and written_off_on <= ${asOf} as is_done
        from tasks as t
       where county_code = any (${counties}::text[]) and issued_on <= ${asOf}
         and case when written_off_on <= ${asOf} then written_off_on > ${since}
                  else due_on < ${asOf} and not (state = 'cancelled' and state_on <= ${asOf}) end
    ), first as (
      select *, row_number() over (partition by is_done order by due_on, county_code, task_no) as place from chosen
    )
    select r.name as county, t.task_no as no, t.title, e.name as estate, o.name as organisation, p.name as person, t.due_on as "dueOn",
           greatest(${asOf}::date - t.due_on, 0) as "daysLate", case when t.is_done then t.written_off_on end as "writtenOffOn"
      from first as t
      join regions as r on r.code = t.county_code
      join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
      left join estates as e on e.county_code = t.county_code and e.id = t.estate_id
      left join people as p on p.county_code = t.county_code and p.id = t.person_id
     where t.place <= ${named}
     order by t.due_on, t.county_code, t.task_no`.execute(tx)
  return rows
}
