import { sql } from 'kysely'
import { refusePapers } from '#domain/tasks/moves.ts'
import { holdActs, recordAct, type Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { type Change, changedColumns, type LockedTask, standings } from './batch.ts'
import { keepPapers, type Paper, type TaskPlace } from './evidence.ts'
import type { Office } from './issue.ts'
import { lightOf, measuresOf } from './measures.ts'
import { type Hands, moverIn, moverOf } from './movers.ts'
import { tellOffice } from './notices.ts'
import { wordsOfRefusal } from './task-words.ts'

/**
 * An answer given elsewhere is what a task wanted: it is handed in with the answer as its evidence, in the caller's
 * transaction, and checked like any other. Whoever may not work on the task may not answer; one that is over stays over.
 */
export async function answerTask(tx: Tx, office: Office, hands: Hands, place: TaskPlace, answer: Paper): Promise<void> {
  const { countyCode, actor, reason } = office
  await holdActs(tx, [countyCode])
  const task = await lockTask(tx, place)
  const refusal = refusePapers(task, moverOf(await moverIn(tx, countyCode, hands), task))
  if (refusal?.code === 'wrong_state' && hands.isOffice) return
  if (refusal) throw new Refused({ kind: 'conflict', code: refusal.code, message: wordsOfRefusal(refusal) })
  const evidence = await keepPapers(tx, actor, place, [answer], null)
  const measures = await measuresOf(tx, countyCode)
  const light = lightOf(measures, { state: 'submitted', startsOn: task.startsOn, dueOn: task.dueOn })
  await numberSubmission(tx, place)
  const { rows } = await sql<Change>`
    update tasks as t
       set state = 'submitted', state_on = ${measures.today}, submitted_by = ${actor.accountId}, checked_by = null, revision = t.revision + 1,
           light = ${light}, light_on = case when t.light = ${light} then t.light_on else ${measures.today}::date end
     where t.county_code = ${countyCode} and t.id = ${place.taskId}
    returning t.id, ${changedColumns}`.execute(tx)
  const told = rows.map(({ id, change }) => ({
    subjectKind: 'task' as const,
    subjectId: id,
    change: { ...change, evidence },
  }))
  await recordAct(tx, { countyCode, kind: 'tasks_submit', actor, reason, payload: { tasks: 1 }, rows: told })
  const notice = { countyCode, kind: 'submitted' as const, day: measures.today, content: { by: actor.name, reason } }
  await tellOffice(tx, notice, actor.accountId, [place.taskId])
  await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
}

async function lockTask(tx: Tx, { countyCode, taskId }: TaskPlace): Promise<LockedTask> {
  const { rows } = await sql<LockedTask>`${standings(sql`t.county_code = ${countyCode} and t.id = ${taskId}`)}`.execute(
    tx,
  )
  if (!rows[0]) throw new Error(`task ${taskId} is referred to and not there`)
  return rows[0]
}

async function numberSubmission(tx: Tx, { countyCode, taskId }: TaskPlace): Promise<void> {
  await sql`
    update task_evidence as v
       set submission_no = coalesce((select max(b.submission_no) from task_evidence as b
                                      where b.county_code = v.county_code and b.task_id = v.task_id), 0) + 1
     where v.county_code = ${countyCode} and v.task_id = ${taskId} and v.submission_no is null`.execute(tx)
}
