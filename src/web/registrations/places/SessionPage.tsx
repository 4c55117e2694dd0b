import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Tag } from 'antd'
import { useState } from 'react'
import type { Session } from '#contract/place-shapes.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { SessionDeliveries } from '../delivery/SessionDeliveries.tsx'
import { AppointmentsList } from './AppointmentsList.tsx'
import { BookModal } from './BookModal.tsx'
import { placeWords } from './messages.ts'
import { sessionOf } from './places-queries.ts'
import { SessionActs } from './SessionActs.tsx'
import { today } from './times.ts'
import './places.css'

/** A place on a day: its times and seats, who comes, which certificates are handed over. */
export function SessionPage() {
  const { county, session: id } = useParams({
    from: '/signed-in/shell/counties/$county/registration-places/sessions/$session',
  })
  const session = useQuery(sessionOf(county, id))
  return <Reading query={session}>{(data) => <SessionView session={data} />}</Reading>
}

function SessionView({ session }: { session: Session }) {
  const text = useText(placeWords)
  const { countyCode: county, id, placeName, heldOn, startsAt, endsAt, nature, state } = session
  const mayArrange = useMay('registrations.arrange', county) && state === 'open'
  const [isBooking, setBooking] = useState(false)
  const params = { county, session: id }
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {placeName} · {heldOn}
        </h1>
        <Tag>{text.kinds[session.placeKind]}</Tag>
        {nature !== 'regular' && <Tag color="gold">{text.natures[nature]}</Tag>}
        {state === 'cancelled' && <Tag>{text.cancelled}</Tag>}
        <div className="end no-print">
          <Link to="/counties/$county/registration-places" params={{ county }}>
            <Button>{text.back}</Button>
          </Link>
          <Link to="/counties/$county/sessions/$session/board" params={params}>
            <Button>{text.board}</Button>
          </Link>
          <Link to="/counties/$county/registration-places/sessions/$session/caller" params={params}>
            <Button>{text.caller}</Button>
          </Link>
          <Button onClick={() => window.print()}>{text.print}</Button>
          {mayArrange && <SessionActs session={session} />}
          {mayArrange && heldOn >= today() && (
            <Button type="primary" onClick={() => setBooking(true)}>
              {text.book}
            </Button>
          )}
        </div>
      </div>
      <p>
        {[
          `${startsAt}–${endsAt}`,
          session.address,
          text.countersOf(count(session.counters)),
          session.estate?.name,
          text.staffOf(session.staff.map(({ name }) => name).join('、') || text.noStaff),
          session.note,
          session.cancelReason,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Slots session={session} />
      <Card size="small" title={text.appointments} style={{ marginBottom: 16 }}>
        <AppointmentsList session={session} mayArrange={mayArrange} />
      </Card>
      {session.deliveries > 0 && (
        <Card size="small" title={text.deliveryList}>
          <SessionDeliveries session={session} />
        </Card>
      )}
      {isBooking && <BookModal session={session} onClose={() => setBooking(false)} />}
    </div>
  )
}

/** Seats left at each time, as a strip. */
function Slots({ session }: { session: Session }) {
  const text = useText(placeWords)
  return (
    <ul className="slots" aria-label={text.slots}>
      {session.slots.map(({ no, startsAt, capacity, taken }) => (
        <li key={no} className={taken >= capacity ? 'slot slot-full' : 'slot'}>
          <strong>{startsAt}</strong>
          <span>{taken >= capacity ? text.full : text.left(count(capacity - taken))}</span>
        </li>
      ))}
    </ul>
  )
}
