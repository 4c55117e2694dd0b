import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, theme } from 'antd'
import { HeatmapChart } from 'echarts/charts'
import { GridComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { type EChartsCoreOption, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useCallback, useMemo, useState } from 'react'
import { type ScheduleLoad, scheduleEndpoints } from '#contract/schedule.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { useChart } from '../platform/use-chart.ts'
import { loadByUnit } from './load-weeks.ts'
import { scheduleWords } from './messages.ts'

use([HeatmapChart, GridComponent, TooltipComponent, VisualMapComponent, CanvasRenderer, SVGRenderer])

/** Working days of each unit in each week, the busiest units first. */
export function LoadView({ region }: { region: string }) {
  const load = useQuery(endpointQuery(scheduleEndpoints.scheduleLoad, { params: { region } }))
  return <Reading query={load}>{({ rows }) => <LoadCard rows={rows} isCity={region.endsWith('00')} />}</Reading>
}

/** As many units as fit on a screen or a sheet. */
const busiest = 30

function LoadCard({ rows, isCity }: { rows: ScheduleLoad['rows']; isCity: boolean }) {
  const text = useText(scheduleWords)
  const [isWhole, setWhole] = useState(false)
  const load = useMemo(() => loadByUnit(rows), [rows])
  if (rows.length === 0) return <Empty description={text.loadNone} style={{ margin: 48 }} />
  const units = isWhole ? load.units : load.units.slice(0, busiest)
  return (
    <Card size="small" title={text.loadTitle}>
      {units.length < load.units.length && (
        <p className="no-print">
          {text.loadBusiest(count(units.length), count(load.units.length))}{' '}
          <Button type="link" size="small" onClick={() => setWhole(true)}>
            {text.showAll}
          </Button>
        </p>
      )}
      <div className="load-scroll">
        <LoadHeatMap key={String(isWhole)} load={load} most={units.length} isCity={isCity} />
      </div>
    </Card>
  )
}

type HeatProps = { load: ReturnType<typeof loadByUnit>; most: number; isCity: boolean }

function LoadHeatMap({ load, most, isCity }: HeatProps) {
  const text = useText(scheduleWords)
  const { token } = theme.useToken()
  const option = useCallback(
    ({ width, isPrinting }: { width: number; isPrinting: boolean }): EChartsCoreOption => {
      const units = load.units.slice(0, most)
      const nameOf = (unit: (typeof units)[number]) =>
        isCity && !unit.unit.startsWith(unit.countyName) ? `${unit.countyName} ${unit.unit}` : unit.unit
      const cells = units.flatMap((unit, y) =>
        load.weeks.flatMap((week, x) => {
          const row = unit.byWeek.get(week)
          return row ? [[x, y, row.days, row.steps]] : []
        }),
      )
      const left = Math.min(230, width * 0.32)
      const ink = isPrinting ? '#000' : token.colorText
      return {
        animation: false,
        backgroundColor: 'transparent',
        grid: { left, right: 16, top: 60, bottom: 44 },
        tooltip: {
          renderMode: 'richText',
          confine: true,
          formatter: ({ value: [x = 0, y = 0, days = 0, steps = 0] }: { value: number[] }) => {
            const unit = units[y]
            return text.loadTip(unit ? nameOf(unit) : '', load.weeks[x] ?? '', count(days), count(steps))
          },
        },
        xAxis: {
          type: 'category',
          position: 'top',
          data: load.weeks,
          axisLabel: { color: ink, rotate: 45, formatter: (week: string) => week.slice(2), hideOverlap: true },
          axisTick: { show: false },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: units.map(nameOf),
          axisLabel: { color: ink, width: left - 12, overflow: 'truncate', interval: 0 },
          axisTick: { show: false },
        },
        visualMap: {
          min: 0,
          max: Math.max(1, load.most),
          dimension: 2,
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          itemHeight: 120,
          itemWidth: 12,
          textStyle: { color: ink },
          inRange: { color: isPrinting ? ['#fff', '#777'] : [token.colorPrimaryBg, token.colorPrimary] },
        },
        series: [
          {
            type: 'heatmap',
            data: cells,
            label: {
              show: (width - left) / load.weeks.length > 24,
              formatter: ({ value }: { value: number[] }) => count(value[2] ?? 0),
            },
            itemStyle: { borderWidth: 1, borderColor: isPrinting ? '#fff' : token.colorBgContainer },
          },
        ],
      }
    },
    [load, most, isCity, text, token],
  )
  const place = useChart({ option })
  return (
    <div
      ref={place}
      style={{ height: 110 + most * 24, minWidth: Math.min(1000, 230 + load.weeks.length * 16) }}
      role="img"
      aria-label={text.loadTitle}
    />
  )
}
