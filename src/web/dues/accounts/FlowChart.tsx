import { theme } from 'antd'
import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { useChart } from '../../platform/use-chart.ts'
import type { FlowStep } from './flow-steps.ts'
import { accountWords } from './messages.ts'
import { a4Width, patternOf } from './on-paper.ts'

use([BarChart, GridComponent, TooltipComponent, CanvasRenderer, SVGRenderer])

/** A waterfall from what was due down to what is left; steps differ by pattern, so that paper without colour tells them apart. */
export function FlowChart({ steps, name }: { steps: readonly FlowStep[]; name: string }) {
  const text = useText(accountWords)
  const { token } = theme.useToken()
  const option = useCallback(
    ({ isPrinting, width }: { isPrinting: boolean; width: number }) => {
      const ink = isPrinting ? '#000' : token.colorText
      const strong = isPrinting ? '#000' : token.colorPrimary
      const late = isPrinting ? '#000' : token.colorError
      const ground = isPrinting ? '#fff' : token.colorBgContainer
      const short = (value: unknown) => text.short(Number(value))
      const styles = {
        assessed: patternOf('empty', ink, ground),
        paid: patternOf('full', strong, ground),
        reduced: patternOf('lines', ink, ground),
        deferred: patternOf('dots', ink, ground),
        arrears: patternOf('cross', late, ground),
      }
      const label = { show: true, position: 'top', color: ink, formatter: ({ dataIndex }: Item) => labelOf(dataIndex) }
      const labelOf = (at: number) => text.short(steps[at]?.fen ?? 0)
      return {
        animation: false,
        backgroundColor: 'transparent',
        grid: { left: 8, right: 8, top: 28, bottom: 8, containLabel: true },
        tooltip: {
          trigger: 'item',
          renderMode: 'richText',
          confine: true,
          formatter: ({ dataIndex }: Item) => yuan(steps[dataIndex]?.fen ?? 0),
        },
        xAxis: {
          type: 'category',
          data: steps.map(({ key }) => text.steps[key]),
          axisLabel: { color: ink, interval: 0, width: Math.max(50, (width - 90) / steps.length), overflow: 'break' },
          axisLine: { lineStyle: { color: ink } },
        },
        yAxis: { type: 'value', axisLabel: { color: ink, formatter: short } },
        series: [
          {
            type: 'bar',
            stack: 'flow',
            silent: true,
            itemStyle: { color: 'transparent' },
            data: steps.map(({ from }) => from),
          },
          {
            type: 'bar',
            stack: 'flow',
            barMaxWidth: 90,
            barMinHeight: 2,
            label,
            data: steps.map(({ key, fen }) => ({ value: fen, itemStyle: styles[key] })),
          },
        ],
      }
    },
    [steps, text, token],
  )
  const place = useChart({ option, paperWidth: a4Width })
  return <div ref={place} className="dues-chart" role="img" aria-label={name} />
}

type Item = { dataIndex: number }
