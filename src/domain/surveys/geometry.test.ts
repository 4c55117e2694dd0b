import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonArea, isWithin, type Point, type Ring, ringArea, selfCrossings, shapeArea } from './geometry.ts'

const at = (x: number, y: number): Point => ({ x, y })
const box = (x: number, y: number, width: number, height: number): Ring => [
  at(x, y),
  at(x + width, y),
  at(x + width, y + height),
  at(x, y + height),
]

/** A star-shaped ring about a centre: whole numbers, any shape, never crossing itself in more than rounding. */
const star = fc
  .tuple(
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -20, max: 20 }),
    fc.array(fc.integer({ min: 5, max: 40 }), { minLength: 3, maxLength: 12 }),
  )
  .map(([x, y, radii]) =>
    radii.map((radius, place) => {
      const angle = (2 * Math.PI * place) / radii.length
      return at(x + radius * Math.cos(angle), y + radius * Math.sin(angle))
    }),
  )

/** The slow way: count the middles of a fine grid's cells that lie within. Shares no code with sums over sides. */
function countedArea(within: (point: Point) => boolean, step = 0.5): number {
  let cells = 0
  for (let x = -65; x < 65; x += step)
    for (let y = -65; y < 65; y += step) if (within(at(x + step / 2, y + step / 2))) cells++
  return cells * step * step
}

/** Winding number: another way to tell inside from outside than the even-odd rule. */
function winds(ring: Ring, point: Point): boolean {
  let angle = 0
  for (const [place, from] of ring.entries()) {
    const to = ring[(place + 1) % ring.length] ?? from
    const [a, b] = [Math.atan2(from.y - point.y, from.x - point.x), Math.atan2(to.y - point.y, to.x - point.x)]
    let turn = b - a
    if (turn > Math.PI) turn -= 2 * Math.PI
    if (turn < -Math.PI) turn += 2 * Math.PI
    angle += turn
  }
  return Math.abs(angle) > Math.PI
}

const runs = { numRuns: 40 }
/** A cell counts whole or not at all: the error is at most the cells the outline passes through. */
const near = (area: number) => Math.max(30, area * 0.03)

describe('area', () => {
  test('of a ring is what a fine grid counts', () => {
    fc.assert(
      fc.property(star, (ring) => {
        const area = ringArea(ring)
        expect(Math.abs(area - countedArea((point) => winds(ring, point)))).toBeLessThan(near(area))
      }),
      runs,
    )
  })

  test('does not depend on where the ring begins, which way it goes and where it lies', () => {
    fc.assert(
      fc.property(star, fc.integer({ min: 0, max: 11 }), (ring, shift) => {
        const turned = [...ring.slice(shift % ring.length), ...ring.slice(0, shift % ring.length)].toReversed()
        const moved = turned.map(({ x, y }) => at(x + 37_500_000, y + 4_100_000))
        expect(ringArea(moved)).toBeCloseTo(ringArea(ring), 3)
      }),
    )
  })

  test('of a shape is its outer ring without its holes', () => {
    expect(shapeArea([box(0, 0, 10, 10), box(2, 2, 3, 3)])).toBe(91)
  })
})

describe('what two shapes have in common', () => {
  test('is what a fine grid counts', () => {
    fc.assert(
      fc.property(star, star, (one, other) => {
        const area = commonArea([one], [other])
        const counted = countedArea((point) => winds(one, point) && winds(other, point))
        expect(Math.abs(area - counted)).toBeLessThan(near(area))
      }),
      runs,
    )
  })

  test('is the same either way round, the whole with itself, and never more than either', () => {
    fc.assert(
      fc.property(star, star, (one, other) => {
        const area = commonArea([one], [other])
        expect(area).toBeCloseTo(commonArea([other], [one]), 6)
        expect(commonArea([one], [one])).toBeCloseTo(ringArea(one), 6)
        expect(area).toBeLessThanOrEqual(Math.min(ringArea(one), ringArea(other)) + 1e-6)
      }),
    )
  })

  test('is nothing where they only share a side, and leaves holes out', () => {
    expect(commonArea([box(0, 0, 10, 10)], [box(10, 0, 10, 10)])).toBe(0)
    expect(commonArea([box(0, 0, 10, 10), box(2, 2, 4, 4)], [box(2, 2, 4, 4)])).toBe(0)
    expect(commonArea([box(0, 0, 10, 10)], [box(5, 5, 10, 10)])).toBe(25)
  })
})

describe('a ring that crosses itself', () => {
  test('is told by its sides, as whole-number arithmetic has them', () => {
    const whole = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
      minLength: 4,
      maxLength: 8,
    })
    fc.assert(
      fc.property(whole, (points) => {
        const ring = points.map(([x, y]) => at(x, y))
        fc.pre(
          ring.every((point, place) => {
            const next = ring[(place + 1) % ring.length]
            return next !== undefined && (next.x !== point.x || next.y !== point.y)
          }),
        )
        expect(selfCrossings(ring).length > 0).toBe(crossesSlowly(points))
      }),
      { numRuns: 400 },
    )
  })

  test('a bow tie crosses in the middle, a box nowhere, a spike runs back over itself', () => {
    expect(selfCrossings([at(0, 0), at(10, 10), at(10, 0), at(0, 10)])).toEqual([[0, 2]])
    expect(selfCrossings(box(0, 0, 10, 10))).toEqual([])
    expect(selfCrossings([at(0, 0), at(10, 0), at(5, 0), at(5, 5)])).not.toEqual([])
  })
})

/** The slow way: two sides have a common point if some fraction solves both, in exact whole numbers. */
function crossesSlowly(points: readonly (readonly [number, number])[]): boolean {
  const n = points.length
  const side = (place: number) => [points[place % n] ?? [0, 0], points[(place + 1) % n] ?? [0, 0]] as const
  for (let one = 0; one < n; one++)
    for (let other = one + 1; other < n; other++) {
      const shared = commonPoints(side(one), side(other))
      const isNext = other === one + 1 || (one === 0 && other === n - 1)
      if (isNext ? shared === 'many' : shared !== 'none') return true
    }
  return false
}

type Spot = readonly [number, number]
function commonPoints([a, b]: readonly [Spot, Spot], [c, d]: readonly [Spot, Spot]): 'none' | 'one' | 'many' {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const denominator = rx * sy - ry * sx
  const [qx, qy] = [c[0] - a[0], c[1] - a[1]]
  if (denominator !== 0) {
    const [t, u] = [(qx * sy - qy * sx) * Math.sign(denominator), (qx * ry - qy * rx) * Math.sign(denominator)]
    const whole = Math.abs(denominator)
    return t >= 0 && t <= whole && u >= 0 && u <= whole ? 'one' : 'none'
  }
  if (qx * ry - qy * rx !== 0) return 'none'
  const length = rx * rx + ry * ry
  const [from, to] = [qx * rx + qy * ry, (qx + sx) * rx + (qy + sy) * ry].toSorted((x, y) => x - y) as [number, number]
  const [low, high] = [Math.max(0, from), Math.min(length, to)]
  return low > high ? 'none' : low === high ? 'one' : 'many'
}

test('inside and outside agree with the winding number away from the line', () => {
  fc.assert(
    fc.property(star, fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }), (ring, x, y) => {
      const point = at(x + 0.123, y + 0.457)
      expect(isWithin([ring], point)).toBe(winds(ring, point))
    }),
  )
})
