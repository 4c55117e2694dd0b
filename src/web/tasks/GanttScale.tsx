import { dayNumber, dayOfNumber } from '#domain/shared/days.ts'
import { useText } from '../platform/text.ts'
import { mondaysOf, monthsOf, type Span } from './gantt-rows.ts'
import { scheduleWords } from './schedule-messages.ts'

type GanttScaleProps = { span: Span; dayWidth: number; today: string; targets: readonly string[] }

/** Months and weeks above the bars, with today and the target days; it stays in sight while the rows move. */
export function GanttScale({ span, dayWidth, today, targets }: GanttScaleProps) {
  const text = useText(scheduleWords)
  const at = (day: number) => (day - span.from) * dayWidth
  const marks = [
    { key: 'today', day: dayNumber(today), name: text.today },
    ...targets.map((day) => ({ key: day, day: dayNumber(day) + 1, name: text.target })),
  ]
  return (
    <div className="gantt-scale" aria-hidden="true">
      {monthsOf(span).map(({ month, from, until }) => (
        <span key={month} className="gantt-month" style={{ left: at(from), width: at(until) - at(from) }}>
          {at(until) - at(from) > 56
            ? `${month.slice(0, 4)}-${month.slice(5)}`
            : text.month(String(Number(month.slice(5))))}
        </span>
      ))}
      {dayWidth >= 4 &&
        mondaysOf(span).map((day) => (
          <span key={day} className="gantt-week" style={{ left: at(day), width: 7 * dayWidth }}>
            {dayOfNumber(day).slice(8)}
          </span>
        ))}
      {marks.map(({ key, day, name }) => (
        <span
          key={key}
          className={`gantt-mark ${key === 'today' ? 'is-today' : 'is-target'}`}
          style={{ left: at(day) }}
        >
          {name}
        </span>
      ))}
    </div>
  )
}
