import { Link } from '@tanstack/react-router'
import { Card } from 'antd'
import type { ReactNode } from 'react'
import type { Task } from '#contract/tasks.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { useText } from '../platform/text.ts'
import { taskPageWords, taskWords } from './messages.ts'
import { StateTag } from './task-marks.tsx'

/** Where a task comes from, whom it concerns, what it waits for and what waits for it. */
export function TaskAbout({ task }: { task: Task }) {
  const text = useText(taskPageWords)
  return (
    <>
      <Card size="small" title={text.about}>
        <dl className="facts">
          <Origin task={task} />
        </dl>
      </Card>
      <Linked title={text.needs} county={task.countyCode} tasks={task.needs} />
      <Linked title={text.neededBy} county={task.countyCode} tasks={task.neededBy} />
    </>
  )
}

function Origin({ task }: { task: Task }) {
  const text = useText(taskPageWords)
  const words = useText(taskWords)
  const county = task.countyCode
  const entries: [string, ReactNode][] = [
    [text.from, words.source[task.source]],
    [words.estate, task.estate && <EstateLink county={county} estate={task.estate} view="tasks" />],
    [words.homes, task.homes > 0 && count(task.homes)],
    [text.registrationLabel, task.registration && text.registration[task.registration]],
    [
      text.rule,
      task.rule && task.estate && (
        <EstateLink county={county} estate={{ ...task.estate, name: text.seeRule }} view="diagnosis" />
      ),
    ],
    [
      text.meeting,
      task.meeting && (
        <Link to="/counties/$county/meetings/$meeting" params={{ county, meeting: task.meeting.id }}>
          {task.meeting.heldOn} {task.meeting.title}
        </Link>
      ),
    ],
    [
      text.resolution,
      task.resolution && (
        <Link to="/counties/$county/resolutions/$resolution" params={{ county, resolution: task.resolution.id }}>
          {task.resolution.no} {task.resolution.matter}
        </Link>
      ),
    ],
    [words.unit, task.organisation.name],
    [words.person, task.person?.name],
    [text.issuedOn, task.issuedOn],
    [text.submittedBy, task.submittedBy],
    [text.checkedBy, task.checkedBy],
    [
      text.pauses,
      task.pauses.length > 0 &&
        task.pauses.map(({ from, until, reason }) => (
          <div key={from}>
            {until ? text.pauseSpan(from, until) : text.pauseFrom(from)} · {reason}
          </div>
        )),
    ],
  ]
  return entries
    .filter(([, value]) => value)
    .map(([label, value]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))
}

function EstateLink({ county, estate, view }: { county: string; estate: { id: string; name: string }; view: string }) {
  return (
    <Link to="/counties/$county/estates/$estate" params={{ county, estate: estate.id }} search={{ view }}>
      {estate.name}
    </Link>
  )
}

function Linked({ title, county, tasks }: { title: string; county: string; tasks: Task['needs'] }) {
  if (tasks.length === 0) return null
  return (
    <Card size="small" title={title}>
      {tasks.map(({ id, no, title: name, state, light }) => (
        <div key={id} className="task-link">
          <LightDot light={light} />
          <Link to="/counties/$county/tasks/$task" params={{ county, task: id }}>
            {no} {name}
          </Link>
          <StateTag state={state} />
        </div>
      ))}
    </Card>
  )
}
