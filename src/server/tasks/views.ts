import { sql } from 'kysely'
import type { Task } from '#contract/tasks.ts'
import { movesFor, refusePapers } from '#domain/tasks/moves.ts'
import { termUntil } from '#domain/tasks/term.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { type LockedTask, standings } from './batch.ts'
import { calendarIn } from './calendar.ts'
import { mayAskExtension, mayDecideExtension } from './extensions.ts'
import { linesOf } from './lines.ts'
import { type Hands, moverIn, moverOf } from './movers.ts'
import { taskTimeline } from './timeline.ts'

const utc = (column: string) => sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

type Rest = Pick<
  Task,
  | 'wanted'
  | 'registration'
  | 'rule'
  | 'step'
  | 'firstDueOn'
  | 'pausedFrom'
  | 'submittedBy'
  | 'checkedBy'
  | 'writtenOffBy'
  | 'writtenOffOn'
  | 'pauses'
  | 'papers'
  | 'extensions'
  | 'needs'
  | 'neededBy'
  | 'meeting'
  | 'resolution'
>

const neighbour = sql`
  json_build_object('id', b.id, 'no', b.task_no, 'title', b.title, 'state', b.state, 'light', b.light) order by b.task_no`

/** A task whole, with what the caller may do with it now. One of another county does not exist. */
export async function getTask(tx: Tx, countyCode: string, taskId: string, hands: Hands): Promise<Task> {
  const [line] = await linesOf(tx, countyCode, [taskId])
  const rest = await findRest(tx, countyCode, taskId)
  const { rows } = await sql<LockedTask>`${standings(sql`t.county_code = ${countyCode} and t.id = ${taskId}`)}`.execute(
    tx,
  )
  const standing = rows[0]
  if (!line || !rest || !standing) throw noTask()
  const mover = moverOf(await moverIn(tx, countyCode, hands), standing)
  const today = officeToday()
  const pauses = rest.pauses.map(({ from, until, reason }) => ({ from, until: until ?? today, reason }))
  return {
    ...line,
    ...rest,
    term: termUntil(await calendarIn(tx), line.startsOn, line.dueOn, pauses),
    moves: movesFor(standing, mover),
    mayAddEvidence: refusePapers(standing, mover) === null,
    mayAskExtension: mayAskExtension(standing, mover),
    mayDecideExtension: mayDecideExtension(standing, mover),
    timeline: await taskTimeline(tx, countyCode, taskId),
  }
}

export const noTask = () => new Refused({ kind: 'missing', code: 'no_such_task', message: '没有这件任务' })

/** Names of those who acted come from the acts: an account of the city is not read in a county. */
const actorOf = (column: string, kind: string) => sql`
  case when ${sql.raw(`t.${column}`)} is not null then coalesce(
    (select a.actor_name from history as h join acts as a on a.county_code = h.county_code and a.act_no = h.act_no
      where h.county_code = t.county_code and h.subject_id = t.id and a.kind = ${kind} order by h.act_no desc limit 1),
    (select name from accounts where id = ${sql.raw(`t.${column}`)})) end`

async function findRest(tx: Tx, countyCode: string, taskId: string): Promise<Rest | undefined> {
  const { rows } = await sql<Rest>`
    select t.wanted, t.registration, t.rule, t.step, t.first_due_on as "firstDueOn", t.paused_from as "pausedFrom",
           ${actorOf('submitted_by', 'tasks_submit')} as "submittedBy", ${actorOf('checked_by', 'tasks_accept')} as "checkedBy",
           ${actorOf('written_off_by', 'tasks_write_off')} as "writtenOffBy", t.written_off_on as "writtenOffOn",
           (select coalesce(json_agg(json_build_object('from', u.from_on, 'until', u.until_on, 'reason', u.reason) order by u.pause_no), '[]')
              from task_pauses as u where u.county_code = t.county_code and u.task_id = t.id) as pauses,
           (select coalesce(json_agg(json_build_object('no', v.evidence_no, 'submissionNo', v.submission_no, 'name', v.name, 'mediaType', v.media_type,
                                      'bytes', v.bytes, 'note', v.note, 'addedBy', v.adder_name, 'addedAt', ${utc('v.added_at')}) order by v.evidence_no), '[]')
              from task_evidence as v where v.county_code = t.county_code and v.task_id = t.id) as papers,
           (select coalesce(json_agg(json_build_object('no', x.extension_no, 'askedUntil', x.asked_until, 'reason', x.reason, 'askedBy', x.asker_name,
                                      'askedOn', x.asked_on, 'decision', x.decision, 'decidedBy', x.decider_name, 'decidedOn', x.decided_on,
                                      'decisionReason', x.decision_reason) order by x.extension_no), '[]')
              from task_extensions as x where x.county_code = t.county_code and x.task_id = t.id) as extensions,
           (select coalesce(json_agg(${neighbour}), '[]') from task_needs as n join tasks as b on b.county_code = n.county_code and b.id = n.needs_id
             where n.county_code = t.county_code and n.task_id = t.id) as needs,
           (select coalesce(json_agg(${neighbour}), '[]') from task_needs as n join tasks as b on b.county_code = n.county_code and b.id = n.task_id
             where n.county_code = t.county_code and n.needs_id = t.id) as "neededBy",
           (select json_build_object('id', m.id, 'title', m.title, 'heldOn', m.held_on) from meetings as m
             where m.county_code = t.county_code and m.id = t.meeting_id) as meeting,
           (select json_build_object('id', s.id, 'no', s.resolution_no, 'matter', s.matter) from resolutions as s
             where s.county_code = t.county_code and s.id = t.resolution_id) as resolution
      from tasks as t where t.county_code = ${countyCode} and t.id = ${taskId}`.execute(tx)
  return rows[0]
}
