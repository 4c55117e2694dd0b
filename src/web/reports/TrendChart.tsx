import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Board } from '#contract/reports.ts'
import { useDarkness } from '../platform/Appearance.tsx'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { reportWords } from './messages.ts'

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** Running totals of both registrations; solid and dashed, so that they can be told apart on paper. */
export function TrendChart({ trend }: { trend: Board['trend'] }) {
  const text = useText(reportWords)
  const { isDark } = useDarkness()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'svg' })
    const line = (name: string, key: 'firstRegistered' | 'transferred', type: 'solid' | 'dashed') => ({
      name,
      type: 'line' as const,
      step: 'end' as const,
      showSymbol: false,
      lineStyle: { type, width: 2 },
      data: trend.map((point) => [point.day, point[key]]),
    })
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      color: ['#6b8fb5', '#0b5cad'],
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => count(Number(value)) },
      xAxis: { type: 'time' },
      yAxis: { type: 'value' },
      series: [line(text.firstRegistered, 'firstRegistered', 'dashed'), line(text.transferred, 'transferred', 'solid')],
    })
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [trend, isDark, text])
  return <div ref={place} style={{ height: 300 }} role="img" aria-label={text.trend} />
}
