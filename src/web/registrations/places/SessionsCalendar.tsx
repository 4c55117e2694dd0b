import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Calendar, Empty, Grid } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import type { SessionLine } from '#contract/place-shapes.ts'
import { placesEndpoints } from '#contract/places.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { placeWords } from './messages.ts'
import { iso } from './times.ts'

/** Which place is open on which day, and how full it is; on a phone as a list from today on. */
export function SessionsCalendar({ county }: { county: string }) {
  const text = useText(placeWords)
  const isWide = Grid.useBreakpoint().md ?? true
  const [shown, show] = useState(dayjs())
  const query = isWide
    ? { from: iso(shown.startOf('month').subtract(7, 'day')), until: iso(shown.endOf('month').add(14, 'day')) }
    : { from: iso(dayjs()), until: iso(dayjs().add(30, 'day')) }
  const sessions = useQuery({
    ...endpointQuery(placesEndpoints.listSessions, { params: { county }, query }),
    placeholderData: keepPreviousData,
  })
  const byDay = Map.groupBy(sessions.data ?? [], ({ heldOn }) => heldOn)
  if (sessions.isError) return <Alert type="error" showIcon message={sessions.error.message} />
  if (!isWide)
    return byDay.size === 0 && sessions.isSuccess ? (
      <Empty description={text.noSession} />
    ) : (
      <div>
        {[...byDay].map(([day, ofDay]) => (
          <section key={day}>
            <h2 className="session-day">{day}</h2>
            <DaySessions county={county} sessions={ofDay} label={day} />
          </section>
        ))}
      </div>
    )
  return (
    <Calendar
      value={shown}
      onChange={show}
      cellRender={(day, { type }) =>
        type === 'date' && <DaySessions county={county} sessions={byDay.get(iso(day)) ?? []} label={iso(day)} />
      }
    />
  )
}

function DaySessions({ county, sessions, label }: { county: string; sessions: readonly SessionLine[]; label: string }) {
  const text = useText(placeWords)
  if (sessions.length === 0) return null
  return (
    <ul className="day-sessions" aria-label={label}>
      {sessions.map(({ id, placeName, startsAt, endsAt, nature, state, taken, seats, estate }) => (
        <li key={id} className={`session-${state}`}>
          <Link
            to="/counties/$county/registration-places/sessions/$session"
            params={{ county, session: id }}
            title={`${placeName} ${startsAt}–${endsAt}`}
          >
            {nature !== 'regular' && <strong>[{text.natures[nature]}] </strong>}
            {estate ? estate.name : placeName}{' '}
            <small>{state === 'cancelled' ? text.cancelled : text.taken(count(taken), count(seats))}</small>
          </Link>
        </li>
      ))}
    </ul>
  )
}
