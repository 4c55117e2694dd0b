import { boundsOf, distance, type Point } from '#domain/surveys/geometry.ts'
import { planePoint, planeRing } from '#domain/surveys/plane.ts'
import type { Boundary, Survey } from '#domain/surveys/survey.ts'

/** Width of the drawing in its own units; its height follows from the land. */
const drawingWidth = 1000
/** White around the land, so that numbers and lengths have room. */
const margin = 70

export type DrawnPoint = { no: string; at: Point; label: Point; plane: Point; nextM: number }
type DrawnSide = { from: Point; to: Point; middle: Point; angle: number; metres: number; isNamed: boolean }
type Drawn = { path: string; parcel: string | null; building: string | null; middle: Point }

export type PlanDrawing = {
  width: number
  height: number
  measured: readonly Drawn[]
  approved: readonly Drawn[]
  outlines: readonly Drawn[]
  points: readonly DrawnPoint[]
  sides: readonly DrawnSide[]
  bar: { metres: number; length: number }
}

/** A side shorter than this on paper has no room for its length; the table of points tells it. */
const shortestNamed = 46

/** Lays a survey out as a drawing, north up; null where it has nothing to draw. */
export function drawPlan(survey: Survey): PlanDrawing | null {
  const rings = survey.boundaries.map((boundary) => ({ boundary, ring: planeRing(boundary, survey.meridian) }))
  const all = rings.flatMap(({ ring }) => ring)
  if (all.length < 3) return null
  const { west, south, east, north } = boundsOf(all)
  const scale = (drawingWidth - 2 * margin) / Math.max(east - west, (north - south) * 0.9, 1)
  const across = ((drawingWidth - 2 * margin) / scale - (east - west)) / 2
  const place = ({ x, y }: Point): Point => ({
    x: margin + (x - west + across) * scale,
    y: margin + (north - y) * scale,
  })
  const drawn = (kind: Boundary['kind']): Drawn[] =>
    [
      ...Map.groupBy(
        rings,
        ({ boundary }) => `${boundary.kind} ${boundary.building ?? ''} ${boundary.parcel ?? ''}`,
      ).values(),
    ]
      .filter(([first]) => first?.boundary.kind === kind)
      .map((own) => ({
        path: own.map(({ ring }) => pathOf(ring.map(place))).join(' '),
        parcel: own[0]?.boundary.parcel ?? null,
        building: own[0]?.boundary.building ?? null,
        middle: middleOf((own[0]?.ring ?? []).map(place)),
      }))
  const lines = rings.filter(({ boundary }) => boundary.kind === 'measured')
  return {
    width: drawingWidth,
    height: (north - south) * scale + 2 * margin,
    measured: drawn('measured'),
    approved: drawn('approved'),
    outlines: drawn('outline'),
    points: lines.flatMap(({ boundary, ring }) => pointsOf(survey, boundary, ring, place)),
    sides: lines.flatMap(({ ring }) => sidesOf(ring, place)),
    bar: barOf(scale),
  }
}

const pathOf = (points: readonly Point[]) =>
  `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`

const middleOf = (points: readonly Point[]): Point => {
  const { west, south, east, north } = boundsOf(points)
  return { x: (west + east) / 2, y: (south + north) / 2 }
}

function pointsOf(
  survey: Survey,
  boundary: Boundary,
  ring: readonly Point[],
  place: (point: Point) => Point,
): DrawnPoint[] {
  const drawn = ring.map(place)
  return boundary.points.slice(0, ring.length).map((point, number) => {
    const plane = planePoint(boundary, point, survey.meridian)
    const at = place(plane)
    const [before, after] = [drawn.at(number - 1) ?? at, drawn[(number + 1) % drawn.length] ?? at]
    const next = ring[(number + 1) % ring.length] ?? plane
    return { no: point.no, at, label: besides(at, before, after), plane, nextM: distance(plane, next) }
  })
}

/** Where a point's number stands: on the wide side of its corner, away from both lines. */
function besides(at: Point, before: Point, after: Point): Point {
  const [a, b] = [before, after].map((other) => {
    const length = distance(at, other) || 1
    return { x: (at.x - other.x) / length, y: (at.y - other.y) / length }
  })
  const sum = { x: (a?.x ?? 0) + (b?.x ?? 0), y: (a?.y ?? 0) + (b?.y ?? 0) }
  const length = Math.hypot(sum.x, sum.y)
  // on a straight line there is no corner: at a right angle to it
  const way = length < 0.1 ? { x: -(a?.y ?? 0), y: a?.x ?? 1 } : { x: sum.x / length, y: sum.y / length }
  return { x: at.x + way.x * 20, y: at.y + way.y * 20 + 4 }
}

function sidesOf(ring: readonly Point[], place: (point: Point) => Point): DrawnSide[] {
  return ring.map((plane, number) => {
    const next = ring[(number + 1) % ring.length] ?? plane
    const [from, to] = [place(plane), place(next)]
    const slope = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
    return {
      from,
      to,
      middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
      angle: slope > 90 ? slope - 180 : slope <= -90 ? slope + 180 : slope,
      metres: distance(plane, next),
      isNamed: Math.hypot(to.x - from.x, to.y - from.y) >= shortestNamed,
    }
  })
}

/** A scale bar of 1, 2 or 5 times a power of ten, about a fifth of the drawing long. */
function barOf(scale: number): PlanDrawing['bar'] {
  const wanted = drawingWidth / 5 / scale
  const power = 10 ** Math.floor(Math.log10(wanted))
  const metres = [5, 2, 1].map((times) => times * power).find((length) => length <= wanted) ?? power
  return { metres, length: metres * scale }
}
