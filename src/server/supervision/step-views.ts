import { type RawBuilder, sql } from 'kysely'
import type { LadderStepsQuery, LadderStepView } from '#contract/supervision.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { calendarIn } from '../tasks/actions.ts'

/** Over `s`, a step, with the task `t` or matter `m` it is about: past its day, and up to the unit or developer. */
export const stillRuns = (today: string) => sql`
  (case when s.task_id is null then m.ended_on is null and m.due_on < ${today}
        else t.state in ('issued', 'received', 'working', 'returned') and t.due_on < ${today} end)`

export const stepJoins = sql`
  left join tasks as t on t.county_code = s.county_code and t.id = s.task_id
  left join developer_matters as m on m.county_code = s.county_code and m.id = s.matter_id
  left join documents as d on d.county_code = s.county_code and d.id = s.document_id`

/** A step nobody has dealt with: proposed, or its letter thrown away or withdrawn. */
export const isUndecided = sql`(s.stage = 'proposed' or (s.stage = 'drafted' and d.state in ('discarded', 'withdrawn')))`

/** A letter with the recipient that asks for an answer. */
export const isOut = sql`(s.stage = 'drafted' and d.state = 'served')`

const stepColumns = (today: string) => sql`
  s.id, s.county_code as "countyCode", r.name as "countyName", case when s.task_id is null then 'developer' else 'unit' end as ladder,
  s.step, s.stage, s.proposed_on as "proposedOn", s.about_due_on as "aboutDueOn",
  json_build_object('id', o.id, 'name', o.name) as organisation,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as estate,
  case when t.id is not null then json_build_object('id', t.id, 'no', t.task_no, 'state', t.state) end as task,
  case when m.id is not null then json_build_object('id', m.id, 'no', m.matter_no, 'endedOn', m.ended_on) end as matter,
  coalesce(t.due_on, m.due_on) as "dueOn", ${stillRuns(today)} as "isRunning", s.stated,
  case when d.id is not null then json_build_object(
    'id', d.id, 'state', d.state, 'number', d.number, 'issuedOn', d.issued_on, 'servedOn', d.served_on, 'answerBy', d.answer_by,
    'answeredOn', a.answered_on, 'acceptedOn', case when a.decision = 'accepted' then a.decided_on end) end as document,
  s.decided_on as "decidedOn", s.decider_name as "deciderName", s.reason, s.revision`

async function stepsWhere(
  tx: Tx,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<LadderStepView[]> {
  const today = officeToday()
  const { rows } = await sql<Omit<LadderStepView, 'daysLate'>>`
    select ${stepColumns(today)}
      from ladder_steps as s
      join regions as r on r.code = s.county_code
      join organisations as o on o.county_code = s.county_code and o.id = s.organisation_id
      ${stepJoins}
      left join estates as e on e.county_code = s.county_code and e.id = coalesce(t.estate_id, m.estate_id)
      left join lateral (select x.answered_on, x.decision, x.decided_on from document_answers as x
                          where x.county_code = d.county_code and x.document_id = d.id order by x.answer_no desc limit 1) as a on true
     where ${where} order by ${order} limit ${limit}`.execute(tx)
  const calendar = await calendarIn(tx)
  return rows.map((row) => ({ ...row, daysLate: Math.max(0, -workingDaysBetween(calendar, today, row.dueOn)) }))
}

const byAge = sql`s.proposed_on, s.id`

/** A page of steps, the longest waiting first. */
export async function listSteps(
  tx: Tx,
  counties: readonly string[],
  query: LadderStepsQuery,
): Promise<{ rows: LadderStepView[]; next: string | null; total: null }> {
  const { stage, ladder, step, organisation, after, limit } = query
  const place = after === undefined ? null : placeOf(after)
  const given = [
    sql`s.county_code = any (${counties}::text[])`,
    stage === 'open' && sql`${isUndecided} and ${stillRuns(officeToday())}`,
    stage === 'out' && isOut,
    stage && stage !== 'open' && stage !== 'out' && sql`s.stage = ${stage}`,
    ladder && (ladder === 'unit' ? sql`s.task_id is not null` : sql`s.matter_id is not null`),
    step && sql`s.step = ${step}`,
    organisation && sql`s.organisation_id = ${organisation}`,
    place && sql`(s.proposed_on, s.id) > (${place.day}::date, ${place.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object' && condition !== null)
  const rows = await stepsWhere(tx, sql.join(given, sql` and `), byAge, limit)
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.proposedOn}.${last.id}` : null, total: null }
}

function placeOf(after: string): { day: string; id: string } {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(after) ?? []
  if (!day || !id) throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  return { day, id }
}

/** All steps against one task or one developer's matter, in the order they came. */
export const ladderOf = (tx: Tx, countyCode: string, subject: 'task_id' | 'matter_id', id: string) =>
  stepsWhere(tx, sql`s.county_code = ${countyCode} and s.${sql.ref(subject)} = ${id}`, byAge, 50)

/** The ladder of a task; one of another county does not exist. */
export async function taskLadder(tx: Tx, countyCode: string, taskId: string): Promise<LadderStepView[]> {
  const { rows } = await sql`select from tasks where county_code = ${countyCode} and id = ${taskId}`.execute(tx)
  if (rows.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_task', message: '没有这件任务' })
  return ladderOf(tx, countyCode, 'task_id', taskId)
}

export const stepsOf = (tx: Tx, countyCode: string, ids: readonly string[]) =>
  stepsWhere(tx, sql`s.county_code = ${countyCode} and s.id = any (${ids}::uuid[])`, byAge, ids.length)

/** Letters that wait for an answer, those longest past their day first. */
export const lettersOut = (tx: Tx, counties: readonly string[], limit: number) =>
  stepsWhere(tx, sql`s.county_code = any (${counties}::text[]) and ${isOut}`, sql`d.answer_by, s.id`, limit)
