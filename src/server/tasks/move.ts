import { sql } from 'kysely'
import type { TaskResults } from '#contract/tasks.ts'
import { addWorkingDays, workingDaysBetween } from '#domain/tasks/calendar.ts'
import { decideMove, type TaskMove } from '#domain/tasks/moves.ts'
import { type NewFact, stateFacts } from '../diagnosis/actions.ts'
import type { Db, Tx } from '../platform/acts.ts'
import { actOnTasks, type Batch, type Change, type Chosen, changedColumns, type LockedTask } from './batch.ts'
import type { Office } from './issue.ts'
import { lightOf, type Measures } from './measures.ts'
import { type Hands, moverOf } from './movers.ts'
import { tellHolders, tellOffice } from './notices.ts'
import { wordsOfRefusal } from './task-words.ts'

/** Makes one lawful move with many tasks; each has its own answer. */
export function moveTasks(
  db: Db,
  office: Office,
  hands: Hands,
  { move, tasks }: { move: TaskMove; tasks: readonly Chosen[] },
): Promise<TaskResults> {
  return actOnTasks(db, office, hands, tasks, {
    kind: `tasks_${move}`,
    decide: (task, { mover }) => {
      const decision = decideMove(task, move, moverOf(mover, task))
      return decision.allowed ? null : { code: decision.refusal.code, message: wordsOfRefusal(decision.refusal) }
    },
    write: async (tx, moving, at) => {
      const changes = await writeMoves(tx, move, moving, at)
      await beside[move]?.(tx, moving, at)
      return changes
    },
    after: async (tx, moved, at) => {
      if (move === 'write_off') await stateProduced(tx, moved, at)
      await tellOfMove(tx, move, moved, at)
    },
  })
}

/** Where each task goes and by when it is due then: what was paused is given the working days of the pause. */
function targetsOf(move: TaskMove, moving: readonly LockedTask[], { mover, measures }: Batch) {
  return moving.map((task) => {
    const decision = decideMove(task, move, moverOf(mover, task))
    if (!decision.allowed) throw new Error(`task ${task.id} was let through a batch it may not be in`)
    const dueOn = move === 'resume' ? dueAfterPause(task, measures) : task.dueOn
    const light = lightOf(measures, { state: decision.to, startsOn: task.startsOn, dueOn })
    return { id: task.id, state: decision.to, due_on: dueOn, light, paused_from: move === 'pause' ? task.state : null }
  })
}

function dueAfterPause({ dueOn, pausedOn }: LockedTask, { calendar, today }: Measures): string {
  const days = pausedOn === null ? 0 : workingDaysBetween(calendar, pausedOn, today)
  return days > 0 ? addWorkingDays(calendar, dueOn, days) : dueOn
}

async function writeMoves(tx: Tx, move: TaskMove, moving: readonly LockedTask[], at: Batch): Promise<Change[]> {
  const { countyCode, actor } = at.office
  const own = (moves: readonly TaskMove[], column: string) =>
    moves.includes(move) ? sql`${actor.accountId}::uuid` : sql`t.${sql.ref(column)}`
  const { rows } = await sql<Change>`
    update tasks as t
       set state = m.state, state_on = ${at.measures.today}, paused_from = m.paused_from, due_on = m.due_on, revision = t.revision + 1,
           submitted_by = ${own(['submit'], 'submitted_by')},
           checked_by = ${move === 'return' || move === 'submit' ? sql`null` : own(['accept'], 'checked_by')},
           written_off_by = ${own(['write_off'], 'written_off_by')},
           written_off_on = ${move === 'write_off' ? sql`${at.measures.today}::date` : sql`t.written_off_on`},
           light = m.light, light_on = case when t.light = m.light then t.light_on else ${at.measures.today} end
      from jsonb_to_recordset(${JSON.stringify(targetsOf(move, moving, at))}::jsonb)
           as m (id uuid, state text, due_on date, light text, paused_from text)
     where t.county_code = ${countyCode} and t.id = m.id
    returning t.id, ${changedColumns}`.execute(tx)
  return rows
}

type Beside = (tx: Tx, moving: readonly LockedTask[], at: Batch) => Promise<void>

/** What a move writes beside the task itself. */
const beside: Partial<Record<TaskMove, Beside>> = {
  submit: async (tx, moving, { office }) => {
    await sql`
      update task_evidence as v
         set submission_no = coalesce((select max(b.submission_no) from task_evidence as b
                                        where b.county_code = v.county_code and b.task_id = v.task_id), 0) + 1
       where v.county_code = ${office.countyCode} and v.task_id = any (${idsOf(moving)}::uuid[]) and v.submission_no is null`.execute(
      tx,
    )
  },
  pause: async (tx, moving, { office, measures }) => {
    await sql`
      insert into task_pauses (county_code, task_id, pause_no, from_on, reason)
      select ${office.countyCode}, m.id,
             coalesce((select max(pause_no) from task_pauses as u where u.county_code = ${office.countyCode} and u.task_id = m.id), 0) + 1,
             ${measures.today}::date, ${office.reason}
        from unnest(${idsOf(moving)}::uuid[]) as m (id)`.execute(tx)
  },
  resume: endPauses,
  cancel: endPauses,
}

async function endPauses(tx: Tx, moving: readonly LockedTask[], { office, measures }: Batch): Promise<void> {
  await sql`
    update task_pauses set until_on = ${measures.today}
     where county_code = ${office.countyCode} and task_id = any (${idsOf(moving)}::uuid[]) and until_on is null`.execute(
    tx,
  )
}

const idsOf = (tasks: readonly LockedTask[]) => tasks.map(({ id }) => id)

/** States what the tasks written off establish of their estates, as papers say it, and diagnoses those estates anew. */
async function stateProduced(tx: Tx, moved: readonly LockedTask[], { office, measures }: Batch): Promise<void> {
  const facts = new Map<string, NewFact>()
  for (const { estateId, produces, no, title } of moved) {
    if (estateId === null) continue
    for (const { fact, value } of produces)
      facts.set(`${estateId} ${fact}`, {
        estateId,
        fact,
        value,
        said: `任务第${no}号“${title}”已销号`,
        asOf: measures.today,
        kind: 'document',
      })
  }
  if (facts.size > 0) {
    await stateFacts(tx, { ...office, kind: 'facts_from_tasks', payload: { tasks: moved.length } }, [...facts.values()])
    return
  }
  await sql`select pg_notify('figures', ${office.countyCode})`.execute(tx)
}

/** Whom a move concerns: the office of what was handed in, the person behind the task of what came of it. */
async function tellOfMove(tx: Tx, move: TaskMove, moved: readonly LockedTask[], at: Batch): Promise<void> {
  const { countyCode, actor, reason } = at.office
  const told = { countyCode, day: at.measures.today, content: { by: actor.name, reason } }
  if (move === 'submit') await tellOffice(tx, { ...told, kind: 'submitted' }, actor.accountId, idsOf(moved))
  if (move === 'return') await tellHolders(tx, { ...told, kind: 'returned' }, idsOf(moved))
  if (move === 'write_off') await tellHolders(tx, { ...told, kind: 'written_off' }, idsOf(moved))
}
