import type { EChartsCoreOption } from 'echarts/core'
import type { CustomSeriesRenderItem } from 'echarts/types/dist/echarts'
import type { Gantt, GanttBar } from './gantt-rows.ts'
import { arrowShape, barShape, dayMs, type Inks, weekendShape } from './gantt-shapes.ts'

export type GanttLine = { day: string; name: string; isTarget: boolean }
export type GanttWords = { titleOf: (bar: GanttBar) => string; about: (bar: GanttBar) => string }

/** The series a click is told by. */
export const barSeries = 2

const narrow = 700

/** Room above the bars for the days and the names of the lines. */
const headHeight = 62
const nameHeight = 14

/** The whole chart for a place this wide: titles beside the bars, on a phone above them. */
export function ganttOption(
  gantt: Gantt,
  lines: readonly GanttLine[],
  words: GanttWords,
  { inks, width }: { inks: Inks; width: number },
): EChartsCoreOption {
  const isNarrow = width < narrow
  return {
    animation: false,
    backgroundColor: 'transparent',
    useUTC: true,
    grid: {
      left: isNarrow ? 8 : Math.min(320, width * 0.24),
      right: 24,
      top: isNarrow ? headHeight + 2 * nameHeight : headHeight,
      bottom: 12,
    },
    tooltip: {
      renderMode: 'richText', // titles are typed by people: drawn as letters, never read as markup
      confine: true,
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const bar = gantt.bars[dataIndex]
        return bar ? words.about(bar) : ''
      },
    },
    xAxis: {
      type: 'time',
      position: 'top',
      min: gantt.from * dayMs,
      max: gantt.until * dayMs,
      minInterval: dayMs,
      splitNumber: Math.max(2, Math.floor(width / 140)),
      axisLabel: {
        color: inks.text,
        hideOverlap: true,
        margin: isNarrow ? 24 + 2 * nameHeight : 24,
        formatter: { year: '{yyyy}', month: '{yyyy}-{MM}', day: '{MM}-{dd}', hour: '', minute: '' },
      },
      axisLine: { lineStyle: { color: inks.quiet } },
      splitLine: { show: true, lineStyle: { color: inks.faint } },
    },
    yAxis: titlesAxis(gantt, words, inks, isNarrow ? null : Math.min(310, width * 0.24) - 16),
    series: [
      shapes(
        gantt.weekends.length,
        (index, api, area) => {
          const weekend = gantt.weekends[index]
          return weekend && weekendShape(weekend, area, api, inks)
        },
        { silent: true, tooltip: { show: false }, z: 1 },
      ),
      shapes(
        gantt.arrows.length,
        (index, api) => {
          const arrow = gantt.arrows[index]
          return arrow && arrowShape(arrow, api, inks)
        },
        { silent: true, tooltip: { show: false }, z: 4 },
      ),
      shapes(
        gantt.bars.length,
        (index, api) => {
          const bar = gantt.bars[index]
          return bar && barShape(bar, api, inks)
        },
        { z: 3, cursor: 'pointer', markLine: marksOf(lines, inks, isNarrow) },
      ),
    ],
  }
}

type Draw = (
  index: number,
  api: Parameters<CustomSeriesRenderItem>[1],
  area: { y: number; height: number },
) => ReturnType<CustomSeriesRenderItem> | undefined

/** A series whose every item is drawn by its place in a list. */
const shapes = (length: number, draw: Draw, more: Record<string, unknown>) => ({
  type: 'custom',
  clip: true,
  renderItem: ((params, api) =>
    draw(params.dataIndex, api, areaOf(params.coordSys)) ?? null) satisfies CustomSeriesRenderItem,
  encode: { x: 0, y: 1 },
  data: Array.from({ length }, () => [0, 0]),
  ...more,
})

/** Where the bars are drawn, from top to bottom. */
function areaOf(grid: { type: string; y?: unknown; height?: unknown }): { y: number; height: number } {
  return { y: Number(grid.y), height: Number(grid.height) }
}

function titlesAxis(gantt: Gantt, words: GanttWords, inks: Inks, beside: number | null) {
  return {
    type: 'category',
    inverse: true,
    data: gantt.bars.map((bar) => words.titleOf(bar)),
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: {
      color: inks.text,
      interval: 0,
      fontSize: 13,
      ...(beside === null
        ? { inside: true, margin: 0, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 10, 0], fontSize: 12 }
        : { width: beside, overflow: 'truncate' }),
    },
    z: 5,
  }
}

/** Today is a full line, a target one of long dashes; each says what it is, on a phone one above the other. */
function marksOf(lines: readonly GanttLine[], inks: Inks, isNarrow: boolean) {
  return {
    symbol: 'none',
    silent: true,
    data: lines.map(({ day, name, isTarget }, place) => ({
      xAxis: Date.parse(day) + dayMs,
      lineStyle: { color: isTarget ? inks.late : inks.strong, width: 2, type: isTarget ? [8, 4] : 'solid' },
      label: {
        formatter: name,
        position: 'start',
        color: inks.text,
        distance: isNarrow ? place * nameHeight : 0,
        fontSize: 12,
      },
    })),
  }
}
