import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemReturn } from 'echarts/types/dist/echarts'
import type { BarKind, Gantt, GanttBar, Stretch } from './gantt-rows.ts'

/** Inks of a chart: those of the theme on a screen, black on paper. */
export type Inks = { strong: string; text: string; quiet: string; faint: string; paper: string; late: string }

type Shape = NonNullable<CustomSeriesRenderItemReturn>
type Api = CustomSeriesRenderItemAPI
type Point = [number, number]

export const dayMs = 86_400_000
const half: Record<BarKind, number> = { critical: 9, plain: 6, beside: 6, done: 3 }

const at = (api: Api, day: number, row: number): Point => api.coord([day * dayMs, row]) as Point // two numbers for two axes

const group = (children: Shape[]): Shape => ({ type: 'group', children }) as Shape // a group is one of the shapes

/** A bar with its slack behind it, the mark of the day it misses, and where it slips to. */
export function barShape(bar: GanttBar, api: Api, inks: Inks): Shape {
  const [from, y] = at(api, bar.bar.from, bar.row)
  const until = at(api, bar.bar.until, bar.row)[0]
  return group([
    ...(bar.slack ? slackShapes(bar.slack, bar.row, api, inks) : []),
    bodyShape(bar.kind, { from, until }, y, inks),
    ...(bar.lateFrom === null ? [] : [lateShape(at(api, bar.lateFrom, bar.row), inks)]),
    ...(bar.moved ? [movedShape(bar.moved, bar.row, api, inks)] : []),
  ])
}

/** Critical: filled, high, with a point. Plain: an open box. Beside the owners' way: dashed. Done: a low grey band. */
function bodyShape(kind: BarKind, { from, until }: Stretch, y: number, inks: Inks): Shape {
  const [h, end] = [half[kind], Math.max(until, from + 4)]
  if (kind === 'critical') {
    const neck = Math.max(from, end - 6)
    const points: Point[] = [
      [from, y - h],
      [neck, y - h],
      [end, y],
      [neck, y + h],
      [from, y + h],
    ]
    return { type: 'polygon', shape: { points }, style: { fill: inks.strong, stroke: inks.strong, lineWidth: 1 } }
  }
  const shape = { x: from, y: y - h, width: end - from, height: 2 * h }
  if (kind === 'done') return { type: 'rect', shape, style: { fill: inks.quiet } }
  return {
    type: 'rect',
    shape,
    style: {
      fill: inks.paper,
      stroke: inks.strong,
      lineWidth: 1.5,
      ...(kind === 'beside' && { lineDash: [4, 3], stroke: inks.quiet }),
    },
  }
}

function slackShapes(slack: Stretch, row: number, api: Api, inks: Inks): Shape[] {
  const [x1, y] = at(api, slack.from, row)
  const x2 = at(api, slack.until, row)[0]
  return [line([x1, y], [x2, y], inks.quiet), line([x2, y - 4], [x2, y + 4], inks.quiet)]
}

/** A triangle that points at the day by which it had to be over. */
function lateShape([x, y]: Point, inks: Inks): Shape {
  const points: Point[] = [
    [x - 5, y - 17],
    [x + 5, y - 17],
    [x, y - 9],
  ]
  return { type: 'polygon', shape: { points }, style: { fill: inks.late, stroke: inks.paper, lineWidth: 1 } }
}

function movedShape(moved: Stretch, row: number, api: Api, inks: Inks): Shape {
  const [x, y] = at(api, moved.from, row)
  const width = Math.max(4, at(api, moved.until, row)[0] - x)
  return {
    type: 'rect',
    shape: { x, y: y + 3, width, height: 8 },
    style: { fill: 'none', stroke: inks.late, lineWidth: 2, lineDash: [2, 2] },
  }
}

/** From the end of what comes first, down or up beside it, into what waits. */
export function arrowShape(arrow: Gantt['arrows'][number], api: Api, inks: Inks): Shape {
  const [x1, y1] = at(api, arrow.from, arrow.fromRow)
  const [x2, y2] = at(api, arrow.to, arrow.toRow)
  const down = y2 > y1 ? 1 : -1
  const tip = y2 - down * (half.critical + 1)
  const turn = Math.max(x2, x1) + 3
  const ink = arrow.isCritical ? inks.strong : inks.quiet
  const points: Point[] = [
    [x1, y1],
    [turn, y1],
    [turn, tip],
  ]
  const head: Point[] = [
    [turn - 3, tip - down * 5],
    [turn + 3, tip - down * 5],
    [turn, tip],
  ]
  return group([
    {
      type: 'polyline',
      shape: { points },
      style: { fill: 'none', stroke: ink, lineWidth: arrow.isCritical ? 2 : 1 },
    } as Shape, // a polyline is one of the shapes
    { type: 'polygon', shape: { points: head }, style: { fill: ink } } as Shape, // so is a polygon
  ])
}

/** A band over the whole height; left out where it would be thinner than a line. */
export function weekendShape(
  weekend: Stretch,
  area: { y: number; height: number },
  api: Api,
  inks: Inks,
): Shape | null {
  const x = at(api, weekend.from, 0)[0]
  const width = at(api, weekend.until, 0)[0] - x
  if (width < 1.5) return null
  return { type: 'rect', shape: { x, width, ...area }, style: { fill: inks.faint }, silent: true }
}

function line([x1, y1]: Point, [x2, y2]: Point, stroke: string): Shape {
  return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 1.5 } }
}
