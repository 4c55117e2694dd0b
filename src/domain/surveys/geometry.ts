/** A point of the plane in metres: `x` to the east, `y` to the north. */
export type Point = { x: number; y: number }

/** A closed ring; the line from its last point to its first is part of it. */
export type Ring = readonly Point[]

/** An area by its rings, the outer one and its holes, by the even-odd rule. */
export type Shape = readonly Ring[]

type Side = { from: Point; to: Point }

const sidesOf = (ring: Ring): Side[] =>
  ring.flatMap((from, at) => {
    const to = ring[(at + 1) % ring.length]
    return to ? [{ from, to }] : []
  })

/** Distance of two points in metres. */
export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Area of one ring in ㎡, whichever way round it goes. Taken about its first point: plane coordinates are large numbers. */
export function ringArea(ring: Ring): number {
  const [origin] = ring
  if (!origin) return 0
  const twice = sidesOf(ring).reduce(
    (sum, { from, to }) => sum + (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y),
    0,
  )
  return Math.abs(twice) / 2
}

/** Twice the signed area of a triangle: positive where c lies left of a → b. */
const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

const isBetween = (a: number, b: number, value: number) => Math.min(a, b) <= value && value <= Math.max(a, b)

/** Whether a point that lies in the line of a side also lies on the side. */
const isOn = ({ from, to }: Side, point: Point) => isBetween(from.x, to.x, point.x) && isBetween(from.y, to.y, point.y)

/** Whether two sides meet anywhere, ends included. */
function sidesMeet(one: Side, other: Side): boolean {
  const [a, b] = [turn(one.from, one.to, other.from), turn(one.from, one.to, other.to)]
  const [c, d] = [turn(other.from, other.to, one.from), turn(other.from, other.to, one.to)]
  if (a !== 0 && b !== 0 && c !== 0 && d !== 0) return a > 0 !== b > 0 && c > 0 !== d > 0
  return (
    (a === 0 && isOn(one, other.from)) ||
    (b === 0 && isOn(one, other.to)) ||
    (c === 0 && isOn(other, one.from)) ||
    (d === 0 && isOn(other, one.to))
  )
}

/**
 * Where a ring crosses or touches itself: the numbers of the two sides, from 0, where side n goes from point n to the
 * next. Neighbours may meet only in the point they share.
 */
export function selfCrossings(ring: Ring): [number, number][] {
  const sides = sidesOf(ring)
  return sides.flatMap((side, at) =>
    sides.slice(at + 1).flatMap((other, after): [number, number][] => {
      const next = at + 1 + after
      const isLastToFirst = at === 0 && next === sides.length - 1
      const meets =
        after === 0 ? foldsBack(side, other) : isLastToFirst ? foldsBack(other, side) : sidesMeet(side, other)
      return meets ? [[at, next]] : []
    }),
  )
}

/** Whether a side runs back over the one before it. */
function foldsBack(before: Side, after: Side): boolean {
  if (turn(before.from, before.to, after.to) !== 0) return false
  const back =
    (before.from.x - before.to.x) * (after.to.x - after.from.x) +
    (before.from.y - before.to.y) * (after.to.y - after.from.y)
  return back > 0
}

/** Whether a point lies within a shape, by the even-odd rule. */
export function isWithin(shape: Shape, { x, y }: Point): boolean {
  let isInside = false
  for (const ring of shape) {
    for (const { from, to } of sidesOf(ring)) {
      if (from.y > y === to.y > y) continue
      if (x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) isInside = !isInside
    }
  }
  return isInside
}

/**
 * Area in ㎡ that two shapes have in common. The plane is cut at every height where a point stands or two sides cross;
 * between two cuts no sides cross, so that each shape is a row of trapezoids there.
 */
export function commonArea(one: Shape, other: Shape): number {
  if (!boundsMeet(one, other)) return 0
  const sides = [one, other].map((shape) => shape.flatMap(sidesOf).filter(({ from, to }) => from.y !== to.y))
  const heights = cuts(sides.flat())
  let area = 0
  for (const [at, low] of heights.slice(0, -1).entries()) {
    const high = heights[at + 1] ?? low
    const [mine = [], theirs = []] = sides.map((all) => spansAt(all, (low + high) / 2))
    area += overlapOf(mine, theirs) * (high - low)
  }
  return area
}

/** Heights of all points of these sides, and of all crossings among them. */
function cuts(sides: readonly Side[]): number[] {
  const heights = new Set(sides.flatMap(({ from, to }) => [from.y, to.y]))
  for (const [at, side] of sides.entries()) {
    for (const other of sides.slice(at + 1)) {
      const height = crossingHeight(side, other)
      if (height !== null) heights.add(height)
    }
  }
  return [...heights].toSorted((a, b) => a - b)
}

function crossingHeight(one: Side, other: Side): number | null {
  const [dx, dy] = [one.to.x - one.from.x, one.to.y - one.from.y]
  const [ex, ey] = [other.to.x - other.from.x, other.to.y - other.from.y]
  const across = dx * ey - dy * ex
  if (across === 0) return null
  const along = ((other.from.x - one.from.x) * ey - (other.from.y - one.from.y) * ex) / across
  const beside = ((other.from.x - one.from.x) * dy - (other.from.y - one.from.y) * dx) / across
  return along > 0 && along < 1 && beside > 0 && beside < 1 ? one.from.y + along * dy : null
}

type Span = readonly [from: number, to: number]

/** The stretches of a horizontal line that lie within a shape; half-way between two cuts they stand for the whole slab. */
function spansAt(sides: readonly Side[], y: number): Span[] {
  const at = sides
    .filter(({ from, to }) => from.y > y !== to.y > y)
    .map(({ from, to }) => from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x))
    .toSorted((a, b) => a - b)
  return at.flatMap((from, place): Span[] => {
    const to = at[place + 1]
    return place % 2 === 0 && to !== undefined ? [[from, to]] : []
  })
}

const overlapOf = (mine: readonly Span[], theirs: readonly Span[]): number =>
  mine.reduce(
    (sum, [from, to]) =>
      sum + theirs.reduce((part, [a, b]) => part + Math.max(0, Math.min(to, b) - Math.max(from, a)), 0),
    0,
  )

/** The smallest upright rectangle around some points. */
export function boundsOf(points: readonly Point[]): { west: number; south: number; east: number; north: number } {
  return points.reduce(
    ({ west, south, east, north }, { x, y }) => ({
      west: Math.min(west, x),
      south: Math.min(south, y),
      east: Math.max(east, x),
      north: Math.max(north, y),
    }),
    {
      west: Number.POSITIVE_INFINITY,
      south: Number.POSITIVE_INFINITY,
      east: Number.NEGATIVE_INFINITY,
      north: Number.NEGATIVE_INFINITY,
    },
  )
}

function boundsMeet(one: Shape, other: Shape): boolean {
  const [a, b] = [boundsOf(one.flat()), boundsOf(other.flat())]
  return a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north
}

/** Area of a shape: its outer ring without its holes. */
export function shapeArea([outer = [], ...holes]: Shape): number {
  return ringArea(outer) - holes.reduce((sum, hole) => sum + ringArea(hole), 0)
}
