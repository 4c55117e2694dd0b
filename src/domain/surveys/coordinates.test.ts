import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInRange, meridianOf, toDegrees, toPlane, withoutBelt } from './coordinates.ts'
import { distance } from './geometry.ts'

/** Length of the meridian from the equator, by adding up small steps: shares nothing with the series. */
function meridianLength(latitude: number): number {
  const [a, f] = [6_378_137, 1 / 298.257222101]
  const e2 = f * (2 - f)
  const steps = 200_000
  const step = (latitude * Math.PI) / 180 / steps
  let sum = 0
  for (let at = 0; at < steps; at++) sum += (a * (1 - e2)) / (1 - e2 * Math.sin((at + 0.5) * step) ** 2) ** 1.5
  return sum * step
}

test.each([0, 10, 37.27, 45, 53])(
  'on the central meridian at %d° the northing is the length of the meridian',
  (latitude) => {
    const { x, y } = toPlane({ latitude, longitude: 111 }, 111)
    expect(x).toBeCloseTo(500_000, 6)
    expect(y).toBeCloseTo(meridianLength(latitude), 2)
  },
)

test('there and back is the same place to a millionth of a metre', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 18, max: 54, noNaN: true }),
      fc.double({ min: -1.6, max: 1.6, noNaN: true }),
      (latitude, off) => {
        const place = { latitude, longitude: 111 + off }
        const plane = toPlane(place, 111)
        const again = toPlane(toDegrees(plane, 111), 111)
        expect(distance(plane, again)).toBeLessThan(1e-6)
        expect(toDegrees(plane, 111).latitude).toBeCloseTo(latitude, 10)
      },
    ),
  )
})

test('small distances are true in the plane: the scale at the edge of a belt is below 1 in 2,500', () => {
  const [a, b] = [
    toPlane({ latitude: 37, longitude: 112.5 }, 111),
    toPlane({ latitude: 37.001, longitude: 112.5 }, 111),
  ]
  const true_ = meridianLength(37.001) - meridianLength(37)
  expect(distance(a, b) / true_ - 1).toBeGreaterThan(0)
  expect(distance(a, b) / true_ - 1).toBeLessThan(1 / 2_500)
})

test('the number of a belt before an easting names its meridian', () => {
  expect(withoutBelt(37_565_000)).toEqual({ east: 565_000, meridian: 111 })
  expect(withoutBelt(565_000)).toEqual({ east: 565_000, meridian: null })
  expect(meridianOf(111.3)).toBe(111)
  expect(meridianOf(112.6)).toBe(114)
})

test('a range holds its edges and nothing beyond', () => {
  const range = { west: 110, south: 36, east: 112, north: 38 }
  expect(isInRange({ latitude: 36, longitude: 112 }, range)).toBe(true)
  expect(isInRange({ latitude: 112, longitude: 37 }, range)).toBe(false)
})
