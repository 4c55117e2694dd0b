import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Card, Empty, Space, Table, Tag } from 'antd'
import { lazy, Suspense } from 'react'
import { type Board, type BoardRow, reportsEndpoints } from '#contract/reports.ts'
import { percent } from '#domain/reports/figures.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { platformWords } from '../platform/messages.ts'
import { RateBar } from '../platform/RateBar.tsx'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { reportWords } from './messages.ts'

const TrendChart = lazy(() => import('./TrendChart.tsx').then(({ TrendChart }) => ({ default: TrendChart })))

export function BoardPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/board' })
  const { asOf } = useSearch({ from: '/signed-in/shell/regions/$region/board' })
  const board = useQuery(endpointQuery(reportsEndpoints.board, { params: { region }, query: { asOf } }))
  return <Reading query={board}>{(data) => <BoardView board={data} asked={asOf} />}</Reading>
}

function BoardView({ board, asked }: { board: Board; asked: string | undefined }) {
  const text = useText(reportWords)
  const words = useText(platformWords)
  const mayImport = useMay('ledgers.import', board.region)
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {board.regionName} · {words.board}
        </h1>
        <span>
          {words.asOf} {board.asOf}
        </span>
        <DayPicks board={board} asked={asked} />
      </div>
      {board.figures.units === 0 ? (
        <Empty description={text.noUnits} style={{ margin: 48 }}>
          {mayImport && (
            <Link to="/counties/$county/imports" params={{ county: board.region }}>
              <Button type="primary">{text.bring}</Button>
            </Link>
          )}
        </Empty>
      ) : (
        <Filled board={board} asked={asked} />
      )}
    </div>
  )
}

function Filled({ board, asked }: { board: Board; asked: string | undefined }) {
  const text = useText(reportWords)
  const words = useText(platformWords)
  const { figures, region } = board
  const day = asked ? { asOf: asked } : {}
  const to = { region }
  return (
    <>
      {figures.stated.units > 0 && figures.stated.units !== figures.units && (
        <Alert
          type="warning"
          showIcon
          message={text.statedDiffers(count(figures.stated.units), count(figures.units))}
          style={{ marginBottom: 16 }}
        />
      )}
      <div className="cards">
        <Figure
          label={text.estates}
          value={figures.estates}
          to="/regions/$region/estates"
          region={region}
          search={day}
        />
        <Figure label={text.units} value={figures.units} to="/regions/$region/units" region={region} search={day} />
        <Figure
          label={text.firstRegistered}
          value={figures.firstRegistered}
          note={`${percent(figures.rates.firstRegistration.value)} ${text.ofUnits}`}
          to="/regions/$region/units"
          region={region}
          search={day}
        />
        <Figure
          label={text.transferred}
          value={figures.transferred}
          note={`${percent(figures.rates.transfer.value)} ${text.ofUnits} · ${text.willingRate(percent(figures.rates.willingTransfer.value))}`}
          to="/regions/$region/units"
          region={region}
          search={{ ...day, state: 'transferred' }}
        />
        <Figure
          label={text.open}
          value={figures.open}
          to="/regions/$region/units"
          region={region}
          search={{ ...day, state: 'open' }}
        />
      </div>
      <div className="columns">
        <Card size="small" title={text.trend}>
          <Suspense fallback={<div style={{ height: 300 }} />}>
            <TrendChart trend={board.trend} />
          </Suspense>
        </Card>
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Card size="small" title={text.categories}>
            <Categories board={board} />
          </Card>
          {figures.open > 0 && (
            <Card size="small" title={text.obstacles}>
              <Space wrap>
                {obstacles
                  .filter((obstacle) => figures.obstacles[obstacle] > 0)
                  .map((obstacle) => (
                    <Link
                      key={obstacle}
                      to="/regions/$region/units"
                      params={to}
                      search={{ ...day, obstacle, state: 'open' }}
                    >
                      <Tag style={{ fontSize: 14, padding: '2px 8px' }}>
                        {words.obstacle[obstacle]} {count(figures.obstacles[obstacle])}
                      </Tag>
                    </Link>
                  ))}
              </Space>
              {figures.asked > 0 && (
                <p style={{ margin: '12px 0 0' }}>
                  {text.asked(
                    count(figures.asked),
                    count(figures.statedWilling),
                    percent(figures.rates.willingness.value),
                  )}
                </p>
              )}
            </Card>
          )}
        </Space>
      </div>
      <Ranking board={board} day={day} />
    </>
  )
}

