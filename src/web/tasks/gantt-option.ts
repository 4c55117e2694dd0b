import type { EChartsCoreOption } from 'echarts/core'
import type { ScheduledEstate } from '#contract/schedule.ts'
import { dayNumber } from '#domain/shared/days.ts'
import type { GanttRow, Span } from './gantt-rows.ts'

/** Height of a row in the chart and in the table beside it, in pixels. */
export const rowHeight = 28

export type GanttLook = {
  span: Span
  off: readonly Span[]
  today: string
  links: readonly { from: number; to: number }[]
  /** What stands beside a bar when the pointer rests on it, as text. */
  say: (row: GanttRow) => string
}

/** Dark enough to be told apart on paper without colour: the critical chain also has its outline and hatching. */
const inks = { plain: '#4f86bd', critical: '#b3261e', done: '#9aa3ad', early: '#c5d9ee', line: '#111', off: '#8883' }

type Point = [number, number]
type Shape = { type: string; shape: Record<string, unknown>; style: Record<string, unknown>; z2?: number }
type DrawApi = { value: (dimension: number) => number; coord: (point: Point) => Point }

/** The bars of the rows from their latest start to their latest finish, with the earliest in a lighter ink. */
export function ganttOption(rows: readonly GanttRow[], look: GanttLook): EChartsCoreOption {
  const { span } = look
  const axis = { type: 'value', show: false } as const
  return {
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { ...axis, min: span.from, max: span.until },
    yAxis: { ...axis, min: 0, max: rows.length, inverse: true },
    tooltip: { renderMode: 'richText', confine: true, textStyle: { fontSize: 13, lineHeight: 19 } },
    series: [
      backdrop(rows, look),
      {
        type: 'custom',
        id: 'bars',
        cursor: 'pointer',
        data: rows.map((row, index) => [index, ...ends(row)]),
        encode: { x: [1, 2, 3, 4], y: 0 },
        tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => sayOf(rows[dataIndex], look) },
        renderItem: (_: unknown, api: DrawApi) => barOf(rows[api.value(0)], api),
      },
      {
        type: 'custom',
        id: 'links',
        silent: true,
        data: look.links.map(({ from, to }) => [from, to]),
        renderItem: (_: unknown, api: DrawApi) => linkOf(rows, api),
      },
    ],
  }
}

const sayOf = (row: GanttRow | undefined, { say }: GanttLook) => (row ? say(row) : '')

type Ends = [earliestStart: number, earliestFinish: number, latestStart: number, latestFinish: number]

/** Days by their numbers; a bar takes its last day whole. */
function ends(row: GanttRow): Ends {
  const steps = row.kind === 'step' ? [row.step] : row.estate.steps
  const first = (days: string[]) => Math.min(...days.map(dayNumber))
  const last = (days: string[]) => Math.max(...days.map(dayNumber)) + 1
  if (steps.length === 0) return [0, 0, 0, 0]
  return [
    first(steps.map(({ earliestStart }) => earliestStart)),
    last(steps.map(({ earliestFinish }) => earliestFinish)),
    first(steps.map(({ latestStart }) => latestStart)),
    last(steps.map(({ latestFinish }) => latestFinish)),
  ]
}

/** Days off shaded, a line between estates, today and the targets of the estates. */
function backdrop(rows: readonly GanttRow[], { span, off, today }: GanttLook) {
  const now = dayNumber(today)
  const shades = off.map((run) => [run.from, run.until, 0, 0, 0])
  const bands = rows.flatMap(({ kind }, index) =>
    kind === 'estate' ? [[span.from, span.until, index, index + 1, 1]] : [],
  )
  const targets = rows.flatMap(({ kind, estate }, index) =>
    kind === 'estate' && estate.targetOn ? [[dayNumber(estate.targetOn) + 1, 0, index, endOf(rows, index), 2]] : [],
  )
  return {
    type: 'custom',
    id: 'backdrop',
    silent: true,
    z: 0,
    data: [...bands, ...shades, ...targets, [now, 0, 0, rows.length, 3]],
    renderItem: (_: unknown, api: DrawApi) => backdropOf(rows.length, api),
  }
}

function endOf(rows: readonly GanttRow[], start: number): number {
  const next = rows.findIndex(({ kind }, index) => index > start && kind === 'estate')
  return next === -1 ? rows.length : next
}

function backdropOf(height: number, api: DrawApi): Shape {
  const [left, top] = api.coord([api.value(0), api.value(2)])
  const kind = api.value(4)
  if (kind >= 2) {
    const [, bottom] = api.coord([api.value(0), api.value(3)])
    return kind === 2
      ? line(left, top, left, bottom, { stroke: inks.critical, lineWidth: 2, lineDash: [6, 3] })
      : line(left, top, left, bottom, { stroke: '#0b5cad', lineWidth: 2 })
  }
  const [right, bottom] = api.coord([api.value(1), kind === 1 ? api.value(3) : height])
  const style = { fill: kind === 1 ? '#8881' : inks.off }
  return rect(left, top, right - left, bottom - top, style)
}

