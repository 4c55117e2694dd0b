import { Link } from '@tanstack/react-router'
import { Empty, Timeline } from 'antd'
import type { TimelineEntry } from '#contract/tasks.ts'
import { actWords } from '../audit/messages.ts'
import { instant } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { taskPageWords } from './messages.ts'
import { useChangeWords } from './use-change-words.ts'

type TaskTimelineProps = {
  entries: readonly TimelineEntry[]
  /** Where a timeline of several things names the thing, and opens it. */
  county?: string
}

/** What happened, newest first: who, when, what changed, and why. */
export function TaskTimeline({ entries, county }: TaskTimelineProps) {
  const text = useText(taskPageWords)
  const kinds: Record<string, string> = useText(actWords).kinds
  const said = useChangeWords()
  if (entries.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noHistory} />
  return (
    <Timeline
      items={entries.map((entry) => ({
        key: `${entry.actNo} ${entry.subjectId}`,
        content: (
          <div>
            <strong>{kinds[entry.kind] ?? entry.kind}</strong> · {entry.actor} · {instant(entry.at)}
            {county && (
              <div>
                <Subject entry={entry} county={county} />
              </div>
            )}
            <div>{entry.reason}</div>
            <div style={{ opacity: 0.75, fontSize: 13 }}>{said(entry.change)}</div>
          </div>
        ),
      }))}
    />
  )
}

function Subject({ entry: { subject, subjectId, title }, county }: { entry: TimelineEntry; county: string }) {
  if (subject === 'task')
    return (
      <Link to="/counties/$county/tasks/$task" params={{ county, task: subjectId }}>
        {title}
      </Link>
    )
  return title
}
