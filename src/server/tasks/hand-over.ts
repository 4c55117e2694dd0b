import { sql } from 'kysely'
import type { TaskResults } from '#contract/tasks.ts'
import { type Db, read } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { actOnTasks, type Change, type Chosen, changedColumns } from './batch.ts'
import { presentPeople, refuseAbsent } from './holders.ts'
import type { Office } from './issue.ts'
import type { Hands } from './movers.ts'
import { tellHolders } from './notices.ts'
import { stateWords } from './task-words.ts'

/** Hands open tasks to another person; how far each has come stays as it is. */
export async function handOverTasks(
  db: Db,
  office: Office,
  hands: Hands,
  { personId, tasks }: { personId: string; tasks: readonly Chosen[] },
): Promise<TaskResults> {
  const { countyCode, actor, reason } = office
  const people = await read(db, actor, (tx) => presentPeople(tx, countyCode, [personId]))
  refuseAbsent('移交', personId, people)
  return actOnTasks(db, office, hands, tasks, {
    kind: 'tasks_handed_over',
    decide: ({ state, personId: holder }) => {
      if (state === 'written_off' || state === 'cancelled')
        return { code: 'wrong_state', message: `任务${stateWords[state]}，不能移交` }
      return holder === personId ? { code: 'same_person', message: '已经是此人的任务' } : null
    },
    write: async (tx, moving) => {
      if ((await presentPeople(tx, countyCode, [personId])).get(personId)?.leftOn !== null)
        throw new Refused({ kind: 'conflict', code: 'person_has_left', message: '此人刚刚离任，请另选责任人' })
      const { rows } = await sql<Change>`
        update tasks as t set person_id = ${personId}, revision = t.revision + 1
         where t.county_code = ${countyCode} and t.id = any (${moving.map(({ id }) => id)}::uuid[])
        returning t.id, ${changedColumns}`.execute(tx)
      return rows
    },
    after: (tx, moved, { measures }) =>
      tellHolders(
        tx,
        { countyCode, kind: 'assigned', day: measures.today, content: { by: actor.name, reason } },
        moved.map(({ id }) => id),
      ),
  })
}
