import { sql } from 'kysely'
import { recordAct, type Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import type { Office } from './issue.ts'

/** Files tasks of a county under a resolution, as one act; a task has one resolution and keeps it. */
export async function fileTasks(
  tx: Tx,
  { countyCode, actor, reason }: Office,
  resolutionId: string,
  tasks: readonly string[],
): Promise<void> {
  await refuseFiled(tx, countyCode, tasks)
  const { rows } = await sql<{ id: string; revision: number }>`
    update tasks set resolution_id = ${resolutionId}, revision = revision + 1
     where county_code = ${countyCode} and id = any (${tasks}::uuid[])
    returning id, revision`.execute(tx)
  await recordAct(tx, {
    countyCode,
    kind: 'tasks_filed',
    actor,
    reason,
    payload: { resolution: resolutionId },
    rows: rows.map(({ id, revision }) => ({
      subjectKind: 'task',
      subjectId: id,
      change: { resolution_id: resolutionId, revision },
    })),
  })
  await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
}

async function refuseFiled(tx: Tx, countyCode: string, tasks: readonly string[]): Promise<void> {
  const { rows } = await sql<{ no: number; under: number }>`
    select t.task_no as no, r.resolution_no as under
      from tasks as t
      join resolutions as r on r.county_code = t.county_code and r.id = t.resolution_id
     where t.county_code = ${countyCode} and t.id = any (${tasks}::uuid[])
     order by t.task_no limit 1`.execute(tx)
  const [filed] = rows
  if (filed)
    throw new Refused({
      kind: 'conflict',
      code: 'task_is_filed',
      message: `任务第${filed.no}号已归在议定事项第${filed.under}号之下`,
    })
}
