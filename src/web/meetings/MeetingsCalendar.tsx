import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Calendar } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import type { MeetingLine } from '#contract/meeting-shapes.ts'
import { meetingsEndpoints } from '#contract/meetings.ts'
import { endpointQuery } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { type MeetingsFilterProps, narrowedTo } from './meetings-filter.ts'
import { meetingWords } from './messages.ts'

const iso = (day: Dayjs) => day.format('YYYY-MM-DD')

/** The county calendar: what is held on which day of a month. */
export function MeetingsCalendar(filter: MeetingsFilterProps) {
  const text = useText(meetingWords)
  const [shown, show] = useState(dayjs())
  const query = {
    ...narrowedTo(filter),
    from: iso(shown.startOf('month').subtract(7, 'day')),
    until: iso(shown.endOf('month').add(14, 'day')),
    limit: 500,
  }
  const meetings = useQuery({
    ...endpointQuery(meetingsEndpoints.listMeetings, { params: { region: filter.region }, query }),
    placeholderData: keepPreviousData,
  })
  const byDay = Map.groupBy(meetings.data?.rows ?? [], ({ heldOn }) => heldOn)
  return (
    <>
      {meetings.isError && <Alert type="error" showIcon message={meetings.error.message} />}
      <Calendar
        value={shown}
        onChange={show}
        cellRender={(day, { type }) =>
          type === 'date' && <DayMeetings meetings={byDay.get(iso(day)) ?? []} label={text.agenda} />
        }
      />
    </>
  )
}

function DayMeetings({ meetings, label }: { meetings: readonly MeetingLine[]; label: string }) {
  const text = useText(meetingWords)
  if (meetings.length === 0) return null
  return (
    <ul className="day-meetings" aria-label={label}>
      {meetings.map(({ id, countyCode, kind, title, startsAt, state }) => (
        <li key={id} className={`meeting-${state}`}>
          <Link to="/counties/$county/meetings/$meeting" params={{ county: countyCode, meeting: id }} title={title}>
            {startsAt} {text.kinds[kind]} · {title}
          </Link>
        </li>
      ))}
    </ul>
  )
}
