import { sql } from 'kysely'
import type { InspectorDesk, SupervisionBoard } from '#contract/supervision.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from '../tasks/actions.ts'
import { listInspections } from './inspections.ts'
import { latestNotes } from './notes.ts'
import { isOut, isUndecided, lettersOut, stepJoins, stillRuns } from './step-views.ts'

/** So many of each kind a desk or board names. */
const shown = 50

type Counts = Pick<SupervisionBoard, 'open' | 'drafted' | 'out' | 'unanswered'>

async function countSteps(tx: Tx, counties: readonly string[], today: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) filter (where ${isUndecided} and ${stillRuns(today)}) as open,
           count(*) filter (where s.stage = 'drafted' and d.state in ('draft', 'in_review', 'issued')) as drafted,
           count(*) filter (where ${isOut}) as out,
           count(*) filter (where ${isOut} and d.answer_by < ${today}) as unanswered
      from ladder_steps as s ${stepJoins}
     where s.county_code = any (${counties}::text[]) and s.stage in ('proposed', 'drafted')`.execute(tx)
  return rows[0] ?? { open: 0, drafted: 0, out: 0, unanswered: 0 }
}

/** How the ladders of these counties stand: each running one by its furthest step, by unit and developer. */
export async function supervisionBoard(tx: Tx, counties: readonly string[]): Promise<SupervisionBoard> {
  const today = officeToday()
  const { rows } = await sql<SupervisionBoard['units'][number]>`
    with furthest as (
      select distinct on (s.county_code, coalesce(s.task_id, s.matter_id)) s.county_code, s.organisation_id, s.step,
             case when s.task_id is null then 'developer' else 'unit' end as ladder
        from ladder_steps as s ${stepJoins}
       where s.county_code = any (${counties}::text[]) and ${stillRuns(today)}
       order by s.county_code, coalesce(s.task_id, s.matter_id), s.proposed_on desc, s.id desc
    ), counted as (
      select county_code, organisation_id, ladder, step, count(*) as n from furthest group by 1, 2, 3, 4
    )
    select json_build_object('id', o.id, 'name', o.name) as organisation, c.county_code as "countyCode", r.name as "countyName", c.ladder,
           sum(c.n)::integer as running, json_object_agg(c.step, c.n) as steps
      from counted as c
      join organisations as o on o.county_code = c.county_code and o.id = c.organisation_id
      join regions as r on r.code = c.county_code
     group by o.id, o.name, c.county_code, r.name, c.ladder
     order by running desc, o.name`.execute(tx)
  const steps: SupervisionBoard['steps'] = {}
  for (const unit of rows)
    for (const [step, n] of Object.entries(unit.steps) as [keyof typeof steps, number][])
      steps[step] = (steps[step] ?? 0) + n // keys of the record
  return { ...(await countSteps(tx, counties, today)), steps, units: rows.slice(0, 200) }
}

/** What an inspector looks at today. */
export async function inspectorDesk(tx: Tx, counties: readonly string[]): Promise<InspectorDesk> {
  const today = officeToday()
  const { open, out, unanswered } = await countSteps(tx, counties, today)
  const late = await latestTasks(tx, counties, today)
  const inspections = await listInspections(tx, counties, { open: 'true', limit: shown })
  const notes = await latestNotes(tx, counties, shown)
  const { rows } = await sql<{ inspections: number; followUps: number }>`
    select (select count(*) from inspections where county_code = any (${counties}::text[]) and closed_on is null) as inspections,
           (select count(*) from inspector_notes
             where county_code = any (${counties}::text[]) and ended_on is null and kind = 'follow_up') as "followUps"`.execute(
    tx,
  )
  const own = rows[0] ?? { inspections: 0, followUps: 0 }
  return {
    today,
    counts: { late: late.total, proposed: open, out, unanswered, ...own },
    late: late.rows,
    letters: await lettersOut(tx, counties, shown),
    inspections: inspections.rows,
    notes,
  }
}

async function latestTasks(tx: Tx, counties: readonly string[], today: string) {
  const isLate = sql`
    t.county_code = any (${counties}::text[]) and t.state in ('issued', 'received', 'working', 'returned') and t.due_on < ${today}`
  const { rows } = await sql<Omit<InspectorDesk['late'][number], 'daysLate'>>`
    select t.id as "taskId", t.county_code as "countyCode", r.name as "countyName", t.task_no as no, t.title,
           json_build_object('id', o.id, 'name', o.name) as organisation, p.name as person, t.due_on as "dueOn",
           (select s.step from ladder_steps as s where s.county_code = t.county_code and s.task_id = t.id
             order by s.proposed_on desc, s.id desc limit 1) as "lastStep"
      from (select * from tasks as t where ${isLate} order by t.due_on, t.id limit ${shown}) as t
      join regions as r on r.code = t.county_code
      join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
      left join people as p on p.county_code = t.county_code and p.id = t.person_id
     order by t.due_on, t.id`.execute(tx)
  const total = await sql<{ n: number }>`select count(*) as n from tasks as t where ${isLate}`.execute(tx)
  const calendar = await calendarIn(tx)
  return {
    total: total.rows[0]?.n ?? 0,
    rows: rows.map((row) => ({ ...row, daysLate: Math.max(0, -workingDaysBetween(calendar, today, row.dueOn)) })),
  }
}
