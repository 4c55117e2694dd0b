import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Tag } from 'antd'
import { useState } from 'react'
import { type Task, tasksEndpoints } from '#contract/tasks.ts'
import { endpointQuery } from '../platform/api.ts'
import { LightDot } from '../platform/Light.tsx'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { TaskLadder } from '../supervision/TaskLadder.tsx'
import { taskPageWords, taskWords } from './messages.ts'
import { TaskAbout } from './TaskAbout.tsx'
import { type Doing, TaskActModal } from './TaskActModal.tsx'
import { TaskEvidence } from './TaskEvidence.tsx'
import { TaskExtensions } from './TaskExtensions.tsx'
import { TaskHead } from './TaskHead.tsx'
import { TaskSteps } from './TaskSteps.tsx'
import { TaskTimeline } from './TaskTimeline.tsx'
import type { TaskAct } from './task-acts.ts'
import { isOpen } from './task-marks.tsx'
import './tasks.css'

/** One task with all that belongs to it, and what the reader may do with it. */
export function TaskPage() {
  const { county, task: id } = useParams({ from: '/signed-in/shell/counties/$county/tasks/$task' })
  const task = useQuery(endpointQuery(tasksEndpoints.getTask, { params: { county, task: id } }))
  return <Reading query={task}>{(data) => <TaskView task={data} />}</Reading>
}

function TaskView({ task }: { task: Task }) {
  const text = useText(taskPageWords)
  const words = useText(taskWords)
  const [doing, setDoing] = useState<Doing>()
  return (
    <div className="page task-page">
      <div className="page-head">
        <LightDot light={task.light} />
        <h1>
          {task.no} · {task.title}
        </h1>
        {task.asksExtension && <Tag color="orange">{words.asksExtension}</Tag>}
        <div className="end no-print">
          <Link to="/regions/$region/tasks" params={{ region: task.countyCode }}>
            <Button>{text.backToTasks}</Button>
          </Link>
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      <TaskSteps task={task} />
      <TaskHead task={task} />
      <Acts task={task} onAct={(act) => setDoing({ act, tasks: [task] })} />
      <div className="columns">
        <div className="task-side">
          <TaskEvidence task={task} />
          <Card size="small" title={text.history}>
            <TaskTimeline entries={task.timeline} />
          </Card>
        </div>
        <div className="task-side">
          <TaskAbout task={task} />
          <TaskLadder county={task.countyCode} task={task.id} />
          <TaskExtensions task={task} onAct={(act) => setDoing({ act, tasks: [task] })} />
        </div>
      </div>
      <TaskActModal doing={doing} onClose={() => setDoing(undefined)} />
    </div>
  )
}

/** What this person may do with the task now, as the server says; on a phone it stands under the thumb. */
function Acts({ task, onAct }: { task: Task; onAct: (act: TaskAct) => void }) {
  const text = useText(taskPageWords)
  const { acts: names } = useText(taskWords)
  const mayHandOver = useMay('tasks.assign', task.countyCode) && isOpen(task.state)
  const acts: TaskAct[] = [
    ...task.moves,
    ...(task.mayAskExtension ? (['ask_extension'] as const) : []),
    ...(mayHandOver ? (['hand_over'] as const) : []),
  ]
  if (acts.length === 0) return <p className="no-print">{text.nothingToDo}</p>
  const dangerous: readonly TaskAct[] = ['return', 'cancel']
  return (
    <div className="task-bar no-print" role="toolbar" aria-label={text.mustAct}>
      {acts.map((act, place) => (
        <Button
          key={act}
          type={place === 0 && !dangerous.includes(act) ? 'primary' : 'default'}
          danger={dangerous.includes(act)}
          onClick={() => onAct(act)}
        >
          {names[act]}
        </Button>
      ))}
    </div>
  )
}
