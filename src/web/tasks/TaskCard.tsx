import { Link } from '@tanstack/react-router'
import { Checkbox, Tag } from 'antd'
import { useEffect, useRef } from 'react'
import type { TaskLine } from '#contract/tasks.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { useText } from '../platform/text.ts'
import { deskWords, taskWords } from './messages.ts'
import { DaysLeft, StateTag } from './task-marks.tsx'

type TaskCardProps = {
  task: TaskLine
  /** The keyboard stands on it. */
  isCurrent?: boolean
  isChosen?: boolean
  onChoose?: () => void
}

/** One task in a list of cards: what it is, how it stands, by when; the whole card opens it. */
export function TaskCard({ task, isCurrent = false, isChosen = false, onChoose }: TaskCardProps) {
  const text = useText(taskWords)
  const { chooseOne } = useText(deskWords)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isCurrent) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <div ref={place} className={`task-card${isCurrent ? ' current' : ''}`} aria-current={isCurrent || undefined}>
      {onChoose && (
        <Checkbox
          className="no-print pick"
          aria-label={chooseOne(String(task.no))}
          checked={isChosen}
          onChange={onChoose}
        />
      )}
      <LightDot light={task.light} />
      <Link className="body" to="/counties/$county/tasks/$task" params={{ county: task.countyCode, task: task.id }}>
        <span className="title">
          {task.no} {task.title}
        </span>
        <span className="more">
          {[
            task.estate?.name,
            task.homes > 0 && text.homesCount(count(task.homes)),
            task.organisation.name,
            task.person?.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </Link>
      <div className="when">
        <span>
          {task.dueOn.slice(5)} <DaysLeft task={task} />
        </span>
        <span>
          <StateTag state={task.state} /> {task.asksExtension && <Tag color="orange">{text.asksExtension}</Tag>}
        </span>
      </div>
    </div>
  )
}
