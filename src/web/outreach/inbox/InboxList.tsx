import { Tag } from 'antd'
import { useEffect, useRef } from 'react'
import type { InboxLine } from '#contract/owner-act-shapes.ts'
import { useText } from '../../platform/text.ts'
import { officeToday } from '../../registrations/days-until.ts'
import { inboxWords } from './messages.ts'
import { usePaperTitle } from './use-paper-title.ts'

type InboxListProps = { rows: readonly InboxLine[]; chosenId: string; onChoose: (id: string) => void }

/** What came, one below the other; the one under the cursor stays in sight. */
export function InboxList({ rows, chosenId, onChoose }: InboxListProps) {
  const chosen = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (chosenId) chosen.current?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <div className="inbox-list">
      {rows.map((line) => (
        <button
          key={line.id}
          ref={line.id === chosenId ? chosen : null}
          type="button"
          className="inbox-line"
          aria-current={line.id === chosenId}
          onClick={() => onChoose(line.id)}
        >
          <Line line={line} />
        </button>
      ))}
    </div>
  )
}

function Line({ line }: { line: InboxLine }) {
  const text = useText(inboxWords)
  const paperTitle = usePaperTitle()
  const { kind, estateName, home, ownerName, cameOn, dueOn, isOpen } = line
  const isLate = isOpen && dueOn !== null && dueOn < officeToday()
  const title = line.paper
    ? paperTitle(line.paper.paper)
    : line.authorisation
      ? `${text.agent} ${line.authorisation.agentName}`
      : line.case && `${text.caseNo(line.case.no)} · ${text.topics[line.case.topic]}`
  return (
    <>
      <span className="inbox-line-head">
        <Tag color={kind === 'case' ? 'orange' : kind === 'authorisation' ? 'purple' : 'blue'}>
          {line.case ? text.caseKinds[line.case.kind] : text.kinds[kind]}
        </Tag>
        <strong>{title}</strong>
        {isLate && <Tag color="red">{text.overdue}</Tag>}
      </span>
      <span>
        {estateName} {home} · {ownerName}
      </span>
      <span className="inbox-days">
        {text.came(cameOn)}
        {dueOn && isOpen && ` · ${text.due(dueOn)}`}
      </span>
    </>
  )
}
