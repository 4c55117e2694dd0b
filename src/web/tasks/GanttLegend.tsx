import { useText } from '../platform/text.ts'
import { scheduleWords } from './schedule-messages.ts'

/** What the inks of the chart mean. */
export function GanttLegend() {
  const text = useText(scheduleWords)
  const keys = [
    { key: 'early', name: text.legendEarliest },
    { key: 'late', name: text.legendLatest },
    { key: 'critical', name: text.legendCritical },
    { key: 'slack', name: text.legendSlack },
    { key: 'link', name: text.legendLink },
    { key: 'today', name: text.today },
    { key: 'target', name: text.target },
    { key: 'off', name: text.holiday },
  ]
  return (
    <ul className="gantt-legend" aria-label={text.legend}>
      {keys.map(({ key, name }) => (
        <li key={key}>
          <span className={`gantt-key key-${key}`} /> {name}
        </li>
      ))}
      <li>* {text.daysAssumed}</li>
    </ul>
  )
}
