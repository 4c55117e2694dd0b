import { sql } from 'kysely'
import type { WorkFigures } from '#contract/reports.ts'
import type { AsOf } from '#domain/reports/figures.ts'
import type { Tx } from '../platform/acts.ts'
import { today } from './store.ts'

/** The last day on which any work was done in these counties, up to today. */
export async function findLastWorkDay(tx: Tx, counties: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(happened_on) as day from work_events where county_code = any (${counties}::text[]) and happened_on <= ${today}`.execute(
    tx,
  )
  return rows[0]?.day ?? null
}

/** What was done and how the tasks stand, as of a day: one counter per kind of work under the counties' own word for it. */
export async function workFigures(tx: Tx, counties: readonly string[], when: AsOf): Promise<WorkFigures> {
  const work = await workByKind(tx, counties, when)
  const { tasks, problems } = await taskCounts(tx, counties, when)
  const counters = new Map(work.map(({ kind, n }) => [kind, n]))
  const beside = [
    ['责任单位', await countOffices(tx, counties, when)],
    ['问题', problems],
    ...(await adviceByForm(tx, counties, when)),
  ] as const
  for (const [word, n] of beside) counters.set(word, (counters.get(word) ?? 0) + n)
  return { counters: Object.fromEntries(counters), work, tasks }
}

/** That a record was known on a day: the act that first speaks of it had been done. */
const wasKnown = (subjectKind: string, record: string, { knownOn }: AsOf) =>
  knownOn === null
    ? sql`true`
    : sql`
      exists (select from history as h join acts as a using (county_code, act_no)
               where h.county_code = ${sql.ref(`${record}.county_code`)} and h.subject_id = ${sql.ref(`${record}.id`)} and h.subject_kind = ${subjectKind}
                 and (a.acted_at at time zone 'Asia/Shanghai')::date <= ${knownOn}::date)`

/**
 * Work by kind. Where a ledger gave only sums of a kind, they stand for everything of that kind up to their day, and
 * what is logged afterwards comes on top.
 */
async function workByKind(tx: Tx, counties: readonly string[], when: AsOf): Promise<WorkFigures['work']> {
  const { rows } = await sql<WorkFigures['work'][number]>`
    with known as (
      select county_code, kind, happened_on, quantity, measure, people, items, is_total,
             max(happened_on) filter (where is_total) over (partition by county_code, kind) as summed_until
        from work_events as w
       where county_code = any (${counties}::text[]) and happened_on <= ${when.asOf} and ${wasKnown('work_event', 'w', when)}
    )
    select kind, sum(quantity)::bigint as n, mode() within group (order by measure) as measure,
           sum(people)::bigint as people, sum(items)::bigint as items
      from known
     where is_total or summed_until is null or happened_on > summed_until
     group by kind
     order by min(happened_on), kind`.execute(tx)
  return rows
}

/** Tasks as of a day: what was issued by then, less what was written off or cancelled by then, and late. */
async function taskCounts(
  tx: Tx,
  counties: readonly string[],
  when: AsOf,
): Promise<{ tasks: WorkFigures['tasks']; problems: number }> {
  const { rows } = await sql<WorkFigures['tasks'] & { problems: number }>`
    select count(*) as issued, count(*) filter (where written_off_on <= ${when.asOf}) as "writtenOff",
           count(*) filter (where is_open) as open, count(*) filter (where is_open and due_on < ${when.asOf}) as overdue,
           count(*) filter (where source = 'ledger') as problems
      from (select written_off_on, due_on, source,
                   (written_off_on is null or written_off_on > ${when.asOf}) and not (state = 'cancelled' and state_on <= ${when.asOf}) as is_open
              from tasks as t
             where county_code = any (${counties}::text[]) and issued_on <= ${when.asOf} and ${wasKnown('task', 't', when)}) as issued`.execute(
    tx,
  )
  const { problems, ...tasks } = rows[0] ?? { issued: 0, writtenOff: 0, open: 0, overdue: 0, problems: 0 }
  return { tasks, problems }
}

async function countOffices(tx: Tx, counties: readonly string[], when: AsOf): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from organisations as o
     where county_code = any (${counties}::text[]) and kind = 'responsible_unit' and ${wasKnown('organisation', 'o', when)}`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Advice and measures, under what their lists call them. */
async function adviceByForm(tx: Tx, counties: readonly string[], when: AsOf): Promise<[string, number][]> {
  const { rows } = await sql<{ form: string; n: number }>`
    select coalesce(split_part(source_ref, ':', 1), '意见建议') as form, count(*) as n
      from resolutions as r
     where county_code = any (${counties}::text[]) and kind = 'advice' and decided_on <= ${when.asOf} and ${wasKnown('resolution', 'r', when)}
     group by 1 order by 1`.execute(tx)
  return rows.map(({ form, n }) => [form, n])
}
