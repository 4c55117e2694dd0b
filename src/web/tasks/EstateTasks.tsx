import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Empty } from 'antd'
import { useState } from 'react'
import { tasksEndpoints } from '#contract/tasks.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { taskPageWords } from './messages.ts'
import { ProposedTasks } from './ProposedTasks.tsx'
import { TaskActBar } from './TaskActBar.tsx'
import { type Doing, TaskActModal } from './TaskActModal.tsx'
import { TaskCard } from './TaskCard.tsx'
import { TaskTimeline } from './TaskTimeline.tsx'
import { isOpen } from './task-marks.tsx'
import './tasks.css'

/** What is being done for an estate, what its diagnosis still proposes, and what happened. */
export function EstateTasks({ county, estate }: { county: string; estate: string }) {
  const text = useText(taskPageWords)
  const timeline = useQuery(endpointQuery(tasksEndpoints.estateTimeline, { params: { county, estate } }))
  return (
    <div className="columns">
      <div className="task-side">
        <EstateTaskCards county={county} estate={estate} />
        <ProposedTasks county={county} estate={estate} />
      </div>
      <Card size="small" title={text.timeline}>
        <Reading query={timeline}>{(entries) => <TaskTimeline entries={entries} county={county} />}</Reading>
      </Card>
    </div>
  )
}

function EstateTaskCards({ county, estate }: { county: string; estate: string }) {
  const text = useText(taskPageWords)
  const query = { estate, limit: 500 }
  const tasks = useQuery(endpointQuery(tasksEndpoints.listTasks, { params: { region: county }, query }))
  const [chosenIds, choose] = useState<ReadonlySet<string>>(new Set())
  const [doing, setDoing] = useState<Doing>()
  const rows = (tasks.data?.rows ?? []).toSorted((a, b) => Number(isOpen(b.state)) - Number(isOpen(a.state)))
  return (
    <Card
      size="small"
      title={text.estateTasks}
      extra={
        <Link to="/regions/$region/meetings" params={{ region: county }} search={{ view: 'resolutions', estate }}>
          {text.estateResolutions}
        </Link>
      }
    >
      <Reading query={tasks}>
        {() => (
          <>
            {rows.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noEstateTasks} />}
            {rows.map((task) => (
              <TaskCard
                key={task.id}
                task={task}
                isChosen={chosenIds.has(task.id)}
                onChoose={() =>
                  choose(
                    new Set(
                      chosenIds.has(task.id) ? [...chosenIds].filter((id) => id !== task.id) : [...chosenIds, task.id],
                    ),
                  )
                }
              />
            ))}
          </>
        )}
      </Reading>
      <TaskActBar
        tasks={rows.filter(({ id }) => chosenIds.has(id))}
        onAct={setDoing}
        onClear={() => choose(new Set())}
      />
      <TaskActModal doing={doing} onClose={() => setDoing(undefined)} onDone={choose} />
    </Card>
  )
}
