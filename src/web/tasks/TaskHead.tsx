import type { Task } from '#contract/tasks.ts'
import { taskMoves } from '#domain/tasks/moves.ts'
import { useText } from '../platform/text.ts'
import { taskPageWords, tasksPageWords, taskWords } from './messages.ts'
import { CountedButton } from './TermWords.tsx'
import { DaysLeft, isOpen, StateTag } from './task-marks.tsx'

/** Who must act, by when, and what proves it done: the three things one opens a task for. */
export function TaskHead({ task }: { task: Task }) {
  const text = useText(taskPageWords)
  const page = useText(tasksPageWords)
  return (
    <div className="task-head">
      <div className="card-figure">
        <div className="label">{text.mustAct}</div>
        <div className="big">
          <Actor task={task} />
        </div>
        <StateTag state={task.state} /> {task.stateOn}
      </div>
      <div className="card-figure">
        <div className="label">{text.dueBy}</div>
        <div className="big">
          {task.dueOn} <DaysLeft task={task} />
        </div>
        {task.firstDueOn !== task.dueOn && <div>{page.firstDue(task.firstDueOn)}</div>}
        <CountedButton term={task.term} />
      </div>
      <div className="card-figure">
        <div className="label">{text.proof}</div>
        <div className="big wanted">{task.wanted}</div>
      </div>
    </div>
  )
}

/** Whose turn it is, in words. */
function Actor({ task }: { task: Task }) {
  const text = useText(taskPageWords).actor
  const { nobody } = useText(taskWords)
  if (task.state === 'cancelled') return text.cancelled
  if (task.state === 'written_off')
    return task.writtenOffBy
      ? text.done(task.writtenOffBy, task.writtenOffOn ?? '')
      : text.doneByLedger(task.writtenOffOn ?? '')
  if (task.state === 'paused') return text.office
  const waitsForCheck = isOpen(task.state) && taskMoves.write_off.from.some((state) => state === task.state)
  return waitsForCheck ? text.checker : text.holder(task.organisation.name, task.person?.name ?? nobody)
}
