import { useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { meetingKindNames } from '#domain/meetings/kinds.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { platformWords } from '../platform/messages.ts'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { MeetingsCalendar } from './MeetingsCalendar.tsx'
import { MeetingsList } from './MeetingsList.tsx'
import { meetingWords } from './messages.ts'
import { PlanMeeting } from './PlanMeeting.tsx'
import { ResolutionsList } from './ResolutionsList.tsx'
import './meetings.css'

const here = '/signed-in/shell/regions/$region/meetings'

/** The sittings and meetings of a region as a list and as a calendar, and what was resolved at them. */
export function MeetingsPage() {
  const { region } = useParams({ from: here })
  const { view = 'list', kind, state, resolved, estate } = useSearch({ from: here })
  const text = useText(meetingWords)
  const words = useText(platformWords)
  const name = useRegionName(region)
  const mayHold = useMay('meetings.hold', region)
  const [isPlanning, setPlanning] = useState(false)
  const set = useSetSearch()
  const kinds = Object.fromEntries(meetingKindNames.map((one) => [one, text.kinds[one]]))
  const isResolutions = view === 'resolutions'
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.meetings}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => set({ view: chosen })}
        />
        <div className="end no-print">
          {isResolutions ? (
            <FilterSelect
              label={text.resolutionKind}
              names={text.resolutionKinds}
              value={resolved}
              onChange={(chosen) => set({ resolved: chosen })}
              width={150}
            />
          ) : (
            <>
              <FilterSelect
                label={text.kind}
                names={kinds}
                value={kind}
                onChange={(chosen) => set({ kind: chosen })}
                width={190}
              />
              <FilterSelect
                label={text.state}
                names={text.states}
                value={state}
                onChange={(chosen) => set({ state: chosen })}
                width={120}
              />
            </>
          )}
          {mayHold && (
            <Button type="primary" onClick={() => setPlanning(true)}>
              {text.plan}
            </Button>
          )}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      {isResolutions ? (
        <ResolutionsList region={region} kind={resolved} estate={estate} />
      ) : view === 'calendar' ? (
        <MeetingsCalendar region={region} kind={kind} state={state} />
      ) : (
        <MeetingsList region={region} kind={kind} state={state} />
      )}
      {isPlanning && <PlanMeeting region={region} onClose={() => setPlanning(false)} />}
    </div>
  )
}
