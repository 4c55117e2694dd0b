import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Queue } from '#contract/place-shapes.ts'
import { useDarkness } from '../../platform/Appearance.tsx'
import { count } from '../../platform/format.ts'
import { useLive } from '../../platform/live.ts'
import { platformWords } from '../../platform/messages.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { queueOf } from './places-queries.ts'
import './queue-board.css'

/** The board in the hall: who is called to which counter, who is next. Live; names are masked. */
export function QueueBoardPage() {
  const { county, session } = useParams({ from: '/signed-in/counties/$county/sessions/$session/board' })
  useLive()
  const queue = useQuery({ ...queueOf(county, session), refetchInterval: 20_000 })
  return <Reading query={queue}>{(data) => <Board county={county} queue={data} />}</Reading>
}

/** As many waiting numbers as a wall of 1080 lines shows. */
const shownWaiting = 21

function Board({ county, queue }: { county: string; queue: Queue }) {
  const text = useText(placeWords)
  const words = useText(platformWords)
  const { isDark, setDark } = useDarkness()
  const counters = Array.from({ length: queue.counters }, (_, at) => at + 1)
  const latest = queue.called[0]
  return (
    <main className={isDark ? 'queue-board queue-board-dark' : 'queue-board'}>
      <header>
        <h1>{queue.placeName}</h1>
        <span className="queue-count">{text.waitingOf(count(queue.waiting.length))}</span>
        <span className="queue-count">{text.doneOf(count(queue.done))}</span>
        <Clock />
        <span className="no-print queue-buttons">
          <Button size="small" onClick={() => setDark(!isDark)}>
            {isDark ? words.bright : words.dark}
          </Button>{' '}
          <Link
            to="/counties/$county/registration-places/sessions/$session"
            params={{ county, session: queue.sessionId }}
          >
            <Button size="small">{text.leaveBoard}</Button>
          </Link>
        </span>
      </header>
      <p className="queue-call" aria-live="assertive">
        {latest?.counter ? text.please(count(latest.no), String(latest.counter)) : text.nobodyCalled}
      </p>
      <div className="queue-columns">
        <section aria-label={text.called} className="queue-counters">
          {counters.map((counter) => (
            <CounterLine key={counter} counter={counter} queue={queue} isLatest={latest?.counter === counter} />
          ))}
        </section>
        <section aria-label={text.waiting}>
          <h2>{text.waiting}</h2>
          {queue.waiting.length === 0 && <p className="queue-none">{text.nobodyWaits}</p>}
          <ol className="queue-waiting">
            {queue.waiting.slice(0, shownWaiting).map(({ no, name }) => (
              <li key={no}>
                <strong>{count(no)}</strong>
                <span>{name}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </main>
  )
}

function CounterLine({ counter, queue, isLatest }: { counter: number; queue: Queue; isLatest: boolean }) {
  const text = useText(placeWords)
  const ticket = queue.called.find((called) => called.counter === counter)
  return (
    <div className={isLatest ? 'queue-counter queue-counter-latest' : 'queue-counter'}>
      <span>{text.counterNo(String(counter))}</span>
      <strong>{ticket ? text.numberOf(count(ticket.no)) : text.empty}</strong>
      <span>{ticket?.name}</span>
    </div>
  )
}

/** The office's own time; the board is a clock too. */
function Clock() {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000)
    return () => clearInterval(timer)
  }, [])
  const words = now.toLocaleTimeString('sv-SE', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })
  return <time className="queue-clock">{words}</time>
}
