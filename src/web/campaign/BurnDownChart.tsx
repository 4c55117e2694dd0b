import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Sprint } from '#contract/campaign.ts'
import { useDarkness } from '../platform/Appearance.tsx'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { campaignWords } from './messages.ts'

use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** Homes left in the evening of each working day, beside what an even pace would leave; dashed, so that paper tells them apart. */
export function BurnDownChart({ sprint }: { sprint: Sprint }) {
  const text = useText(campaignWords)
  const { isDark } = useDarkness()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'svg' })
    const line = (name: string, type: 'solid' | 'dashed', data: (number | null)[]) => ({
      name,
      type: 'line' as const,
      showSymbol: data.length === 1,
      lineStyle: { type, width: 2 },
      data,
    })
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      color: ['#0b5cad', '#6b8fb5'],
      grid: { left: 8, right: 40, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) => (typeof value === 'number' ? count(Math.round(value)) : '—'),
      },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: sprint.burnDown.map(({ day }) => day),
        axisLabel: { hideOverlap: true },
      },
      yAxis: { type: 'value', min: 0 },
      series: [
        line(
          text.left,
          'solid',
          sprint.burnDown.map(({ left }) => left),
        ),
        line(
          text.even,
          'dashed',
          sprint.burnDown.map(({ even }) => even),
        ),
      ],
    })
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [sprint, isDark, text])
  return <div ref={place} style={{ height: 240 }} role="img" aria-label={text.burnDown(sprint.title)} />
}
