import { Tag } from 'antd'
import type { TaskLine } from '#contract/tasks.ts'
import { openStates, type TaskState } from '#domain/tasks/moves.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { taskWords } from './messages.ts'

const colours: Partial<Record<TaskState, string>> = {
  issued: 'gold',
  working: 'processing',
  received: 'processing',
  submitted: 'purple',
  accepted: 'purple',
  returned: 'error',
  written_off: 'blue',
}

/** Where a task stands, in words. */
export function StateTag({ state }: { state: TaskState }) {
  const text = useText(taskWords)
  return (
    <Tag color={colours[state] ?? 'default'} style={{ marginInlineEnd: 0 }}>
      {text.states[state]}
    </Tag>
  )
}

/** Whether somebody still has to do something. */
export const isOpen = (state: TaskState) => openStates.some((open) => open === state)

/** How long there still is; overdue is said loudly, a finished task says nothing. */
export function DaysLeft({ task }: { task: Pick<TaskLine, 'state' | 'daysLeft'> }) {
  const text = useText(taskWords)
  if (!isOpen(task.state) || task.state === 'paused') return null
  if (task.daysLeft < 0) return <strong className="task-late">{text.daysOver(count(-task.daysLeft))}</strong>
  if (task.daysLeft === 0) return <strong>{text.dueToday}</strong>
  return <span>{text.daysLeft(count(task.daysLeft))}</span>
}
