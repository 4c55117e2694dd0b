import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Calendar, Empty, Grid, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
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
      headerRender={() => <MonthSwitch month={shown} onChange={show} />}
      cellRender={(day, { type }) =>
        type === 'date' && <DaySessions county={county} sessions={byDay.get(iso(day)) ?? []} label={iso(day)} />
      }
    />
  )
}

/** The month shown, and the ones beside it. */
function MonthSwitch({ month, onChange }: { month: Dayjs; onChange: (month: Dayjs) => void }) {
  const text = useText(placeWords)
  return (
    <Space style={{ padding: '4px 0 12px' }}>
      <Button size="small" onClick={() => onChange(month.subtract(1, 'month'))}>
        {text.monthBefore}
      </Button>
      <strong aria-live="polite">{month.format('YYYY-MM')}</strong>
      <Button size="small" onClick={() => onChange(month.add(1, 'month'))}>
        {text.monthAfter}
      </Button>
      <Button size="small" type="link" onClick={() => onChange(dayjs())}>
        {text.thisMonth}
      </Button>
    </Space>
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
