import { useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'

const shapes = ['critical', 'plain', 'beside', 'done', 'slack', 'late', 'moved'] as const

/** What each shape of the Gantt chart means; the shapes differ without their inks. */
export function GanttLegend() {
  const text = useText(scheduleWords)
  return (
    <ul className="gantt-legend">
      {shapes.map((shape) => (
        <li key={shape}>
          <span className={`gantt-key gantt-key-${shape}`} aria-hidden="true" />
          {text.legend[shape]}
        </li>
      ))}
    </ul>
  )
}