type FigureProps = {
  label: string
  value: number
  note?: string
  to: '/regions/$region/units' | '/regions/$region/estates'
  region: string
  search: Record<string, string>
}

/** A figure that opens the rows it is counted from. */
function Figure({ label, value, note, to, region, search }: FigureProps) {
  return (
    <Link to={to} params={{ region }} search={search} className="card-figure">
      <div className="label">{label}</div>
      <div className="value">{count(value)}</div>
      <div className="note">{note ?? '\u00a0'}</div>
    </Link>
  )
}

function DayPicks({ board, asked }: { board: Board; asked: string | undefined }) {
  const text = useText(reportWords)
  const navigate = useNavigate({ from: '/regions/$region/board' })
  const days = monthEnds(board.trend.map(({ day }) => day)).slice(-4)
  return (
    <Space wrap className="end no-print" aria-label={text.monthEnds}>
      {days.map((day) => (
        <Button
          key={day}
          size="small"
          type={asked === day ? 'primary' : 'default'}
          onClick={() => navigate({ search: { asOf: day } })}
        >
          {day}
        </Button>
      ))}
      <Button size="small" type={asked ? 'default' : 'primary'} onClick={() => navigate({ search: {} })}>
        {text.latest}
      </Button>
    </Space>
  )
}

/** The last calendar day of each month something happened in. */
function monthEnds(days: readonly string[]): string[] {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))]
  return months.map((month) =>
    new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10),
  )
}

function Categories({ board }: { board: Board }) {
  const text = useText(reportWords)
  const words = useText(platformWords)
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="key"
      dataSource={board.byCategory}
      scroll={{ x: 420 }}
      columns={[
        { title: text.category, render: (_, { key }) => words.category[key] },
        { title: text.estates, render: (_, { estates }) => count(estates), className: 'number' },
        { title: text.units, render: (_, { units }) => count(units), className: 'number' },
        { title: text.transferred, render: (_, { transferred }) => count(transferred), className: 'number' },
        { title: text.rate, render: (_, { rates }) => percent(rates.transfer.value), className: 'number' },
      ]}
    />
  )
}

function Ranking({ board, day }: { board: Board; day: Record<string, string> }) {
  const text = useText(reportWords)
  const words = useText(platformWords)
  const isCity = board.level === 'city'
  return (
    <Card size="small" title={isCity ? text.rankCounties : text.rankEstates} style={{ marginTop: 16 }}>
      <Table<BoardRow>
        size="small"
        rowKey="key"
        dataSource={board.rows}
        pagination={isCity ? false : { pageSize: 50, showSizeChanger: false }}
        scroll={{ x: 820 }}
        columns={[
          { title: text.rank, dataIndex: 'rank', className: 'number', width: 64 },
          { title: text.light, render: (_, { light }) => <LightDot light={light} />, width: 60 },
          {
            title: text.name,
            render: (_, row) =>
              isCity ? (
                <Link to="/regions/$region/board" params={{ region: row.key }} search={day}>
                  {row.name}
                </Link>
              ) : (
                <Link
                  to="/counties/$county/estates/$estate"
                  params={{ county: row.countyCode, estate: row.key }}
                  search={day}
                >
                  {row.name}
                </Link>
              ),
          },
          ...(isCity
            ? [
                {
                  title: text.estates,
                  render: (_: unknown, { estates }: BoardRow) => count(estates),
                  className: 'number',
                },
              ]
            : [
                {
                  title: text.category,
                  render: (_: unknown, { category }: BoardRow) => category && words.category[category],
                },
              ]),
          {
            title: text.units,
            render: (_, { units }) => count(units),
            className: 'number',
            sorter: (a, b) => a.units - b.units,
          },
          {
            title: text.firstRegistered,
            render: (_, { firstRegistered }) => count(firstRegistered),
            className: 'number',
          },
          { title: text.transferred, render: (_, { transferred }) => count(transferred), className: 'number' },
          {
            title: text.open,
            render: (_, { open }) => count(open),
            className: 'number',
            sorter: (a, b) => a.open - b.open,
          },
          {
            title: text.rate,
            render: (_, { transferRate }) => <RateBar share={transferRate} label={text.rate} />,
            width: 190,
          },
        ]}
      />
    </Card>
  )
}
