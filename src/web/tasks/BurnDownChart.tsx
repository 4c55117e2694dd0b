import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import type { Sprint } from '#contract/campaign.ts'
import { Chart } from '../platform/Chart.tsx'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { campaignWords } from './campaign-messages.ts'

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** What is left of a sprint day by day, solid, against an even pace, dashed. */
export function BurnDownChart({ sprint }: { sprint: Sprint }) {
  const text = useText(campaignWords)
  const option = useMemo(() => burnDownOption(sprint, text), [sprint, text])
  return <Chart option={option} height={260} label={`${sprint.name} · ${text.burnDown}`} />
}

function burnDownOption({ burnDown, target }: Sprint, text: (typeof campaignWords)['zh']) {
  const line = (name: string, color: string, type: 'solid' | 'dashed', key: 'left' | 'even') => ({
    name,
    type: 'line',
    symbol: key === 'left' ? 'circle' : 'none',
    symbolSize: 5,
    itemStyle: { color },
    lineStyle: { type, width: key === 'left' ? 3 : 2 },
    data: burnDown.map((day) => [day.day, day[key]]),
  })
  return {
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0 },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) => (value == null ? '—' : count(Math.round(Number(value)))),
    },
    xAxis: { type: 'time', splitNumber: 6 },
    yAxis: { type: 'value', min: 0, max: target },
    series: [line(text.leftLine, '#0b5cad', 'solid', 'left'), line(text.evenLine, '#6b7280', 'dashed', 'even')],
  }
}
