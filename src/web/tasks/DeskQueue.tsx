import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Checkbox, Empty, Popover } from 'antd'
import { useState } from 'react'
import type { Desk } from '#contract/tasks.ts'
import { count } from '../platform/format.ts'
import { meQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { DeskKeys } from './DeskKeys.tsx'
import { deskWords } from './messages.ts'
import { TaskActBar } from './TaskActBar.tsx'
import { type Doing, TaskActModal } from './TaskActModal.tsx'
import { TaskCard } from './TaskCard.tsx'
import { useDeskKeys } from './use-desk-keys.ts'

type DeskQueueProps = { queue: Desk['queues'][number]; onQueue: (place: number) => void }

/** The tasks of the chosen queue, worked through with the keyboard or the thumb, one or many at once. */
export function DeskQueue({ queue: { queue, n, rows }, onQueue }: DeskQueueProps) {
  const text = useText(deskWords)
  const [chosenIds, choose] = useState<ReadonlySet<string>>(new Set())
  const [cursor, setCursor] = useState(0)
  const [doing, setDoing] = useState<Doing>()
  const [isHelp, setHelp] = useState(false)
  const chosen = rows.filter(({ id }) => chosenIds.has(id))
  const at = Math.min(cursor, rows.length - 1)
  const toggle = (id: string) =>
    choose((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  useDeskKeys({
    rows,
    chosen,
    at,
    isBusy: doing !== undefined,
    on: { setCursor, toggle, clear: () => choose(new Set()), onQueue, setDoing, help: () => setHelp(!isHelp) },
  })

  return (
    <Card
      size="small"
      title={`${text.queues[queue]} · ${count(n)}`}
      extra={
        <Popover open={isHelp} onOpenChange={setHelp} trigger="click" title={text.keys} content={<DeskKeys />}>
          <Button className="no-print no-touch" size="small">
            {text.keys} ?
          </Button>
        </Popover>
      }
    >
      {rows.length === 0 && <EmptyQueue queue={queue} />}
      {rows.length > 1 && (
        <Checkbox
          className="no-print"
          checked={chosen.length === rows.length}
          indeterminate={chosen.length > 0 && chosen.length < rows.length}
          onChange={({ target }) => choose(new Set(target.checked ? rows.map(({ id }) => id) : []))}
          style={{ padding: '4px 0 8px' }}
        >
          {text.chooseAll}
        </Checkbox>
      )}
      {rows.map((task, place) => (
        <TaskCard
          key={task.id}
          task={task}
          isCurrent={place === at}
          isChosen={chosenIds.has(task.id)}
          onChoose={() => toggle(task.id)}
        />
      ))}
      {n > rows.length && <MoreOf n={n} />}
      <TaskActBar tasks={chosen} onAct={setDoing} onClear={() => choose(new Set())} />
      <TaskActModal doing={doing} onClose={() => setDoing(undefined)} onDone={choose} />
    </Card>
  )
}

function EmptyQueue({ queue }: { queue: Desk['queues'][number]['queue'] }) {
  const text = useText(deskWords)
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.empty[queue]}>
      <AllTasks />
    </Empty>
  )
}

function AllTasks() {
  const text = useText(deskWords)
  const me = useQuery(meQuery).data
  return (
    <Link to="/regions/$region/tasks" params={{ region: me?.home.code ?? '' }}>
      <Button>{text.toBoard}</Button>
    </Link>
  )
}

function MoreOf({ n }: { n: number }) {
  const text = useText(deskWords)
  return (
    <p style={{ margin: '12px 0 0' }}>
      {text.more(count(n))} <AllTasks />
    </p>
  )
}
