import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Empty } from 'antd'
import { useState } from 'react'
import { type Desk, type deskQueues, tasksEndpoints } from '#contract/tasks.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { meQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { DeskQueue } from './DeskQueue.tsx'
import { deskWords } from './messages.ts'
import './tasks.css'

export type Queue = (typeof deskQueues)[number]

/** What is late stands first, what waits for others last. */
const inOrder: readonly Queue[] = [
  'overdue',
  'today',
  'week',
  'returned',
  'to_receive',
  'to_check',
  'extensions',
  'waiting',
]

/** What an officer has before them in the morning. */
export function DeskPage() {
  const desk = useQuery(endpointQuery(tasksEndpoints.desk, {}))
  return <Reading query={desk}>{(data) => <DeskView desk={data} />}</Reading>
}

function DeskView({ desk }: { desk: Desk }) {
  const queues = inOrder.flatMap((name) => desk.queues.filter(({ queue }) => queue === name))
  const [picked, pick] = useState<Queue>()
  const queue = queues.find((one) => one.queue === picked) ?? queues.find(({ n }) => n > 0) ?? queues[0]
  return (
    <div className="page desk">
      <Greeting desk={desk} />
      {desk.people.length === 0 && <Nobody />}
      <div className="desk-counts" role="tablist">
        {queues.map((one) => (
          <QueueCard key={one.queue} queue={one} isPicked={one === queue} onPick={() => pick(one.queue)} />
        ))}
      </div>
      <div className="desk-columns">
        {queue && (
          <DeskQueue key={queue.queue} queue={queue} onQueue={(place) => queues[place] && pick(queues[place].queue)} />
        )}
        <Meetings meetings={desk.meetings} />
      </div>
    </div>
  )
}

function Greeting({ desk }: { desk: Desk }) {
  const text = useText(deskWords)
  const me = useQuery(meQuery).data
  const hour = Number(new Date().toLocaleString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit' }))
  const greet = hour < 12 ? text.morning : hour < 18 ? text.afternoon : text.evening
  const units = [...new Set(desk.people.map(({ organisation }) => organisation?.name).filter(Boolean))]
  return (
    <div className="page-head">
      <h1>{greet(desk.people[0]?.name ?? me?.name ?? '')}</h1>
      {units.length > 0 && <span>{units.join(' · ')}</span>}
      <span>{desk.today}</span>
    </div>
  )
}

/** How an account that is nobody's person comes to its tasks. */
function Nobody() {
  const text = useText(deskWords)
  const me = useQuery(meQuery).data
  if (!me) return null
  return (
    <Alert
      type="info"
      showIcon
      message={text.nobodyTitle}
      description={text.nobody(me.login)}
      style={{ marginBottom: 16 }}
    />
  )
}

type QueueCardProps = { queue: Desk['queues'][number]; isPicked: boolean; onPick: () => void }

function QueueCard({ queue: { queue, n }, isPicked, onPick }: QueueCardProps) {
  const text = useText(deskWords)
  const tone = n === 0 ? 'none' : queue === 'overdue' || queue === 'returned' ? 'late' : queue === 'today' ? 'soon' : ''
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isPicked}
      className={`card-figure desk-count ${tone}`}
      onClick={onPick}
    >
      <span className="label">{text.queues[queue]}</span>
      <span className="value">{count(n)}</span>
    </button>
  )
}

function Meetings({ meetings }: { meetings: Desk['meetings'] }) {
  const text = useText(deskWords)
  return (
    <Card size="small" title={text.meetings}>
      {meetings.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noMeetings} />}
      {meetings.map(({ id, title, heldOn, startsAt }) => (
        <div key={id} className="desk-meeting">
          <span className="when">
            {heldOn.slice(5)} {startsAt?.slice(0, 5)}
          </span>
          {title}
        </div>
      ))}
    </Card>
  )
}
