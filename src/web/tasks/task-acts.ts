import { type TaskLine, type TaskResults, tasksEndpoints } from '#contract/tasks.ts'
import type { Permission } from '#domain/staff/permissions.ts'
import { type TaskMove, taskMoveNames, taskMoves } from '#domain/tasks/moves.ts'
import { call } from '../platform/api.ts'

export type TaskAct = TaskMove | 'hand_over' | 'ask_extension' | 'grant_extension' | 'refuse_extension'

/** What an act is done to; a line of a list and a whole task both are. */
export type ActedTask = Pick<
  TaskLine,
  'id' | 'no' | 'title' | 'countyCode' | 'state' | 'revision' | 'asksExtension' | 'evidence' | 'dueOn'
>

/** What the form of an act gives along with the reason. */
export type ActValues = { reason: string; personId?: string; until?: string }

const permissionOf = { holder: 'tasks.work', checker: 'tasks.check', office: 'tasks.assign' } as const

const openEnded = ['written_off', 'cancelled']

type OtherAct = { permission: Permission; suits: (task: ActedTask) => boolean }
const otherActs = {
  ask_extension: {
    permission: 'tasks.work',
    suits: ({ state, asksExtension }) => !asksExtension && !openEnded.includes(state),
  },
  grant_extension: { permission: 'tasks.check', suits: ({ asksExtension }) => asksExtension },
  refuse_extension: { permission: 'tasks.check', suits: ({ asksExtension }) => asksExtension },
  hand_over: { permission: 'tasks.assign', suits: ({ state }) => !openEnded.includes(state) },
} as const satisfies Record<string, OtherAct>

/**
 * The acts worth offering for some tasks: those that one of them is ready for and this person may do there. Whether a
 * task really allows it the server decides, task by task.
 */
export function actsFor(
  tasks: readonly ActedTask[],
  may: (permission: Permission, county: string) => boolean,
): TaskAct[] {
  const moves = taskMoveNames.filter((move) => {
    const { from, by } = taskMoves[move]
    const states: readonly string[] = from
    return tasks.some(({ state, countyCode }) => states.includes(state) && may(permissionOf[by], countyCode))
  })
  const others = (Object.keys(otherActs) as (keyof typeof otherActs)[]) // the keys of a literal
    .filter((act) =>
      tasks.some((task) => otherActs[act].suits(task) && may(otherActs[act].permission, task.countyCode)),
    )
    .filter((act) => act !== 'hand_over' || new Set(tasks.map(({ countyCode }) => countyCode)).size === 1)
  return [...moves, ...others]
}

/** Does one act to tasks of one or more counties and says what became of each. */
export async function doAct(act: TaskAct, tasks: readonly ActedTask[], values: ActValues): Promise<TaskResults> {
  const counties = [...new Set(tasks.map(({ countyCode }) => countyCode))]
  const answers = await Promise.all(
    counties.map((county) =>
      actIn(
        county,
        act,
        tasks.filter(({ countyCode }) => countyCode === county),
        values,
      ),
    ),
  )
  return {
    done: answers.reduce((sum, { done }) => sum + done, 0),
    refused: answers.reduce((sum, { refused }) => sum + refused, 0),
    results: answers.flatMap(({ results }) => results),
  }
}

function actIn(county: string, act: TaskAct, tasks: readonly ActedTask[], values: ActValues): Promise<TaskResults> {
  const params = { county }
  const body = { reason: values.reason, tasks: tasks.map(({ id, revision }) => ({ id, revision })) }
  if (act === 'hand_over')
    return call(tasksEndpoints.handOverTasks, { params, body: { ...body, personId: values.personId ?? '' } })
  if (act === 'ask_extension')
    return call(tasksEndpoints.askExtension, { params, body: { ...body, until: values.until ?? '' } })
  if (act === 'grant_extension' || act === 'refuse_extension') {
    const decision = act === 'grant_extension' ? 'granted' : 'refused'
    return call(tasksEndpoints.decideExtension, { params, body: { ...body, decision } })
  }
  const { by } = taskMoves[act]
  const endpoint = { holder: 'workTasks', checker: 'checkTasks', office: 'steerTasks' } as const
  return call(tasksEndpoints[endpoint[by]], { params, body: { ...body, move: act } })
}
