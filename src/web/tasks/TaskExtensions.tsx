import { Button, Card, Space } from 'antd'
import type { Task } from '#contract/tasks.ts'
import { useText } from '../platform/text.ts'
import { taskPageWords, taskWords } from './messages.ts'
import type { TaskAct } from './task-acts.ts'

/** Who asked for more time and why, what became of it, and the decision where it is the reader's to take. */
export function TaskExtensions({ task, onAct }: { task: Task; onAct: (act: TaskAct) => void }) {
  const text = useText(taskPageWords)
  const { acts } = useText(taskWords)
  if (task.extensions.length === 0) return null
  return (
    <Card size="small" title={text.extensions}>
      {task.extensions.map((one) => (
        <div key={one.no} style={{ marginBottom: 8 }}>
          <strong>{text.asked(one.askedBy, one.askedOn, one.askedUntil)}</strong>
          <div>{one.reason}</div>
          <Decision extension={one} />
        </div>
      ))}
      {task.mayDecideExtension && (
        <Space className="no-print">
          <Button type="primary" onClick={() => onAct('grant_extension')}>
            {acts.grant_extension}
          </Button>
          <Button danger onClick={() => onAct('refuse_extension')}>
            {acts.refuse_extension}
          </Button>
        </Space>
      )}
    </Card>
  )
}

function Decision({
  extension: { decision, decidedBy, decidedOn, decisionReason },
}: {
  extension: Task['extensions'][number]
}) {
  const text = useText(taskPageWords)
  if (decision === null) return <em>{text.undecided}</em>
  const said = decision === 'granted' ? text.granted : text.refused
  return (
    <div>
      {said(decidedBy ?? '', decidedOn ?? '')} · {decisionReason}
    </div>
  )
}
