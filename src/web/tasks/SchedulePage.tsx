import './schedule.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Empty, Tabs } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type Schedule, scheduleEndpoints } from '#contract/schedule.ts'
import { useDebounced } from '../diagnosis/use-debounced.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ForecastView } from './ForecastView.tsx'
import { ScheduleInfeasible } from './ScheduleInfeasible.tsx'
import { ScheduleLoad } from './ScheduleLoad.tsx'
import { ScheduleRanking } from './ScheduleRanking.tsx'
import { scheduleWords } from './schedule-messages.ts'
import { weightsIn } from './weights.ts'

const GanttView = lazy(() => import('./GanttView.tsx').then(({ GanttView }) => ({ default: GanttView })))

const here = '/signed-in/shell/regions/$region/schedule'
const views = ['gantt', 'load', 'ranking', 'forecast'] as const
const most = 2000

/** The backward schedule of a region: in time, by unit, by rank, and when it ends at the pace so far. */
export function SchedulePage() {
  const { region } = useParams({ from: here })
  const search = useSearch({ from: here })
  const text = useText(scheduleWords)
  const navigate = useNavigate()
  const name = useRegionName(region)
  const maySeeForecast = useMay('figures.read', region)
  const view = views.find((one) => one === search.view) ?? 'gantt'
  const offered = views.filter((one) => one !== 'forecast' || maySeeForecast)
  return (
    <div className="page schedule-page">
      <div className="page-head no-print">
        <h1>
          {name} · {text.title}
        </h1>
      </div>
      <Tabs
        className="no-print"
        activeKey={view}
        items={offered.map((key) => ({ key, label: text.views[key] }))}
        onChange={(key) => navigate({ to: '.', search: (before) => ({ ...before, view: key }), replace: true })}
      />
      {view === 'forecast' ? <ForecastView region={region} /> : <Scheduled region={region} view={view} />}
    </div>
  )
}

type ScheduledProps = { region: string; view: 'gantt' | 'load' | 'ranking' }

/** What is scheduled, by the weights in the address; of a city the first estates of the order, more on demand. */
function Scheduled({ region, view }: ScheduledProps) {
  const search = useSearch({ from: here })
  const text = useText(scheduleWords)
  const [limit, setLimit] = useState(100)
  const weights = useDebounced(JSON.stringify(weightsIn(search)), 300)
  const schedule = useQuery({
    ...endpointQuery(scheduleEndpoints.schedule, {
      params: { region },
      query: { ...JSON.parse(weights), estate: search.estate, limit },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Reading query={schedule}>
      {(data) => (
        <>
          <ScheduleHead schedule={data} only={search.estate} />
          <ScheduleInfeasible schedule={data} />
          {data.estates.length === 0 && <Empty description={text.nothing} />}
          {view === 'gantt' && data.estates.length > 0 && (
            <Suspense>
              <GanttView key={data.estates.length} schedule={data} />
            </Suspense>
          )}
          {view === 'load' && <ScheduleLoad schedule={data} />}
          {view === 'ranking' && <ScheduleRanking schedule={data} isRunning={schedule.isFetching} />}
          {view !== 'load' && data.estates.length >= limit && limit < most && (
            <p className="no-print" style={{ marginTop: 12 }}>
              {text.shown(count(data.estates.length))}{' '}
              <Button size="small" onClick={() => setLimit(Math.min(most, limit * 4))}>
                {text.moreEstates}
              </Button>
            </p>
          )}
        </>
      )}
    </Reading>
  )
}

/** Target days, what is scheduled in all, and what the days rest on. */
function ScheduleHead({ schedule, only }: { schedule: Schedule; only: string | undefined }) {
  const text = useText(scheduleWords)
  const { region, estates, steps, critical, firstTargetOn, transferTargetOn, provisionalYears } = schedule
  const targets = [
    firstTargetOn && `${text.firstTarget} ${firstTargetOn}`,
    transferTargetOn && `${text.transferTarget} ${transferTargetOn}`,
  ].filter(Boolean)
  return (
    <div className="no-print" style={{ marginBottom: 12 }}>
      <p style={{ margin: 0 }}>
        {targets.length > 0 ? (
          <b>{targets.join(' · ')}</b>
        ) : (
          <>
            {text.noTarget}{' '}
            <Link to="/regions/$region/campaign" params={{ region }}>
              {text.setTarget}
            </Link>
          </>
        )}{' '}
        <span className="quiet">{text.summary(count(estates.length), count(steps), count(critical))}</span>
      </p>
      {only && (
        <p style={{ margin: 0 }}>
          {text.onlyOne}{' '}
          <Link to="." search={(before) => ({ ...before, estate: undefined })}>
            {text.showAll}
          </Link>
        </p>
      )}
      {provisionalYears.length > 0 && (
        <Alert type="warning" showIcon title={text.provisional(provisionalYears.join(', '))} style={{ marginTop: 8 }} />
      )}
    </div>
  )
}
