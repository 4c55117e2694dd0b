import { Button, Card, Empty, InputNumber, Space } from 'antd'
import { useState } from 'react'
import type { Schedule } from '#contract/schedule.ts'
import { count } from '../platform/format.ts'
import { usePrinting } from '../platform/printing.ts'
import { useText } from '../platform/text.ts'
import { type LoadTable, loadTable } from './load-weeks.ts'
import { scheduleWords } from './schedule-messages.ts'

/** Weeks side by side: a quarter. */
const quarter = 13

/** Working days of each unit and week, darker where there are more; what is too much stands out without colour too. */
export function ScheduleLoad({ schedule }: { schedule: Schedule }) {
  const text = useText(scheduleWords)
  const [from, setFrom] = useState(0)
  const [limit, setLimit] = useState(20)
  const isPrinting = usePrinting()
  const table = loadTable(schedule.load)
  const over = schedule.load.filter(({ days }) => days > limit).length
  if (table.units.length === 0) return <Empty description={text.nothing} />
  const span = isPrinting ? { from, until: from + 2 * quarter } : { from, until: from + quarter }
  return (
    <Card
      title={text.load}
      extra={
        <Space className="no-print">
          <Button size="small" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - quarter))}>
            {text.earlierWeeks}
          </Button>
          <Button size="small" disabled={from + quarter >= table.weeks.length} onClick={() => setFrom(from + quarter)}>
            {text.laterWeeks}
          </Button>
        </Space>
      }
    >
      <p className="quiet">{text.loadHint}</p>
      <p>
        {text.overloadFrom}{' '}
        <InputNumber
          min={1}
          max={1000}
          value={limit}
          onChange={(typed) => setLimit(typed ?? 1)}
          aria-label={text.overloadFrom}
        />{' '}
        <b>{text.overloadedWeeks(count(over))}</b>
      </p>
      <div className="load-scroll">
        <LoadGrid table={table} span={span} limit={limit} />
      </div>
    </Card>
  )
}

type LoadGridProps = { table: LoadTable; span: { from: number; until: number }; limit: number }

function LoadGrid({ table, span, limit }: LoadGridProps) {
  const text = useText(scheduleWords)
  return (
    <table className="load-table">
      <caption className="out-of-sight">{text.load}</caption>
      <thead>
        <tr>
          <th scope="row">{text.unit}</th>
          {table.weeks.slice(span.from, span.until).map((week) => (
            <th key={week} scope="col">
              {week.slice(2)}
            </th>
          ))}
          <th scope="col">{text.total}</th>
        </tr>
      </thead>
      <tbody>
        {table.units.map(({ organisation, total, cells }) => (
          <tr key={organisation}>
            <th scope="row">{organisation}</th>
            {cells.slice(span.from, span.until).map((cell, place) => (
              <LoadCell key={table.weeks[span.from + place]} cell={cell} most={table.most} limit={limit} />
            ))}
            <td>
              <b>{count(Math.round(total))}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type LoadCellProps = { cell: LoadTable['units'][number]['cells'][number]; most: number; limit: number }

function LoadCell({ cell, most, limit }: LoadCellProps) {
  const text = useText(scheduleWords)
  if (!cell) return <td />
  const isOver = cell.days > limit
  const share = Math.min(cell.days / Math.max(limit, most / 2), 1)
  return (
    <td
      className={isOver ? 'is-over' : undefined}
      title={text.loadCell(count(cell.days), count(cell.steps))}
      style={{
        background: `color-mix(in srgb, ${isOver ? '#c62828' : '#0b5cad'} ${Math.round(share * 40)}%, transparent)`,
      }}
    >
      {isOver ? `▲ ${cell.days}` : cell.days}
    </td>
  )
}
