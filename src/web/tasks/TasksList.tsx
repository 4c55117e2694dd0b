import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type TaskLine, tasksEndpoints } from '#contract/tasks.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { taskWords } from './messages.ts'
import { TaskActBar } from './TaskActBar.tsx'
import { type Doing, TaskActModal } from './TaskActModal.tsx'
import { DaysLeft, StateTag } from './task-marks.tsx'
import type { TasksViewProps } from './tasks-filter.ts'

/** All tasks that fit, line by line; what is chosen is acted on together. */
export function TasksList({ region, filter }: TasksViewProps) {
  const text = useText(taskWords)
  const navigate = useNavigate()
  const [chosen, choose] = useState<TaskLine[]>([])
  const [doing, setDoing] = useState<Doing>()
  return (
    <>
      <RecordTable<TaskLine>
        listKey={[tasksEndpoints.listTasks.path, region, filter]}
        load={(after) => call(tasksEndpoints.listTasks, { params: { region }, query: { ...filter, after } })}
        rowKey={({ id }) => id}
        onOpen={({ countyCode, id }) =>
          navigate({ to: '/counties/$county/tasks/$task', params: { county: countyCode, task: id } })
        }
        width={1440}
        chosen={{ rows: chosen, onChoose: choose }}
        columns={[
          { title: text.light, render: (_, { light }) => <LightDot light={light} />, width: 52 },
          { title: text.no, dataIndex: 'no', className: 'number', width: 68 },
          { title: text.title, dataIndex: 'title', width: 300, ellipsis: true },
          { title: text.state, render: (_, { state }) => <StateTag state={state} />, width: 100 },
          { title: text.due, dataIndex: 'dueOn', width: 108 },
          { title: text.left, render: (_, task) => <DaysLeft task={task} />, width: 140 },
          { title: text.estate, render: (_, { estate }) => estate?.name, width: 160, ellipsis: true },
          { title: text.unit, render: (_, { organisation }) => organisation.name, width: 170, ellipsis: true },
          { title: text.person, render: (_, { person }) => person?.name ?? text.nobody, width: 90, ellipsis: true },
          { title: text.homes, render: (_, { homes }) => count(homes), className: 'number', width: 88 },
          { title: text.evidence, dataIndex: 'evidence', className: 'number', width: 64 },
          { title: text.county, dataIndex: 'countyName', width: 90 },
        ]}
      />
      <TaskActBar tasks={chosen} onAct={setDoing} onClear={() => choose([])} />
      <TaskActModal
        doing={doing}
        onClose={() => setDoing(undefined)}
        onDone={(refused) => choose(chosen.filter(({ id }) => refused.has(id)))}
      />
    </>
  )
}
