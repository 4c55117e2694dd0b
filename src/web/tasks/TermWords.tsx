import { InfoCircleOutlined } from '@ant-design/icons'
import { Alert, Button, Popover } from 'antd'
import type { Term } from '#contract/tasks.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { tasksPageWords } from './messages.ts'

/** How a due day was counted, one press away. */
export function CountedButton({ term }: { term: Term }) {
  const text = useText(tasksPageWords)
  return (
    <Popover trigger="click" title={text.counted} content={<TermWords term={term} />}>
      <Button type="link" size="small" className="no-print" icon={<InfoCircleOutlined />} style={{ paddingInline: 0 }}>
        {text.counted}
      </Button>
    </Popover>
  )
}

/** The counting itself: from when, how many working days, what did not count, and what is not certain yet. */
export function TermWords({ term }: { term: Term }) {
  const text = useText(tasksPageWords)
  return (
    <div style={{ maxWidth: 380 }}>
      <p>{text.countedFrom(term.startsOn, count(term.workingDays), term.dueOn)}</p>
      <p style={{ marginBottom: 4 }}>{term.notes.length > 0 ? text.plainWeekends : text.onlyWeekends}</p>
      {term.notes.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {term.notes.map(({ day, until, kind, name }) => (
            <li key={kind + day}>
              {day === until ? day : text.noteDays(day, until)} {name} {text.notes[kind]}
            </li>
          ))}
        </ul>
      )}
      {term.provisionalYears.length > 0 && (
        <Alert
          type="warning"
          showIcon
          message={text.provisional(term.provisionalYears.join(', '))}
          style={{ marginTop: 8 }}
        />
      )}
    </div>
  )
}
