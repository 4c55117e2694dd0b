import { Steps } from 'antd'
import type { Task } from '#contract/tasks.ts'
import { useText } from '../platform/text.ts'
import { taskPageWords } from './messages.ts'
import { stepOf } from './task-steps.ts'

/** The way of a task from being received to being written off, and where it stands. */
export function TaskSteps({ task }: { task: Task }) {
  const text = useText(taskPageWords)
  const { step, status } = stepOf(task)
  const { receive, work, submit, check, writeOff } = text.steps
  const halted = { paused: text.pausedNow, cancelled: text.cancelledNow, returned: text.back }
  const note = task.state in halted ? halted[task.state as keyof typeof halted] : undefined // just looked up
  return (
    <Steps
      size="small"
      responsive={false}
      titlePlacement="vertical"
      current={step}
      status={status}
      items={[receive, work, submit, check, writeOff].map((title, place) => ({
        title: place === step && note ? `${title} · ${note}` : title,
      }))}
    />
  )
}
