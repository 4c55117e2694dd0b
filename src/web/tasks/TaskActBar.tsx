import { Button, Dropdown, Space } from 'antd'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { taskWords } from './messages.ts'
import type { Doing } from './TaskActModal.tsx'
import { type ActedTask, actsFor } from './task-acts.ts'
import { useMayIn } from './use-may-in.ts'

const shown = 3

/** What can be done with the chosen tasks, all at once. */
export function TaskActBar({
  tasks,
  onAct,
  onClear,
}: {
  tasks: readonly ActedTask[]
  onAct: (doing: Doing) => void
  onClear: () => void
}) {
  const text = useText(taskWords)
  const acts = actsFor(tasks, useMayIn())
  if (tasks.length === 0) return null
  const rest = acts.slice(shown)
  return (
    <div className="task-bar no-print" role="toolbar" aria-label={text.chosen(count(tasks.length))}>
      <strong>{text.chosen(count(tasks.length))}</strong>
      <Space wrap size={8}>
        {acts.slice(0, shown).map((act, place) => (
          <Button key={act} type={place === 0 ? 'primary' : 'default'} onClick={() => onAct({ act, tasks })}>
            {text.acts[act]}
          </Button>
        ))}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map((act) => ({ key: act, label: text.acts[act], onClick: () => onAct({ act, tasks }) })),
            }}
          >
            <Button>{text.otherActs}</Button>
          </Dropdown>
        )}
        <Button type="link" onClick={onClear}>
          {text.clear}
        </Button>
      </Space>
    </div>
  )
}
