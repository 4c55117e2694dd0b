import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Card, Segmented, Table } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { type Forecast, scheduleEndpoints } from '#contract/schedule.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { longDay } from './schedule-days.ts'
import { scheduleWords } from './schedule-messages.ts'

const ForecastChart = lazy(() =>
  import('./ForecastChart.tsx').then(({ ForecastChart }) => ({ default: ForecastChart })),
)

type Line = Forecast['rows'][number]
const drawn = 40

/** When the counties of a city, or the estates of a county, are done at the pace so far. */
export function ForecastView({ region }: { region: string }) {
  const text = useText(scheduleWords)
  const [indicator, setIndicator] = useState<Forecast['indicator']>('transferred')
  const isCity = region.endsWith('00')
  const forecast = useQuery({
    ...endpointQuery(scheduleEndpoints.forecast, {
      params: { region },
      query: { indicator, by: isCity ? 'region' : 'estate' },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Card
      title={text.forecast}
      extra={
        <Segmented
          aria-label={text.indicator}
          value={indicator}
          onChange={setIndicator}
          options={[
            { value: 'first_registered', label: text.indicators.first_registered },
            { value: 'transferred', label: text.indicators.transferred },
          ]}
        />
      }
    >
      <Reading query={forecast}>{(data) => <ForecastAnswer forecast={data} isCity={isCity} />}</Reading>
    </Card>
  )
}

function ForecastAnswer({ forecast, isCity }: { forecast: Forecast; isCity: boolean }) {
  const text = useText(scheduleWords)
  const navigate = useNavigate()
  const { total, rows, weeks, asOf } = forecast
  const lines = useMemo(
    () =>
      rows.filter(({ p50, remaining }) => p50 !== null && remaining > 0).toSorted((a, b) => lastDay(b) - lastDay(a)),
    [rows],
  )
  const shown = useMemo(() => lines.slice(0, drawn), [lines])
  const open = (line: Line) =>
    isCity &&
    void navigate({ to: '/regions/$region/schedule', params: { region: line.key }, search: { view: 'forecast' } })
  return (
    <>
      <p className="forecast-total">
        <b>{sentenceOf(total, text)}</b>
      </p>
      <p className="quiet">
        {text.asOf(asOf)} · {text.method(count(weeks))}
      </p>
      <NotCounted notCounted={forecast.notCounted} />
      {shown.length > 0 && (
        <Suspense>
          <ForecastChart lines={shown} onChoose={open} />
        </Suspense>
      )}
      <ForecastTable rows={rows} first={isCity ? text.region : text.estate} />
    </>
  )
}

/** Of what is never done: after all that is. */
const lastDay = ({ p95, p80 }: Line) => Date.parse(p95 ?? p80 ?? '9999-12-31')

function sentenceOf({ name, remaining, p80 }: Line, text: (typeof scheduleWords)['zh']): string {
  if (remaining <= 0) return text.finished(name)
  return p80 === null ? text.never(name) : text.sure(name, longDay(text, p80))
}

function NotCounted({ notCounted }: Pick<Forecast, 'notCounted'>) {
  const text = useText(scheduleWords)
  const parts = (['unwilling', 'unreachable', 'blockedByLaw'] as const).map(
    (key) => `${text[key]} ${count(notCounted[key])}`,
  )
  return <p>{text.notCounted(parts.join(' · '))}</p>
}

function ForecastTable({ rows, first }: { rows: Line[]; first: string }) {
  const text = useText(scheduleWords)
  const day = (key: 'p50' | 'p80' | 'p95') => ({
    title: text.chances[key],
    width: 120,
    render: (_: unknown, line: Line) => <ForecastDay line={line} day={line[key]} />,
  })
  return (
    <Table<Line>
      size="small"
      rowKey="key"
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 720 }}
      columns={[
        { title: first, dataIndex: 'name' },
        { title: text.remaining, dataIndex: 'remaining', className: 'number', width: 110, render: count },
        { title: text.pace, className: 'number', width: 130, render: (_, { pace }) => pace.toFixed(1) },
        day('p50'),
        day('p80'),
        day('p95'),
      ]}
    />
  )
}

function ForecastDay({ line, day }: { line: Line; day: string | null }) {
  const text = useText(scheduleWords)
  if (line.remaining <= 0) return <span className="quiet">{text.alreadyDone}</span>
  return day === null ? <b className="gantt-late">{text.neverShort}</b> : day
}
