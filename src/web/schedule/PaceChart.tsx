import { theme } from 'antd'
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import type { Forecast } from '#contract/schedule.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { useChart } from '../platform/use-chart.ts'
import { scheduleWords } from './messages.ts'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer, SVGRenderer])

/** Homes done in each of the weeks the forecast draws from, the oldest on the left. */
export function PaceChart({ forecast }: { forecast: Forecast }) {
  const text = useText(scheduleWords)
  const { token } = theme.useToken()
  const option = useCallback(
    ({ isPrinting }: { isPrinting: boolean }) => {
      const ink = isPrinting ? '#000' : token.colorText
      const strong = isPrinting ? '#000' : token.colorPrimary
      const bars = (registration: 'first' | 'transfer', isFilled: boolean) => ({
        name: text.registrations[registration],
        type: 'bar',
        barMaxWidth: 22,
        itemStyle: { color: isFilled ? strong : 'transparent', borderColor: strong, borderWidth: 1.5 },
        data: forecast[registration].weekly.toReversed(),
      })
      return {
        animation: false,
        backgroundColor: 'transparent',
        grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: ink } },
        tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: homes },
        xAxis: {
          type: 'category',
          data: forecast.weekEnds.slice(0, forecast.first.weekly.length).toReversed(),
          axisLabel: { color: ink, hideOverlap: true },
        },
        yAxis: { type: 'value', minInterval: 1, axisLabel: { color: ink } },
        series: [bars('first', false), bars('transfer', true)],
      }
    },
    [forecast, text, token],
  )
  const place = useChart({ option })
  return <div ref={place} style={{ height: 280 }} role="img" aria-label={text.paceTitle} />
}

const homes = (value: unknown) => count(Number(value))
