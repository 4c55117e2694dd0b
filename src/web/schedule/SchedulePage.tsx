import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import { platformWords } from '../platform/messages.ts'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { EstateSchedule } from './EstateSchedule.tsx'
import { scheduleWords } from './messages.ts'
import { WorkOrder } from './WorkOrder.tsx'
import './schedule.css'

const LoadView = lazy(() => import('./LoadView.tsx').then(({ LoadView }) => ({ default: LoadView })))
const ForecastView = lazy(() => import('./ForecastView.tsx').then(({ ForecastView }) => ({ default: ForecastView })))

/** The backward schedule of a region: in which order to work, who is loaded when, and when it ends at this pace. */
export function SchedulePage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/schedule' })
  const { view = 'order', county, estate } = useSearch({ from: '/signed-in/shell/regions/$region/schedule' })
  const text = useText(scheduleWords)
  const words = useText(platformWords)
  const name = useRegionName(region)
  const navigate = useNavigate()
  const set = (change: Record<string, string | undefined>) =>
    void navigate({
      to: '.',
      search: (before: Record<string, string | undefined>) => ({ ...before, ...change }),
      replace: change.estate === undefined,
    })
  const isOpened = county !== undefined && estate !== undefined
  return (
    <div className="page schedule-sheet">
      <div className="page-head">
        <h1>
          {name} · {words.schedule}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => set({ view: chosen, county: undefined, estate: undefined })}
        />
        <div className="end no-print">
          {isOpened && (
            <>
              <Button onClick={() => set({ county: undefined, estate: undefined })}>{text.back}</Button>
              <Link to="/counties/$county/estates/$estate" params={{ county, estate }} search={{ view: 'schedule' }}>
                <Button>{text.openEstate}</Button>
              </Link>
            </>
          )}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      <Suspense fallback={<div style={{ minHeight: 400 }} />}>
        {isOpened ? (
          <EstateSchedule county={county} estate={estate} />
        ) : view === 'load' ? (
          <LoadView region={region} />
        ) : view === 'forecast' ? (
          <ForecastView region={region} />
        ) : (
          <WorkOrder region={region} set={set} />
        )}
      </Suspense>
    </div>
  )
}
