import { type RawBuilder, sql } from 'kysely'
import type { TaskResults } from '#contract/tasks.ts'
import type { TaskStanding } from '#domain/tasks/moves.ts'
import { type Db, holdActs, recordAct, type Tx, transact } from '../platform/acts.ts'
import type { Office } from './issue.ts'
import { type Measures, measuresOf } from './measures.ts'
import { type Hands, type Mover, moverIn } from './movers.ts'

export type Chosen = { id: string; revision: number }

/** A task of a batch as it stands, held until the batch is through. */
export type LockedTask = TaskStanding & {
  id: string
  no: number
  title: string
  personId: string | null
  startsOn: string
  dueOn: string
  revision: number
  produces: { fact: string; value: boolean | number | string }[]
  estateId: string | null
  pausedOn: string | null
  /** Who asked for more time and until when, while nobody has decided. */
  extension: { no: number; until: string; askedBy: string } | null
}

export type Refusing = { code: string; message: string }

/** What a batch does: who is refused, and what is written of all the others. */
export type BatchAct = {
  kind: string
  decide: (task: LockedTask, at: Batch) => Refusing | null
  /** Writes what follows for the tasks that may, and says of each what changed. */
  write: (tx: Tx, tasks: readonly LockedTask[], at: Batch) => Promise<Change[]>
  /** What else belongs to the same transaction, after the act. */
  after?: (tx: Tx, tasks: readonly LockedTask[], at: Batch) => Promise<void>
}

export type Change = { id: string; change: Record<string, unknown> }
export type Batch = { office: Office; mover: Mover; measures: Measures }

/**
 * Does one thing to many tasks of a county: locks them, decides each, writes all that may be written and keeps it as one
 * act. Each task has its own answer; none stops another. The number of statements does not grow with the tasks.
 */
export function actOnTasks(
  db: Db,
  office: Office,
  hands: Hands,
  chosen: readonly Chosen[],
  act: BatchAct,
): Promise<TaskResults> {
  const { countyCode, actor, reason } = office
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const known = await lockTasks(tx, countyCode, chosen)
    const at = { office, mover: await moverIn(tx, countyCode, hands), measures: await measuresOf(tx, countyCode) }
    const answers = answersTo(chosen, known, (task) => act.decide(task, at))
    const moving = answers.flatMap(({ task, refusal }) => (task && !refusal ? [task] : []))
    if (moving.length > 0) {
      const changed = await act.write(tx, moving, at)
      const rows = changed.map(({ id, change }) => ({ subjectKind: 'task' as const, subjectId: id, change }))
      await recordAct(tx, { countyCode, kind: act.kind, actor, reason, payload: { tasks: moving.length }, rows })
      await act.after?.(tx, moving, at)
      await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
    }
    return resultsOf(answers)
  })
}

type Answer = { id: string; task: LockedTask | undefined; refusal: Refusing | null }

function answersTo(
  chosen: readonly Chosen[],
  known: ReadonlyMap<string, LockedTask>,
  decide: (task: LockedTask) => Refusing | null,
): Answer[] {
  const seen = new Set<string>()
  return chosen.map(({ id, revision }) => {
    const task = known.get(id)
    const isAgain = seen.has(id)
    seen.add(id)
    if (!task) return { id, task, refusal: { code: 'no_such_task', message: '没有这件任务' } }
    if (isAgain) return { id, task, refusal: { code: 'named_twice', message: '同一件任务选了两次' } }
    if (task.revision !== revision)
      return { id, task, refusal: { code: 'changed_meanwhile', message: '别人刚刚改过这件任务，请刷新后再试' } }
    return { id, task, refusal: decide(task) }
  })
}

function resultsOf(answers: readonly Answer[]): TaskResults {
  const refused = answers.filter(({ refusal }) => refusal !== null).length
  return {
    done: answers.length - refused,
    refused,
    results: answers.map(({ id, task, refusal }) => ({
      id,
      no: task?.no ?? null,
      ok: refusal === null,
      code: refusal?.code ?? null,
      message: refusal?.message ?? null,
    })),
  }
}

/** Locks tasks in one order, then reads how each stands: a second look, so that what others just did is seen. */
async function lockTasks(tx: Tx, countyCode: string, chosen: readonly Chosen[]): Promise<Map<string, LockedTask>> {
  const ids = chosen.map(({ id }) => id)
  await sql`
    select from tasks where county_code = ${countyCode} and id = any (${ids}::uuid[]) order by id for update`.execute(
    tx,
  )
  const { rows } = await sql<LockedTask>`${standings(
    sql`t.county_code = ${countyCode} and t.id = any (${ids}::uuid[])`,
  )}`.execute(tx)
  return new Map(rows.map((task) => [task.id, task]))
}

/** How tasks stand, as the rules of moves look at them. */
export const standings = (which: RawBuilder<unknown>) => sql`
  select t.id, t.task_no as no, t.title, t.state, t.paused_from as "pausedFrom", t.submitted_by as "submittedBy", t.revision, t.produces,
         t.organisation_id as "organisationId", t.person_id as "personId", t.starts_on as "startsOn", t.due_on as "dueOn", t.estate_id as "estateId",
         (select count(*) from task_evidence as v
           where v.county_code = t.county_code and v.task_id = t.id and v.submission_no is null) as evidence,
         (select count(*) from task_needs as n join tasks as b on b.county_code = n.county_code and b.id = n.needs_id
           where n.county_code = t.county_code and n.task_id = t.id and b.state not in ('written_off', 'cancelled')) as "waitsFor",
         (select u.from_on from task_pauses as u
           where u.county_code = t.county_code and u.task_id = t.id and u.until_on is null) as "pausedOn",
         (select json_build_object('no', x.extension_no, 'until', x.asked_until, 'askedBy', x.asked_by) from task_extensions as x
           where x.county_code = t.county_code and x.task_id = t.id and x.decision is null) as extension
    from tasks as t
   where ${which}`

/** What an update changed of each task, as its history keeps it: over the old and the new row, but for the lights. */
export const changedColumns = sql`
  (select jsonb_object_agg(key, value)
     from (select key, value from jsonb_each(to_jsonb(new) - '{light,light_on}'::text[])
           except select key, value from jsonb_each(to_jsonb(old))) as changed) as change`
