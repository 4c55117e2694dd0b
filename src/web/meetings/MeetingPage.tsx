import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Card, Empty } from 'antd'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { download, endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { AgendaItemView } from './AgendaItemView.tsx'
import { Attendance } from './Attendance.tsx'
import { DraftMinutes } from './DraftMinutes.tsx'
import { MeetingActs } from './MeetingActs.tsx'
import { MeetingState } from './MeetingsList.tsx'
import { meetingWords } from './messages.ts'
import { TaskBriefs } from './TaskBriefs.tsx'
import './meetings.css'

const here = '/signed-in/shell/counties/$county/meetings/$meeting'

/** One meeting: who came, its agenda item by item, what was resolved. */
export function MeetingPage() {
  const { county, meeting: id } = useParams({ from: here })
  const meeting = useQuery(endpointQuery(meetingsEndpoints.getMeeting, { params: { county, meeting: id } }))
  return <Reading query={meeting}>{(data) => <MeetingView meeting={data} />}</Reading>
}

function MeetingView({ meeting }: { meeting: Meeting }) {
  const text = useText(meetingWords)
  const { item } = useSearch({ from: here })
  const isOpen = meeting.state === 'planned' || meeting.state === 'held'
  const mayHold = useMay('meetings.hold', meeting.countyCode) && isOpen
  const current = meeting.items.find(({ no }) => String(no) === item) ?? meeting.items[0]
  const { countyCode, id, title } = meeting
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {text.kinds[meeting.kind]} · {title}
        </h1>
        <MeetingState state={meeting.state} />
        <div className="end no-print">
          <Link to="/regions/$region/meetings" params={{ region: countyCode }}>
            <Button>{text.back}</Button>
          </Link>
          <Button
            onClick={() =>
              void download(
                meetingsEndpoints.meetingMinutes,
                { params: { county: countyCode, meeting: id } },
                `${title}-${text.minutesName}.docx`,
              )
            }
          >
            {text.minutesFile}
          </Button>
          <DraftMinutes meeting={meeting} />
          {mayHold && <MeetingActs meeting={meeting} />}
        </div>
      </div>
      <p>
        {[
          meeting.number,
          meeting.heldOn,
          meeting.startsAt,
          meeting.place,
          meeting.host && `${text.host} ${meeting.host}`,
          meeting.chair && `${text.chair} ${meeting.chair}`,
          meeting.countyName,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="meeting-columns">
        <Agenda meeting={meeting} current={current?.no} />
        <div className="meeting-current">
          {current && (
            <AgendaItemView key={current.no} meeting={meeting} item={current} mayHold={mayHold} isOpen={isOpen} />
          )}
        </div>
        <div className="meeting-stack">
          <Attendance meeting={meeting} mayHold={mayHold} />
          {meeting.assigned.length > 0 && (
            <Card size="small" title={text.assigned}>
              <TaskBriefs county={countyCode} tasks={meeting.assigned} />
            </Card>
          )}
          {meeting.minutes && (
            <Card size="small" title={text.minutes}>
              <p style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{meeting.minutes}</p>
            </Card>
          )}
        </div>
      </div>
    </div>
  )
}

/** The queue of a clinic, the route of a round, the agenda of any other meeting. */
function Agenda({ meeting, current }: { meeting: Meeting; current: number | undefined }) {
  const text = useText(meetingWords)
  return (
    <Card size="small" title={text.agenda} styles={{ body: { padding: 0 } }}>
      {meeting.items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noItems} style={{ padding: 16 }} />
      )}
      <nav className="agenda-list" aria-label={text.agenda}>
        {meeting.items.map(({ no, title, why, state, estate }) => (
          <Link
            key={no}
            to="."
            search={{ item: String(no) }}
            replace
            className={no === current ? 'agenda-item current' : 'agenda-item'}
            aria-current={no === current}
          >
            {no}. {estate?.name ?? title}
            <small>
              {text.why[why]} · {text.itemStates[state]}
              {estate && estate.asks > 0 && ` · ${text.asksOf(String(estate.asks))}`}
            </small>
          </Link>
        ))}
      </nav>
    </Card>
  )
}
