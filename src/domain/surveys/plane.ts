import { type Degrees, toDegrees, toPlane, withoutBelt } from './coordinates.ts'
import { type Point, type Shape, shapeArea } from './geometry.ts'
import type { Boundary, BoundaryKind, BoundaryPoint, Survey } from './survey.ts'

/** A place as given, in degrees. */
export function degreesOf({ coordinates }: Boundary, { north, east }: BoundaryPoint, meridian: number): Degrees {
  if (coordinates === 'degrees') return { latitude: north, longitude: east }
  const bare = withoutBelt(east)
  return toDegrees({ x: bare.east, y: north }, bare.meridian ?? meridian)
}

/** A place as given, in the plane of the survey's belt. */
export function planePoint(boundary: Boundary, point: BoundaryPoint, meridian: number): Point {
  if (boundary.coordinates === 'degrees') return toPlane({ latitude: point.north, longitude: point.east }, meridian)
  const bare = withoutBelt(point.east)
  if (bare.meridian === null || bare.meridian === meridian) return { x: bare.east, y: point.north }
  return toPlane(toDegrees({ x: bare.east, y: point.north }, bare.meridian), meridian)
}

/** A ring in the plane, its first point not repeated at its end. */
export function planeRing(boundary: Boundary, meridian: number): Point[] {
  const points = boundary.points.map((point) => planePoint(boundary, point, meridian))
  const [first, last] = [points[0], points.at(-1)]
  return first && last && points.length > 1 && Math.hypot(first.x - last.x, first.y - last.y) < closes
    ? points.slice(0, -1)
    : points
}

/** Points nearer than this are one point. */
const closes = 0.2

/** The measured or approved shape of a parcel; null where the survey draws none. */
export function shapeOf({ boundaries, meridian }: Survey, parcel: string, kind: BoundaryKind): Shape | null {
  const rings = boundaries
    .filter((boundary) => boundary.parcel === parcel && boundary.kind === kind && boundary.building === null)
    .toSorted((a, b) => a.ring - b.ring)
    .map((boundary) => planeRing(boundary, meridian))
    .filter((ring) => ring.length >= 3)
  return rings.length > 0 ? rings : null
}

/** Area in ㎡ by coordinates of all measured parcels, and of those only stated; null where neither is told. */
export function measuredLandM2(survey: Survey): number | null {
  const areas = survey.parcels.map(({ code, areaM2 }) => {
    const shape = code === null ? null : shapeOf(survey, code, 'measured')
    return areaM2 ?? (shape && rounded(shapeArea(shape)))
  })
  return areas.some((area) => area === null) || areas.length === 0
    ? null
    : rounded(areas.reduce<number>((sum, area) => sum + (area ?? 0), 0))
}

/** Approved land in ㎡ of all parcels; null where one does not tell. */
export function approvedLandM2({ parcels }: Survey): number | null {
  if (parcels.length === 0 || parcels.some(({ approvedM2 }) => approvedM2 === null)) return null
  return rounded(parcels.reduce((sum, { approvedM2 }) => sum + (approvedM2 ?? 0), 0))
}

export const rounded = (value: number): number => Math.round(value * 100) / 100

/** A shape brought from the plane of one belt into that of another. */
export function shiftShape(shape: Shape, from: number, to: number): Shape {
  if (from === to) return shape
  return shape.map((ring) => ring.map((point) => toPlane(toDegrees(point, from), to)))
}
