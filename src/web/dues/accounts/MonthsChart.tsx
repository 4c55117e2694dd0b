import { theme } from 'antd'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import type { DuesOverview } from '#contract/due-shapes.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { useChart } from '../../platform/use-chart.ts'
import { accountWords } from './messages.ts'
import { a4Width, patternOf } from './on-paper.ts'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer, SVGRenderer])

/** What became due and what came in, in each month. */
export function MonthsChart({ months, name }: { months: readonly DuesOverview['months'][number][]; name: string }) {
  const text = useText(accountWords)
  const { token } = theme.useToken()
  const option = useCallback(
    ({ isPrinting }: { isPrinting: boolean }) => {
      const ink = isPrinting ? '#000' : token.colorText
      const strong = isPrinting ? '#000' : token.colorPrimary
      const ground = isPrinting ? '#fff' : token.colorBgContainer
      const bars = (label: string, data: readonly number[], itemStyle: object) => ({
        name: label,
        type: 'bar',
        barMaxWidth: 26,
        itemStyle,
        data,
      })
      return {
        animation: false,
        backgroundColor: 'transparent',
        grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: ink } },
        tooltip: {
          trigger: 'axis',
          renderMode: 'richText',
          confine: true,
          valueFormatter: (value: unknown) => yuan(Number(value)),
        },
        xAxis: {
          type: 'category',
          data: months.map(({ month }) => month),
          axisLabel: { color: ink, hideOverlap: true },
          axisLine: { lineStyle: { color: ink } },
        },
        yAxis: { type: 'value', axisLabel: { color: ink, formatter: (value: unknown) => text.short(Number(value)) } },
        series: [
          bars(
            text.monthAssessed,
            months.map(({ assessedFen }) => assessedFen),
            patternOf('empty', ink, ground),
          ),
          bars(
            text.monthPaid,
            months.map(({ paidFen }) => paidFen),
            patternOf('full', strong, ground),
          ),
        ],
      }
    },
    [months, text, token],
  )
  const place = useChart({ option, paperWidth: a4Width })
  return <div ref={place} className="dues-chart" role="img" aria-label={name} />
}
