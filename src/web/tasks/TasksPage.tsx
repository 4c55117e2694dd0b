import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Button, Input, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { tasksEndpoints } from '#contract/tasks.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { ExportButton } from '../platform/ExportButton.tsx'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { platformWords } from '../platform/messages.ts'
import { regionsQuery, useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { DraftTaskBook } from './DraftTaskBook.tsx'
import { tasksPageWords, taskWords } from './messages.ts'
import { TaskNewModal } from './TaskNewModal.tsx'
import { TasksBoard } from './TasksBoard.tsx'
import { TasksList } from './TasksList.tsx'
import { TasksTimetable } from './TasksTimetable.tsx'
import type { TasksFilter } from './tasks-filter.ts'
import './tasks.css'

/** The tasks of a region in four views of the same records: list, by unit, by estate, timetable. */
export function TasksPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/tasks' })
  const { view = 'list', ...filter } = useSearch({ from: '/signed-in/shell/regions/$region/tasks' })
  const text = useText(tasksPageWords)
  const words = useText(platformWords)
  const name = useRegionName(region)
  const mayExport = useMay('lists.export', region)
  const mayAssign = useMay('tasks.assign', region)
  const isCounty =
    useQuery(regionsQuery).data?.some(({ code, level }) => code === region && level === 'county') ?? false
  const [isCreating, setCreating] = useState(false)
  const set = useSetSearch()
  const query = narrowed(view, filter)
  const shared = { region, filter: query }
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.tasks}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => set({ view: chosen })}
        />
        <div className="end no-print">
          {mayAssign && (
            <Button type="primary" onClick={() => setCreating(true)}>
              {text.create}
            </Button>
          )}
          {view === 'list' && isCounty && query.organisation && (
            <DraftTaskBook county={region} organisation={query.organisation} />
          )}
          {mayExport && (
            <ExportButton
              endpoint={tasksEndpoints.tasksWorkbook}
              input={{ params: { region }, query }}
              name={`${name}-${text.fileName}.xlsx`}
            />
          )}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      <Filters filter={query} />
      {view === 'organisation' || view === 'estate' ? (
        <TasksBoard {...shared} by={view} onOpen={(change) => set({ ...change, view: 'list' })} />
      ) : view === 'week' ? (
        <TasksTimetable {...shared} />
      ) : (
        <TasksList {...shared} />
      )}
      {isCreating && <TaskNewModal region={region} onClose={() => setCreating(false)} />}
    </div>
  )
}

/** Lists show the open tasks unless a state or a light is chosen, boards all of them; the server checks every filter again. */
function narrowed(view: string, { state, ...filter }: Record<string, string>): TasksFilter {
  const isBoard = view === 'organisation' || view === 'estate'
  const shown = state ?? (isBoard || filter.light ? 'any' : 'open')
  return shown === 'any' ? filter : ({ ...filter, state: shown } as TasksFilter)
}

function Filters({ filter }: { filter: TasksFilter }) {
  const text = useText(tasksPageWords)
  const task = useText(taskWords)
  const set = useSetSearch()
  const lights = Object.fromEntries(taskLights.map((light) => [light, task.lights[light]]))
  const only = (Object.keys(text.only) as (keyof typeof text.only)[]).filter((one) => filter[one]) // the keys of a literal
  return (
    <div className="task-filters no-print">
      <Input.Search
        key={filter.search}
        allowClear
        defaultValue={filter.search}
        placeholder={text.search}
        aria-label={text.search}
        onSearch={(typed) => set({ search: typed || undefined })}
        style={{ width: 260, maxWidth: '100%' }}
      />
      <FilterSelect
        label={task.state}
        names={{ open: task.openState, any: task.anyState, ...task.states }}
        value={filter.state ?? 'any'}
        onChange={(state) => set({ state })}
        width={130}
      />
      <FilterSelect
        label={task.light}
        names={lights}
        value={filter.light}
        onChange={(light) => set({ light })}
        width={150}
      />
      <FilterSelect
        label={text.dueFilter}
        names={text.dues}
        value={filter.due}
        onChange={(due) => set({ due })}
        width={120}
      />
      <FilterSelect
        label={text.sort}
        names={text.sorts}
        value={filter.sort}
        onChange={(sort) => set({ sort })}
        width={250}
      />
      {only.map((one) => (
        <Tag key={one} closable color="processing" onClose={() => set({ [one]: undefined })}>
          {text.onlyThis}
          {text.only[one]}
        </Tag>
      ))}
    </div>
  )
}
