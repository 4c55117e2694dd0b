import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Card, Tag } from 'antd'
import type { AgendaItem, Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { DiagnosisAtMeeting } from '../diagnosis/DiagnosisAtMeeting.tsx'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { ProposedTasks } from '../tasks/ProposedTasks.tsx'
import { asksOpinions } from './AgendaFields.tsx'
import { ItemResolutions } from './ItemResolutions.tsx'
import { meetingWords } from './messages.ts'
import { Opinions } from './Opinions.tsx'
import { RoundStop } from './RoundStop.tsx'
import { TaskBriefs } from './TaskBriefs.tsx'

export type ItemProps = { meeting: Meeting; item: AgendaItem; mayHold: boolean; isOpen: boolean }

/** One item of the agenda with what the kind of meeting needs for it. */
export function AgendaItemView({ meeting, item, mayHold, isOpen }: ItemProps) {
  const text = useText(meetingWords)
  const { estate } = item
  const shared = { meeting, item, mayHold, isOpen }
  const isRound = meeting.kind === 'round'
  return (
    <div className="meeting-stack">
      <Card
        size="small"
        title={`${item.no}. ${estate?.name ?? item.title}`}
        extra={<Tag>{text.itemStates[item.state]}</Tag>}
      >
        <p style={{ marginTop: 0 }}>
          {text.itemOf(count(item.no), count(meeting.items.length))} · {text.why[item.why]}
          {estate && (
            <>
              {' · '}
              {text.candidateOf(count(estate.homes), count(estate.open))}
              {' · '}
              <Link
                to="/counties/$county/estates/$estate"
                params={{ county: meeting.countyCode, estate: estate.id }}
                search={{ view: 'diagnosis' }}
              >
                {text.openEstate}
              </Link>
            </>
          )}
        </p>
        {estate && item.title !== estate.name && <p>{item.title}</p>}
        {item.note && (
          <p style={{ whiteSpace: 'pre-wrap' }}>
            <b>{text.note}</b> {item.note}
          </p>
        )}
        {item.task && <TaskBriefs county={meeting.countyCode} tasks={[item.task]} />}
        {mayHold && <Marks {...shared} />}
      </Card>
      {isRound && <RoundStop {...shared} />}
      {asksOpinions(meeting.kind) && <Opinions {...shared} />}
      {(asksOpinions(meeting.kind) || (isRound && mayHold) || item.resolutions.length > 0) && (
        <ItemResolutions {...shared} />
      )}
      {estate && <DiagnosisAtMeeting county={meeting.countyCode} estate={estate.id} isVisit={isRound} />}
      {estate && meeting.kind === 'clinic' && isOpen && (
        <ProposedTasks county={meeting.countyCode} estate={estate.id} meeting={meeting.id} />
      )}
    </div>
  )
}

function Marks({ meeting, item }: ItemProps) {
  const text = useText(meetingWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  async function mark(state: AgendaItem['state']) {
    try {
      await call(meetingsEndpoints.markItem, {
        params: { county: meeting.countyCode, meeting: meeting.id, item: item.no },
        body: { reason: text.markReason[state], state },
      })
      await queries.invalidateQueries()
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <div className="no-print" style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
      {item.state === 'open' ? (
        <>
          <Button type="primary" onClick={() => void mark('done')}>
            {text.markDone}
          </Button>
          <Button onClick={() => void mark('adjourned')}>{text.adjourn}</Button>
        </>
      ) : (
        <Button onClick={() => void mark('open')}>{text.reopen}</Button>
      )}
    </div>
  )
}