const rect = (x: number, y: number, width: number, height: number, style: Record<string, unknown>): Shape => ({
  type: 'rect',
  shape: { x, y, width, height },
  style,
})

const line = (x1: number, y1: number, x2: number, y2: number, style: Record<string, unknown>): Shape => ({
  type: 'line',
  shape: { x1, y1, x2, y2 },
  style,
})

function barOf(row: GanttRow | undefined, api: DrawApi) {
  const at = (dimension: number) => api.coord([api.value(dimension), api.value(0)])
  const [[earlyStart, top], [earlyEnd], [lateStart], [lateEnd]] = [at(1), at(2), at(3), at(4)]
  if (!row || (row.kind === 'estate' && row.estate.steps.length === 0)) return { type: 'group', children: [] }
  if (row.kind === 'estate') return { type: 'group', children: summary(row.estate, earlyStart, lateEnd, top) }
  const { isCritical, isDone } = row.step
  const width = Math.max(lateEnd - lateStart, 3)
  const style = {
    fill: isDone ? inks.done : isCritical ? inks.critical : inks.plain,
    stroke: isCritical ? inks.line : 'none',
    lineWidth: isCritical ? 2 : 0,
  }
  return {
    type: 'group',
    children: [
      rect(earlyStart, top + 4, Math.max(earlyEnd - earlyStart, 3), 7, { fill: inks.early, stroke: inks.plain }),
      ...(isDone ? [] : whisker(earlyEnd, lateEnd, top + 7.5)),
      rect(lateStart, top + 12, width, 11, style),
      ...(isCritical ? [hatching(lateStart, top + 12, width, 11)] : []),
    ],
  }
}

/** An estate's own bar: a bracket over all its steps. */
function summary({ isFeasible }: ScheduledEstate, left: number, right: number, top: number): Shape[] {
  const ink = isFeasible ? inks.plain : inks.critical
  const style = { fill: ink }
  return [
    rect(left, top + 10, right - left, 5, style),
    rect(left, top + 10, 3, 10, style),
    rect(right - 3, top + 10, 3, 10, style),
  ]
}

/** From the earliest finish to the latest: the time a step may slip. */
function whisker(from: number, to: number, y: number): Shape[] {
  if (to - from < 2) return []
  const style = { stroke: '#667', lineWidth: 1 }
  return [line(from, y, to, y, style), line(to, y - 4, to, y + 4, style)]
}

/** Slanting white lines in one path, so that a bar stays dark on paper and can be told from a plain one. */
function hatching(x: number, y: number, width: number, height: number): Shape {
  const lines: string[] = []
  for (let start = x + 4; start < x + width - height / 2; start += 7)
    lines.push(`M${start} ${y + height - 1}L${start + height / 2} ${y + 1}`)
  return { type: 'path', shape: { pathData: lines.join('') || `M${x} ${y}` }, style: { stroke: '#fff', fill: 'none' } }
}

/** From the finish of what is needed, down or up, to the start of what waits for it. */
function linkOf(rows: readonly GanttRow[], api: DrawApi) {
  const [from, to] = [api.value(0), api.value(1)]
  const [before, after] = [rows[from], rows[to]]
  if (before?.kind !== 'step' || after?.kind !== 'step') return { type: 'group', children: [] }
  const [x1, y1] = api.coord([dayNumber(before.step.latestFinish) + 1, from + 0.62])
  const [x2, y2] = api.coord([dayNumber(after.step.latestStart), to + 0.62])
  const points: Point[] =
    x2 < x1 + 12
      ? [
          [x1, y1],
          [x1 + 6, y1],
          [x1 + 6, y2 - 11],
          [x2 - 10, y2 - 11],
          [x2 - 10, y2],
          [x2, y2],
        ]
      : [
          [x1, y1],
          [x1 + 6, y1],
          [x1 + 6, y2],
          [x2, y2],
        ]
  const isChain = before.step.isCritical && after.step.isCritical
  const style = { stroke: isChain ? inks.critical : '#556', lineWidth: isChain ? 2 : 1.2, fill: 'none' }
  return {
    type: 'group',
    children: [
      { type: 'polyline', shape: { points }, style },
      {
        type: 'polygon',
        shape: {
          points: [
            [x2, y2],
            [x2 - 6, y2 - 3.5],
            [x2 - 6, y2 + 3.5],
          ],
        },
        style: { fill: style.stroke },
      },
    ],
  }
}
