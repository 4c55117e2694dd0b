import { useQuery } from '@tanstack/react-query'
import { Card, Table } from 'antd'
import { type Forecast, scheduleEndpoints } from '#contract/schedule.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { scheduleWords } from './messages.ts'
import { PaceChart } from './PaceChart.tsx'

type Outlook = Forecast['first']
type Line = Forecast['rows'][number]

const registrations = ['first', 'transfer'] as const

/** When both registrations are over at the pace so far, in a sentence, by weeks, and by county or estate. */
export function ForecastView({ region }: { region: string }) {
  const forecast = useQuery(endpointQuery(scheduleEndpoints.forecast, { params: { region } }))
  return <Reading query={forecast}>{(data) => <ForecastCards forecast={data} />}</Reading>
}

function ForecastCards({ forecast }: { forecast: Forecast }) {
  const text = useText(scheduleWords)
  const { unwilling, unreachable, blockedByLaw } = forecast.notWaitedFor
  return (
    <div className="schedule">
      <div className="forecast-words">
        {registrations.map((registration) => (
          <Card key={registration} size="small" title={text.registrations[registration]}>
            <Sentence region={forecast.regionName} registration={registration} outlook={forecast[registration]} />
          </Card>
        ))}
      </div>
      <p style={{ margin: 0 }}>
        {text.asOf(forecast.asOf)} · {text.leftOut(count(unwilling), count(unreachable), count(blockedByLaw))}
      </p>
      <Card size="small" title={text.paceTitle}>
        <PaceChart forecast={forecast} />
      </Card>
      <Card size="small" title={forecast.level === 'city' ? text.perCounty : text.perEstate}>
        <LinesTable forecast={forecast} />
      </Card>
    </div>
  )
}

type SentenceProps = { region: string; registration: (typeof registrations)[number]; outlook: Outlook }

function Sentence({ region, registration, outlook }: SentenceProps) {
  const text = useText(scheduleWords)
  const { remaining, pace, p50, p80, p95, targetOn } = outlook
  const name = text.registrations[registration]
  const isLate = targetOn !== null && (p50 === null || p50 > targetOn)
  return (
    <>
      <div className="answer">
        {remaining === 0
          ? text.finished(region, name)
          : p50 === null
            ? text.neverFinishes(region, name)
            : text.willFinish(region, name, p50)}
      </div>
      {remaining > 0 && (
        <>
          {p50 !== null && <p>{text.likelier(p80 ?? text.noDay, p95 ?? text.noDay)}</p>}
          {targetOn !== null && (
            <p className={isLate ? 'slack-short' : undefined}>
              {isLate ? text.afterTarget(targetOn) : text.beforeTarget(targetOn)}
            </p>
          )}
          <p>{text.paceOf(count(remaining), pace.toFixed(1))}</p>
        </>
      )}
    </>
  )
}

function LinesTable({ forecast }: { forecast: Forecast }) {
  const text = useText(scheduleWords)
  const day = (outlook: Outlook, at: 'p50' | 'p80' | 'p95') =>
    outlook.remaining === 0 ? '—' : (outlook[at] ?? text.noDay)
  return (
    <Table<Line>
      size="small"
      rowKey="key"
      dataSource={forecast.rows}
      pagination={forecast.rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 1080 }}
      columns={[
        { title: forecast.level === 'city' ? text.county : text.estate, dataIndex: 'name', width: 170, fixed: 'left' },
        ...registrations.map((registration) => ({
          title: text.registrations[registration],
          children: [
            {
              title: text.remaining,
              className: 'number',
              render: (_: unknown, line: Line) => count(line[registration].remaining),
              sorter: (a: Line, b: Line) => a[registration].remaining - b[registration].remaining,
            },
            { title: text.p50, render: (_: unknown, line: Line) => day(line[registration], 'p50') },
            { title: text.p80, render: (_: unknown, line: Line) => day(line[registration], 'p80') },
            { title: text.p95, render: (_: unknown, line: Line) => day(line[registration], 'p95') },
          ],
        })),
      ]}
    />
  )
}
