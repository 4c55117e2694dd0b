import { Link } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import type { Wall } from '#contract/reports.ts'
import { percent } from '#domain/reports/figures.ts'
import type { TaskLight } from '#domain/tasks/lights.ts'
import { count } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { useText } from '../platform/text.ts'
import { battleWords } from './battle-messages.ts'
import { reportWords } from './messages.ts'
import { cardColumns } from './tile-size.ts'

type CountyOfWall = Wall['counties'][number]

/** One county alone: its estates by name, as large as the wall allows. */
export function Cards({ county, size }: { county: CountyOfWall; size: { width: number; height: number } }) {
  const words = useText(platformWords)
  const columns = cardColumns(county.tiles.length, size)
  return (
    <div className="wall-cards" style={{ '--columns': columns } as CSSProperties}>
      {county.tiles.map(([id, name, units, , transferred, light, taskLight]) => (
        <Link
          key={id}
          to="/counties/$county/estates/$estate"
          params={{ county: county.code, estate: id }}
          search={{}}
          className={`wall-card light-${light}`}
        >
          <span className="wall-card-name">{name}</span>
          <span>
            {words.light[light]} {count(transferred)}/{count(units)}
          </span>
          <TaskMark light={taskLight} />
        </Link>
      ))}
    </div>
  )
}

/** One county of the city: its rate, how its tasks stand, and every estate as a tile. */
export function County({
  county,
  tasks,
}: {
  county: CountyOfWall
  tasks: { open: number; red: number; writtenOff: number } | undefined
}) {
  const text = useText(reportWords)
  const words = useText(platformWords)
  const battle = useText(battleWords)
  return (
    <section className="wall-county" aria-label={county.name}>
      <h2>
        <span className={`tile light-${county.light}`}>{words.light[county.light]}</span>
        {county.name}
        <span className="wall-rate">{percent(county.transferRate)}</span>
        <small>
          {count(county.transferred)} / {count(county.units)}
        </small>
      </h2>
      {tasks && (
        <div className="wall-tasks">{battle.county(count(tasks.open), count(tasks.red), count(tasks.writtenOff))}</div>
      )}
      <div className="wall-tiles">
        {county.tiles.map(([id, name, units, , transferred, light, taskLight]) => (
          <Link
            key={id}
            to="/counties/$county/estates/$estate"
            params={{ county: county.code, estate: id }}
            search={{}}
            className={`tile light-${light}`}
            title={`${name}：${text.tileHint(count(units), count(transferred))}`}
            aria-label={name}
          >
            {light === 'green' ? '' : words.light[light]}
            <TaskMark light={taskLight} />
          </Link>
        ))}
      </div>
    </section>
  )
}

/** The worst light of an estate's tasks, in the corner of its tile; none where it has no task. */
function TaskMark({ light }: { light: TaskLight | null }) {
  const text = useText(battleWords)
  const words = useText(platformWords)
  if (light === null) return null
  return <span className={`task-mark light-${light}`} role="img" aria-label={text.tasksLight(words.light[light])} />
}
