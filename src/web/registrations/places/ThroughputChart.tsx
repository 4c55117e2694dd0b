import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import type { PlaceDay } from '#contract/place-shapes.ts'
import { useText } from '../../platform/text.ts'
import { useChart } from '../../platform/use-chart.ts'
import { placeWords } from './messages.ts'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer, SVGRenderer])

const series = ['accepted', 'entered', 'delivered'] as const

/** Three bars for each day; patterned, so that paper tells them apart. */
export function ThroughputChart({ rows, name }: { rows: readonly PlaceDay[]; name: string }) {
  const text = useText(placeWords)
  const option = useCallback(() => {
    const byDay = Map.groupBy(rows, ({ day }) => day)
    return {
      animation: false,
      backgroundColor: 'transparent',
      color: ['#0b5cad', '#936000', '#1a7a3c'],
      aria: { enabled: true, decal: { show: true } },
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: [...byDay.keys()], axisLabel: { hideOverlap: true } },
      yAxis: { type: 'value', minInterval: 1 },
      series: series.map((key) => ({
        name: text[key],
        type: 'bar',
        barMaxWidth: 28,
        data: [...byDay.values()].map((ofDay) => ofDay.reduce((all, row) => all + row[key], 0)),
      })),
    }
  }, [rows, text])
  const place = useChart({ option })
  return <div ref={place} style={{ height: 260 }} role="img" aria-label={text.chart(name)} />
}
