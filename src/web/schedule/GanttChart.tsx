import { theme } from 'antd'
import { CustomChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { useCallback, useContext, useMemo } from 'react'
import type { EstateSchedule, Slip } from '#contract/schedule.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import { useChart } from '../platform/use-chart.ts'
import { barSeries, type GanttLine, ganttOption } from './gantt-option.ts'
import { ganttRows } from './gantt-room.ts'
import { type GanttBar, ganttOf } from './gantt-rows.ts'
import { scheduleWords } from './messages.ts'

use([CustomChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer, SVGRenderer])

type GanttChartProps = {
  schedule: Pick<EstateSchedule, 'today' | 'targets' | 'activities' | 'name'>
  moved: Slip['moved']
  onChoose: (activity: string) => void
}

/** The steps of an estate in time, the critical chain by shape as well as by ink, on one canvas. */
export function GanttChart({ schedule, moved, onChoose }: GanttChartProps) {
  const text = useText(scheduleWords)
  const { language } = useContext(LanguageContext)
  const { token } = theme.useToken()
  const { today, targets, activities } = schedule
  const gantt = useMemo(
    () => ganttOf(activities, moved, { today, targets: [targets.firstOn, targets.transferOn] }),
    [activities, moved, today, targets],
  )
  const option = useCallback(
    ({ width, isPrinting }: { width: number; isPrinting: boolean }) => {
      const isEnglish = language === 'en'
      const titleOf = ({ activity: { title, titleEn } }: GanttBar) => (isEnglish ? (titleEn ?? title) : title)
      const about = (bar: GanttBar) => text.about(titleOf(bar), bar.activity)
      return ganttOption(
        gantt,
        linesOf(today, targets, text),
        { titleOf, about },
        {
          width,
          inks: isPrinting
            ? { strong: '#000', text: '#000', quiet: '#666', faint: '#eee', paper: '#fff', late: '#000' }
            : {
                strong: token.colorPrimary,
                text: token.colorText,
                quiet: token.colorTextTertiary,
                faint: token.colorFillSecondary,
                paper: token.colorBgContainer,
                late: token.colorError,
              },
        },
      )
    },
    [gantt, today, targets, text, language, token],
  )
  const place = useChart({
    option,
    onChoose: ({ seriesIndex, dataIndex }) => {
      const bar = gantt.bars[dataIndex]
      if (seriesIndex === barSeries && bar) onChoose(bar.activity.id)
    },
  })
  return (
    <div
      ref={place}
      className="gantt"
      style={ganttRows(gantt.bars.length)}
      role="img"
      aria-label={text.ganttOf(schedule.name)}
    />
  )
}

function linesOf(today: string, targets: EstateSchedule['targets'], text: (typeof scheduleWords)['zh']): GanttLine[] {
  const target = (day: string | null, name: string) => (day === null ? [] : [{ day, name, isTarget: true }])
  return [
    { day: today, name: text.todayLine, isTarget: false },
    ...target(targets.firstOn, text.registrations.first),
    ...target(targets.transferOn, text.registrations.transfer),
  ]
}
