import { CustomChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import { Chart } from '../platform/Chart.tsx'
import { useText } from '../platform/text.ts'
import { type GanttLook, ganttOption, rowHeight } from './gantt-option.ts'
import type { GanttRow } from './gantt-rows.ts'
import { scheduleWords } from './schedule-messages.ts'

use([CustomChart, GridComponent, TooltipComponent, SVGRenderer])

type GanttChartProps = { rows: readonly GanttRow[]; look: GanttLook; onChoose?: (row: GanttRow) => void }

/** The bars, one row high each, without words: those stand in the table beside them. */
export function GanttChart({ rows, look, onChoose }: GanttChartProps) {
  const text = useText(scheduleWords)
  const option = useMemo(() => ganttOption(rows, look), [rows, look])
  const choose = ({ index }: { index: number }) => {
    const row = rows[index]
    if (row) onChoose?.(row)
  }
  return <Chart option={option} height={rows.length * rowHeight} label={text.gantt} onChoose={choose} />
}
