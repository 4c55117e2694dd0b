import { Link } from '@tanstack/react-router'
import { Button, Card, Tag } from 'antd'
import { useState } from 'react'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import type { ItemProps } from './AgendaItemView.tsx'
import { meetingWords } from './messages.ts'
import { ResolveModal } from './ResolveModal.tsx'
import { TaskBriefs } from './TaskBriefs.tsx'
import { VoteWords } from './VoteWords.tsx'

/** What was resolved on an item, and the task or rule it became. */
export function ItemResolutions({ meeting, item, mayHold }: ItemProps) {
  const text = useText(meetingWords)
  const [isResolving, setResolving] = useState(false)
  const policyStates: Readonly<Record<string, string>> = text.policyStates
  const policyState = (status: string) => policyStates[status] ?? status
  const needsVote = meeting.kind === 'consultation' || item.opinions.length > 0
  return (
    <Card
      size="small"
      title={meeting.kind === 'round' ? text.problemsOf : text.resolutionsOf}
      extra={
        mayHold && (
          <Button
            type="primary"
            className="no-print"
            disabled={needsVote && !item.isCarried}
            onClick={() => setResolving(true)}
          >
            {meeting.kind === 'round' ? text.giveProblem : text.resolve}
          </Button>
        )
      }
    >
      {item.resolutions.length === 0 && (meeting.kind === 'round' ? text.noProblems : text.noResolutions)}
      {item.resolutions.map((resolution) => (
        <div key={resolution.id}>
          <Tag>{text.resolutionKinds[resolution.kind]}</Tag>{' '}
          <Link
            to="/counties/$county/resolutions/$resolution"
            params={{ county: meeting.countyCode, resolution: resolution.id }}
          >
            {text.resolutionNo(String(resolution.no))}
          </Link>{' '}
          <b>{resolution.matter}</b> {resolution.organisation?.name} {resolution.dueOn && text.dueOn(resolution.dueOn)}
          {resolution.policy && (
            <Link
              to="/regions/$region/policies/$pack"
              params={{ region: meeting.countyCode, pack: resolution.policy.packId }}
              search={{ version: String(resolution.policy.version), owner: meeting.countyCode }}
            >
              {text.policyLink(count(resolution.policy.version))} · {policyState(resolution.policy.status)}
            </Link>
          )}
          {resolution.vote && <VoteWords vote={resolution.vote} />}
          <TaskBriefs county={meeting.countyCode} tasks={resolution.tasks} />
        </div>
      ))}
      {isResolving && <ResolveModal meeting={meeting} item={item} onClose={() => setResolving(false)} />}
    </Card>
  )
}
