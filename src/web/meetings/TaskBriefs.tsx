import { Link } from '@tanstack/react-router'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { LightDot } from '../platform/Light.tsx'
import { StateTag } from '../tasks/task-marks.tsx'
import '../tasks/tasks.css'

/** Tasks a meeting gave rise to, each with its unit, day and state. */
export function TaskBriefs({ county, tasks }: { county: string; tasks: Meeting['assigned'] }) {
  return tasks.map(({ id, no, title, estate, organisation, dueOn, state, light }) => (
    <div key={id} className="task-link" style={{ flexWrap: 'wrap' }}>
      <LightDot light={light} />
      <Link to="/counties/$county/tasks/$task" params={{ county, task: id }}>
        {no} {title}
      </Link>
      <span>{[estate?.name, organisation, dueOn].filter(Boolean).join(' · ')}</span>
      <StateTag state={state} />
    </div>
  ))
}
