import { sql } from 'kysely'
import type { TaskResults } from '#contract/tasks.ts'
import { inHandStates, type TaskMover } from '#domain/tasks/moves.ts'
import type { Db, Tx } from '../platform/acts.ts'
import {
  actOnTasks,
  type Batch,
  type Change,
  type Chosen,
  changedColumns,
  type LockedTask,
  type Refusing,
} from './batch.ts'
import type { Office } from './issue.ts'
import { lightOf } from './measures.ts'
import { type Hands, moverOf } from './movers.ts'
import { tellHolders, tellOffice } from './notices.ts'
import { stateWords, wordsOfRefusal } from './task-words.ts'

/** Asks for more time for many tasks; a second person decides. */
export function askExtension(
  db: Db,
  office: Office,
  hands: Hands,
  { until, tasks }: { until: string; tasks: readonly Chosen[] },
): Promise<TaskResults> {
  const { countyCode, actor, reason } = office
  return actOnTasks(db, office, hands, tasks, {
    kind: 'extension_asked',
    decide: (task, at) => refuseAsking(task, until, at),
    write: async (tx, moving, { measures }) => {
      await sql`
        insert into task_extensions (county_code, task_id, extension_no, asked_until, reason, asked_by, asker_name, asked_on)
        select ${countyCode}, m.id,
               coalesce((select max(extension_no) from task_extensions as x where x.county_code = ${countyCode} and x.task_id = m.id), 0) + 1,
               ${until}::date, ${reason}, ${actor.accountId}, ${actor.name}, ${measures.today}::date
          from unnest(${moving.map(({ id }) => id)}::uuid[]) as m (id)`.execute(tx)
      return moving.map(({ id }) => ({ id, change: { extension: { asked_until: until } } }))
    },
    after: (tx, moved, { measures }) =>
      tellOffice(
        tx,
        { countyCode, kind: 'extension', day: measures.today, content: { until, reason, by: actor.name } },
        actor.accountId,
        moved.map(({ id }) => id),
      ),
  })
}

/** Whether this person may ask for more time now: what a screen offers. */
export const mayAskExtension = (task: LockedTask, mover: TaskMover): boolean => refuseAsker(task, mover) === null

/** Whether this person may decide what was asked. */
export const mayDecideExtension = (task: LockedTask, mover: TaskMover): boolean => refuseDecider(task, mover) === null

function refuseAsking(task: LockedTask, until: string, { mover, measures }: Batch): Refusing | null {
  const refusal = refuseAsker(task, moverOf(mover, task))
  if (refusal) return refusal
  if (until <= task.dueOn) return { code: 'not_later', message: `申请的期限须晚于现在的期限（${task.dueOn}）` }
  return until < measures.today ? { code: 'due_in_past', message: '申请的期限已过' } : null
}

function refuseAsker(task: LockedTask, { hands, isOffice, organisationId }: TaskMover): Refusing | null {
  if (!hands.includes('holder')) return words({ code: 'not_your_hand', needs: 'holder' })
  if (!isOffice && organisationId !== task.organisationId) return words({ code: 'other_unit' })
  if (!inHandStates.includes(task.state))
    return { code: 'wrong_state', message: `任务${stateWords[task.state]}，不能申请延期` }
  return task.extension ? { code: 'asked_already', message: '已有一份延期申请等待批准' } : null
}

const words = (refusal: Parameters<typeof wordsOfRefusal>[0]): Refusing => ({
  code: refusal.code,
  message: wordsOfRefusal(refusal),
})

/** Grants or refuses what was asked for, by somebody else than who asked. What is granted is the new term. */
export function decideExtension(
  db: Db,
  office: Office,
  hands: Hands,
  { decision, tasks }: { decision: 'granted' | 'refused'; tasks: readonly Chosen[] },
): Promise<TaskResults> {
  const { countyCode, actor, reason } = office
  return actOnTasks(db, office, hands, tasks, {
    kind: `extension_${decision}`,
    decide: (task, { mover }) => refuseDecider(task, mover),
    write: async (tx, moving, at) => {
      const ids = moving.map(({ id }) => id)
      await sql`
        update task_extensions
           set decision = ${decision}, decided_by = ${actor.accountId}, decider_name = ${actor.name},
               decided_on = ${at.measures.today}, decision_reason = ${reason}
         where county_code = ${countyCode} and task_id = any (${ids}::uuid[]) and decision is null`.execute(tx)
      const said = { extension: { decision } }
      if (decision === 'refused') return ids.map((id) => ({ id, change: said }))
      return (await extend(tx, moving, at)).map(({ id, change }) => ({ id, change: { ...change, ...said } }))
    },
    after: (tx, moved, { measures }) =>
      tellHolders(
        tx,
        { countyCode, kind: 'extension', day: measures.today, content: { decision, reason, by: actor.name } },
        moved.map(({ id }) => id),
      ),
  })
}

function refuseDecider(task: LockedTask, mover: TaskMover): Refusing | null {
  if (!mover.hands.includes('checker')) return words({ code: 'not_your_hand', needs: 'checker' })
  if (!task.extension) return { code: 'nothing_asked', message: '没有等待批准的延期申请' }
  if (task.extension.askedBy === mover.accountId)
    return { code: 'own_request', message: '申请人本人不能批准延期，须由另一人办理' }
  const isOver = task.state === 'written_off' || task.state === 'cancelled'
  return isOver ? { code: 'wrong_state', message: `任务${stateWords[task.state]}，不必再延期` } : null
}

async function extend(tx: Tx, moving: readonly LockedTask[], { office, measures }: Batch): Promise<Change[]> {
  const rows = moving.map(({ id, state, startsOn, dueOn, extension }) => {
    const until = extension?.until ?? dueOn
    const latest = until > dueOn ? until : dueOn // a pause since may have led beyond what was asked
    return { id, due_on: latest, light: lightOf(measures, { state, startsOn, dueOn: latest }) }
  })
  const { rows: changed } = await sql<Change>`
    update tasks as t
       set due_on = m.due_on, revision = t.revision + 1,
           light = m.light, light_on = case when t.light = m.light then t.light_on else ${measures.today} end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (id uuid, due_on date, light text)
     where t.county_code = ${office.countyCode} and t.id = m.id
    returning t.id, ${changedColumns}`.execute(tx)
  return changed
}
