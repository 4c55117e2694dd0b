import type { Point } from './geometry.ts'

/** CGCS2000 ellipsoid (GB 22021): semi-major axis in metres, flattening. */
const semiMajor = 6_378_137
const flattening = 1 / 298.257222101
/** Easting of a central meridian in a 3-degree belt, so that no easting is negative. */
const falseEasting = 500_000

const n = flattening / (2 - flattening)
const eccentricity = Math.sqrt(flattening * (2 - flattening))
/** Radius of the circle as long as the meridian. */
const rectifying = (semiMajor / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64)

/** Krüger's series of the transverse Mercator projection to the fourth order of n: below a millimetre within a belt. */
const forwards = [
  n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
  (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
  (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
  (49_561 / 161_280) * n ** 4,
]
const backwards = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - (1 / 360) * n ** 4,
  (1 / 48) * n ** 2 + (1 / 15) * n ** 3 - (437 / 1440) * n ** 4,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
  (4397 / 161_280) * n ** 4,
]

export type Degrees = { latitude: number; longitude: number }

const radians = (degrees: number) => (degrees * Math.PI) / 180
const degreesOf = (angle: number) => (angle * 180) / Math.PI

/** A place in the plane of the 3-degree belt of a central meridian (Gauss–Krüger, CGCS2000). */
export function toPlane({ latitude, longitude }: Degrees, meridian: number): Point {
  const [phi, lambda] = [radians(latitude), radians(longitude - meridian)]
  const sine = Math.sin(phi)
  const conformal = Math.sinh(Math.atanh(sine) - eccentricity * Math.atanh(eccentricity * sine))
  const xi = Math.atan2(conformal, Math.cos(lambda))
  const eta = Math.asinh(Math.sin(lambda) / Math.hypot(conformal, Math.cos(lambda)))
  const along = forwards.reduce(
    (sum, alpha, at) => sum + alpha * Math.sin(2 * (at + 1) * xi) * Math.cosh(2 * (at + 1) * eta),
    xi,
  )
  const across = forwards.reduce(
    (sum, alpha, at) => sum + alpha * Math.cos(2 * (at + 1) * xi) * Math.sinh(2 * (at + 1) * eta),
    eta,
  )
  return { x: falseEasting + rectifying * across, y: rectifying * along }
}

/** Latitude and longitude of a place in the plane of a belt. */
export function toDegrees({ x, y }: Point, meridian: number): Degrees {
  const [along, across] = [y / rectifying, (x - falseEasting) / rectifying]
  const xi = backwards.reduce(
    (sum, beta, at) => sum - beta * Math.sin(2 * (at + 1) * along) * Math.cosh(2 * (at + 1) * across),
    along,
  )
  const eta = backwards.reduce(
    (sum, beta, at) => sum - beta * Math.cos(2 * (at + 1) * along) * Math.sinh(2 * (at + 1) * across),
    across,
  )
  const conformal = Math.sin(xi) / Math.hypot(Math.sinh(eta), Math.cos(xi))
  return {
    latitude: degreesOf(latitudeOf(conformal)),
    longitude: meridian + degreesOf(Math.atan2(Math.sinh(eta), Math.cos(xi))),
  }
}

/** Newton's steps from the conformal latitude's tangent back to the latitude; three are exact for doubles. */
function latitudeOf(conformal: number): number {
  let tangent = conformal
  for (let step = 0; step < 4; step++) {
    const sigma = Math.sinh(eccentricity * Math.atanh((eccentricity * tangent) / Math.hypot(1, tangent)))
    const now = tangent * Math.hypot(1, sigma) - sigma * Math.hypot(1, tangent)
    const slope =
      ((1 - eccentricity ** 2) * Math.hypot(1, tangent) * Math.hypot(1, now)) /
      (1 + (1 - eccentricity ** 2) * tangent ** 2)
    tangent += (conformal - now) / slope
  }
  return Math.atan(tangent)
}

/** Central meridian of the 3-degree belt a longitude lies in. */
export const meridianOf = (longitude: number): number => Math.round(longitude / 3) * 3

/** An easting without the number of its belt (37 500 000 → 500 000), and the meridian that number names. */
export function withoutBelt(east: number): { east: number; meridian: number | null } {
  const belt = Math.floor(east / 1_000_000)
  return belt >= 24 && belt <= 45 ? { east: east - belt * 1_000_000, meridian: belt * 3 } : { east, meridian: null }
}

/** A stretch of country in degrees. */
export type Range = { west: number; south: number; east: number; north: number }

/** Whether a place lies in a range. */
export const isInRange = ({ latitude, longitude }: Degrees, range: Range): boolean =>
  longitude >= range.west && longitude <= range.east && latitude >= range.south && latitude <= range.north
