import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Card, Empty, Space } from 'antd'
import { type TaskGroup, tasksEndpoints } from '#contract/tasks.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { taskStates } from '#domain/tasks/moves.ts'
import { download, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { RateBar } from '../platform/RateBar.tsx'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { DraftTaskBook } from './DraftTaskBook.tsx'
import { tasksPageWords, taskWords } from './messages.ts'
import type { TasksViewProps } from './tasks-filter.ts'

/** As many groups as the server gives at most. */
const most = 200

type TasksBoardProps = TasksViewProps & {
  by: 'organisation' | 'estate'
  onOpen: (change: Record<string, string | undefined>) => void
}

/** How the tasks of each unit or each estate stand; a number opens the tasks behind it. */
export function TasksBoard({ region, filter: { sort: _, ...filter }, by, onOpen }: TasksBoardProps) {
  const text = useText(tasksPageWords)
  const board = useQuery(endpointQuery(tasksEndpoints.tasksBoard, { params: { region }, query: { ...filter, by } }))
  return (
    <Reading query={board}>
      {(groups) => (
        <>
          {groups.length === 0 && <Empty description={text.noMatch} style={{ margin: 48 }} />}
          {groups.length >= most && <Alert type="info" showIcon message={text.first(count(most))} />}
          <div className="task-groups">
            {groups.map((group) => (
              <GroupCard key={`${group.countyCode} ${group.key}`} group={group} by={by} onOpen={onOpen} />
            ))}
          </div>
        </>
      )}
    </Reading>
  )
}

type GroupCardProps = { group: TaskGroup; by: 'organisation' | 'estate'; onOpen: TasksBoardProps['onOpen'] }

function GroupCard({ group, by, onOpen }: GroupCardProps) {
  const text = useText(tasksPageWords)
  const task = useText(taskWords)
  const done = group.states.written_off ?? 0
  const open = (change: Record<string, string>) => onOpen({ ...(group.key !== '' && { [by]: group.key }), ...change })
  return (
    <Card size="small" className="task-group">
      <h2>
        {by === 'estate' && group.key !== '' && group.countyCode ? (
          <Link
            to="/counties/$county/estates/$estate"
            params={{ county: group.countyCode, estate: group.key }}
            search={{ view: 'tasks' }}
          >
            {group.name}
          </Link>
        ) : (
          group.name || task.noEstate
        )}
      </h2>
      <div className="lights">
        {taskLights.toReversed().map((light) =>
          group.lights[light] ? (
            <button
              type="button"
              key={light}
              className="link-button"
              aria-label={`${task.lights[light]} ${count(group.lights[light])}`}
              onClick={() => open({ light })}
            >
              <LightDot light={light} /> {count(group.lights[light])}
            </button>
          ) : null,
        )}
      </div>
      <div className="states">
        {taskStates.map((state) =>
          group.states[state] ? (
            <button type="button" key={state} className="link-button" onClick={() => open({ state })}>
              {task.states[state]} {count(group.states[state])}
            </button>
          ) : null,
        )}
      </div>
      <RateBar share={group.n === 0 ? null : done / group.n} label={text.writtenOffOf(count(done), count(group.n))} />
      <p style={{ margin: '4px 0 8px' }}>
        {text.writtenOffOf(count(done), count(group.n))}
        {group.nextDueOn && ` · ${text.next(group.nextDueOn)}`}
      </p>
      <Space wrap className="no-print">
        {group.key !== '' && (
          <Button size="small" onClick={() => open({})}>
            {text.openList}
          </Button>
        )}
        {by === 'organisation' && group.countyCode && (
          <>
            <TaskBookButton county={group.countyCode} group={group} />
            {done < group.n && <DraftTaskBook county={group.countyCode} organisation={group.key} size="small" />}
          </>
        )}
      </Space>
    </Card>
  )
}

/** The task book of a unit: all it still has to do, on paper. */
function TaskBookButton({ county, group }: { county: string; group: TaskGroup }) {
  const text = useText(tasksPageWords)
  const { message } = App.useApp()
  const params = { county, organisation: group.key }
  return (
    <Button
      size="small"
      onClick={() =>
        void download(tasksEndpoints.taskBook, { params }, text.taskBookName(group.name)).catch((error: Error) =>
          message.error(error.message),
        )
      }
    >
      {text.taskBook}
    </Button>
  )
}
