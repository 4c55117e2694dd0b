import { CustomChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import type { Forecast } from '#contract/schedule.ts'
import { Chart } from '../platform/Chart.tsx'
import { useText } from '../platform/text.ts'
import { scheduleWords } from './schedule-messages.ts'

use([CustomChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

type Line = Forecast['rows'][number]
const chances = ['p50', 'p80', 'p95'] as const
/** Told apart on paper by their shape. */
const marks = {
  p50: { symbol: 'circle', color: '#6b8fb5' },
  p80: { symbol: 'diamond', color: '#0b5cad' },
  p95: { symbol: 'triangle', color: '#b06a00' },
}

/** A line for each: from the day of 50 in 100 courses to that of 95, with that of 80 between. */
export function ForecastChart({ lines, onChoose }: { lines: readonly Line[]; onChoose: (line: Line) => void }) {
  const text = useText(scheduleWords)
  const option = useMemo(() => forecastOption(lines, text), [lines, text])
  return (
    <Chart
      option={option}
      height={84 + lines.length * 30}
      label={text.chart}
      onChoose={({ index }) => {
        const line = lines[index]
        if (line) onChoose(line)
      }}
    />
  )
}

type DrawApi = { value: (dimension: number) => number; coord: (point: [number, number]) => [number, number] }

function forecastOption(lines: readonly Line[], text: (typeof scheduleWords)['zh']) {
  return {
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, data: chances.map((chance) => text.chances[chance]) },
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true },
    xAxis: { type: 'time', splitNumber: 6 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lines.map(({ name }) => name),
      axisLabel: { fontSize: 13, width: 150, overflow: 'truncate' },
      splitLine: { show: true, lineStyle: { opacity: 0.3 } },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        z: 1,
        data: lines.map(({ p50, p95 }, index) => [index, Date.parse(p50 ?? ''), Date.parse(p95 ?? '')]),
        encode: { x: [1, 2], y: 0 },
        renderItem: (_: unknown, api: DrawApi) => rangeOf(api),
      },
      ...chances.map((chance) => ({
        type: 'scatter',
        name: text.chances[chance],
        symbol: marks[chance].symbol,
        symbolSize: chance === 'p80' ? 14 : 11,
        itemStyle: { color: marks[chance].color, borderColor: '#111', borderWidth: chance === 'p80' ? 1.5 : 0.5 },
        data: lines.map((line, index) => [line[chance], index]),
        tooltip: {
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            `${lines[dataIndex]?.name ?? ''}\n${text.chances[chance]} ${lines[dataIndex]?.[chance] ?? ''}`,
        },
      })),
    ],
  }
}

function rangeOf(api: DrawApi) {
  const [x1, y] = api.coord([api.value(1), api.value(0)])
  const [x2] = api.coord([api.value(2), api.value(0)])
  if (!(x2 >= x1)) return { type: 'group', children: [] }
  return { type: 'line', shape: { x1, y1: y, x2, y2: y }, style: { stroke: '#778', lineWidth: 4, opacity: 0.6 } }
}
