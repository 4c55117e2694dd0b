import { theme } from 'antd'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import type { OutreachResults } from '#contract/outreach.ts'
import { useText } from '../../platform/text.ts'
import { useChart } from '../../platform/use-chart.ts'
import { outreachWords } from '../messages.ts'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer, SVGRenderer])

/** Width of the text area of an upright A4 sheet, in CSS pixels. */
const paperWidth = 700

/** Of each week the homes that were reached, were willing, were unwilling, and could not be reached. */
export function ResultsChart({ weeks, name }: { weeks: OutreachResults['weeks']; name: string }) {
  const text = useText(outreachWords)
  const { token } = theme.useToken()
  const option = useCallback(
    ({ isPrinting }: { isPrinting: boolean }) => {
      const ink = isPrinting ? '#000' : token.colorText
      const bars = (label: string, color: string, data: readonly number[]) => ({
        name: label,
        type: 'bar',
        barMaxWidth: 22,
        itemStyle: { color },
        data,
      })
      const labels = { color: ink, hideOverlap: true }
      return {
        animation: false,
        backgroundColor: 'transparent',
        grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: ink } },
        tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
        xAxis: {
          type: 'category',
          data: weeks.map(({ week }) => week),
          axisLabel: labels,
          axisLine: { lineStyle: { color: ink } },
        },
        yAxis: { type: 'value', minInterval: 1, axisLabel: labels },
        series: [
          bars(
            text.reached,
            token.colorPrimary,
            weeks.map(({ contacted }) => contacted),
          ),
          bars(
            text.willing,
            token.colorSuccess,
            weeks.map(({ willing }) => willing),
          ),
          bars(
            text.unwilling,
            token.colorError,
            weeks.map(({ unwilling }) => unwilling),
          ),
          bars(
            text.unreachable,
            token.colorTextQuaternary,
            weeks.map(({ unreachable }) => unreachable),
          ),
        ],
      }
    },
    [weeks, text, token],
  )
  const place = useChart({ option, paperWidth })
  return <div ref={place} className="outreach-chart" role="img" aria-label={name} />
}
