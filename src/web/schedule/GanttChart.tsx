import { CustomChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { EstateSchedule } from '#contract/schedule.ts'
import { useDarkness } from '../platform/Appearance.tsx'
import { useText } from '../platform/text.ts'
import { ganttBars } from './gantt-bars.ts'
import { scheduleWords } from './messages.ts'

use([CustomChart, GridComponent, TooltipComponent, CanvasRenderer])

const rowHeight = 28
const black = '#1f2933'

/**
 * Steps as bars from their earliest start to their earliest finish, with a thin line to the latest day each may end on.
 * Critical steps are filled, the others outlined: they can be told apart on black and white paper.
 */
export function GanttChart({ schedule }: { schedule: EstateSchedule }) {
  const text = useText(scheduleWords)
  const { isDark } = useDarkness()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current, isDark ? 'dark' : undefined)
    const ink = isDark ? '#e6edf3' : black
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      grid: { left: 8, right: 24, top: 28, bottom: 8, containLabel: true },
      tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => tip(schedule, dataIndex) },
      xAxis: { type: 'time', position: 'top', splitLine: { show: true } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: schedule.steps.map(({ title }) => title),
        axisLabel: { width: 180, overflow: 'truncate' },
        axisTick: { show: false },
      },
      series: [
        {
          type: 'custom',
          renderItem: (_: unknown, bar: Parameters<typeof ganttBars>[0]) => ganttBars(bar, rowHeight, ink),
          encode: { x: [1, 2, 3], y: 0 },
          data: schedule.steps.map((step, row) => [
            row,
            step.earliestStart,
            step.earliestFinish,
            step.latestFinish,
            step.isCritical ? 1 : 0,
          ]),
        },
      ],
    })
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [schedule, isDark])
  const height = schedule.steps.length * rowHeight + 48
  return <div ref={place} style={{ height, marginTop: 16 }} role="img" aria-label={text.drawing} />
}

/** Names come from packs and people: they are shown as text. */
function tip({ steps }: EstateSchedule, row: number): HTMLElement {
  const box = document.createElement('div')
  const step = steps[row]
  if (step) box.textContent = `${step.title}：${step.earliestStart} – ${step.earliestFinish}（${step.unit}）`
  return box
}
