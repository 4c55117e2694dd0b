import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Card, Empty, Input, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import type { Queue } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { type VisitMatter, visitMatters } from '#domain/registrations/places/kinds.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { queueOf } from './places-queries.ts'
import { today } from './times.ts'
import './places.css'

const here = '/signed-in/shell/counties/$county/registration-places/sessions/$session/caller'

type Doing = <T>(act: () => Promise<T>, done?: (answer: T) => string | undefined) => void

/** The desk of one counter, made for a thumb: call the next, done, not here; and numbers for whoever comes in. */
export function CallerPage() {
  const { county, session } = useParams({ from: here })
  const queue = useQuery({ ...queueOf(county, session), refetchInterval: 30_000 })
  return <Reading query={queue}>{(data) => <Caller county={county} queue={data} />}</Reading>
}

/** Which counter this device stands at, kept on the device. */
function useCounter(counters: number): [number, (counter: number) => void] {
  const [counter, setCounter] = useState(() => Number(localStorage.getItem('counter') ?? 1))
  const keep = (chosen: number) => {
    localStorage.setItem('counter', String(chosen))
    setCounter(chosen)
  }
  return [Math.min(Math.max(counter, 1), counters), keep]
}

function Caller({ county, queue }: { county: string; queue: Queue }) {
  const text = useText(placeWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [counter, setCounter] = useCounter(queue.counters)
  const [isBusy, setBusy] = useState(false)
  const mayCall = useMay('registrations.arrange', county) && queue.heldOn === today()
  const doing: Doing = (act, done) => {
    setBusy(true)
    act()
      .then((answer) => {
        const words = done?.(answer)
        if (words) message.info(words)
        return queries.invalidateQueries({ queryKey: [placesEndpoints.getQueue.path] })
      })
      .catch((error: unknown) => message.error(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false))
  }
  return (
    <div className="page caller">
      <div className="page-head">
        <h1>
          {text.caller} · {queue.placeName}
        </h1>
        <span>{queue.heldOn}</span>
        <div className="end">
          <Link
            to="/counties/$county/registration-places/sessions/$session"
            params={{ county, session: queue.sessionId }}
          >
            <Button>{text.session}</Button>
          </Link>
        </div>
      </div>
      {queue.heldOn !== today() && <Alert type="info" showIcon message={text.todayOnly} style={{ marginBottom: 12 }} />}
      <Segmented
        aria-label={text.counter}
        value={counter}
        options={Array.from({ length: queue.counters }, (_, at) => ({
          value: at + 1,
          label: text.counterNo(String(at + 1)),
        }))}
        onChange={setCounter}
        style={{ marginBottom: 12, maxWidth: '100%', overflowX: 'auto' }}
      />
      <Counter county={county} queue={queue} counter={counter} may={mayCall && !isBusy} doing={doing} />
      <div className="split">
        <WaitingList queue={queue} />
        <div>
          {mayCall && <NewTicket county={county} queue={queue} doing={doing} isBusy={isBusy} />}
          <Skipped county={county} queue={queue} counter={counter} may={mayCall && !isBusy} doing={doing} />
        </div>
      </div>
    </div>
  )
}

type Part = { county: string; queue: Queue; doing: Doing }

function Counter({ county, queue, counter, may, doing }: Part & { counter: number; may: boolean }) {
  const text = useText(placeWords)
  const current = queue.called.find((ticket) => ticket.counter === counter)
  const params = { county, session: queue.sessionId }
  const callNumber = (no: number | null) =>
    doing(
      () => call(placesEndpoints.callNext, { params, body: { counter, no } }),
      (answer) => (answer.no === null ? text.nobodyWaits : undefined),
    )
  const end = (no: number, as: 'finish' | 'skip') =>
    doing(() => call(placesEndpoints.endTicket, { params: { ...params, ticket: no }, body: { as } }))
  return (
    <Card className="counter-card">
      <div className="counter-now" aria-live="polite">
        {current ? (
          <>
            <strong>{text.numberOf(count(current.no))}</strong>
            <span>
              {current.name} {text.matters[current.matter]}
            </span>
          </>
        ) : (
          <span>{text.empty}</span>
        )}
      </div>
      <Space wrap className="counter-acts">
        <Button type="primary" size="large" disabled={!may} onClick={() => callNumber(null)}>
          {text.callNext}
        </Button>
        {current && (
          <>
            <Button size="large" disabled={!may} onClick={() => callNumber(current.no)}>
              {text.recall}
            </Button>
            <Button size="large" disabled={!may} onClick={() => end(current.no, 'finish')}>
              {text.finish}
            </Button>
            <Button size="large" disabled={!may} onClick={() => end(current.no, 'skip')}>
              {text.skip}
            </Button>
          </>
        )}
      </Space>
      <p className="hint">
        {text.waitingOf(count(queue.waiting.length))} · {text.doneOf(count(queue.done))}
      </p>
    </Card>
  )
}

function WaitingList({ queue }: { queue: Queue }) {
  const text = useText(placeWords)
  return (
    <Card size="small" title={text.waiting}>
      {queue.waiting.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.nobodyWaits} />
      ) : (
        <ol className="waiting-list">
          {queue.waiting.map(({ no, name, matter, slotStartsAt }) => (
            <li key={no}>
              <strong>{text.numberOf(count(no))}</strong> {name} {text.matters[matter]}
              {slotStartsAt && ` · ${text.byAppointment(slotStartsAt)}`}
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

function Skipped({ county, queue, counter, may, doing }: Part & { counter: number; may: boolean }) {
  const text = useText(placeWords)
  if (queue.skipped.length === 0) return null
  const params = { county, session: queue.sessionId }
  return (
    <Card size="small" title={text.skipped} style={{ marginTop: 16 }}>
      <Space wrap>
        {queue.skipped.map(({ no }) => (
          <Button
            key={no}
            disabled={!may}
            onClick={() => doing(() => call(placesEndpoints.callNext, { params, body: { counter, no } }))}
          >
            {text.callAgain(count(no))}
          </Button>
        ))}
      </Space>
    </Card>
  )
}

/** Gives a number to whoever comes in, with or without an appointment. */
function NewTicket({ county, queue, doing, isBusy }: Part & { isBusy: boolean }) {
  const text = useText(placeWords)
  const [name, setName] = useState('')
  const [matter, setMatter] = useState<VisitMatter>('apply')
  const params = { county, session: queue.sessionId }
  const booked = useQuery(
    endpointQuery(placesEndpoints.listAppointments, { params, query: { state: 'booked', limit: 500 } }),
  )
  const take = (body: { matter?: VisitMatter; appointmentId?: string; name?: string | null }) =>
    doing(
      () => call(placesEndpoints.takeTicket, { params, body }),
      ({ no }) => {
        setName('')
        return text.gave(count(no))
      },
    )
  return (
    <Card size="small" title={text.newTicket}>
      <Space wrap>
        <Input
          value={name}
          maxLength={40}
          placeholder={text.nameOfComer}
          aria-label={text.nameOfComer}
          onChange={({ target }) => setName(target.value)}
          style={{ width: 190 }}
        />
        <Select
          value={matter}
          aria-label={text.matter}
          onChange={setMatter}
          options={visitMatters.map((one) => ({ value: one, label: text.matters[one] }))}
          style={{ width: 120 }}
        />
        <Button disabled={isBusy} onClick={() => take({ matter, name: name.trim() || null })}>
          {text.takeTicket}
        </Button>
      </Space>
      <ul className="booked-list">
        {(booked.data?.rows ?? []).map(({ id, startsAt, home, owners }) => (
          <li key={id}>
            <span>
              {startsAt} {home} {owners}
            </span>
            <Button size="small" disabled={isBusy} onClick={() => take({ appointmentId: id })}>
              {text.takeTicket}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
