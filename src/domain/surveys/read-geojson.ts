import { fault, type SurveyFault } from './faults.ts'
import { boundaryOf } from './read-cells.ts'
import type { Boundary, SurveyTable } from './survey.ts'

type Position = readonly [number, number]
type NumberedRing = { ring: number; points: readonly Position[] }

/** Boundaries and outlines of a GeoJSON file; each feature names its parcel (宗地代码, ZDDM) or building (幢号, ZRZH). */
export function readGeoJson(
  { name, text }: { name: string; text: string },
  tables: SurveyTable[],
  faults: SurveyFault[],
): Boundary[] {
  const given = parsed(text)
  const features = featuresOf(given)
  if (features.length === 0) {
    faults.push(fault('geometry_unreadable', { sheet: name, cell: '' }, { why: 'no_features' }))
    return []
  }
  const table = tables.push({ kind: 'boundaries', sheet: name, columns: {} }) - 1
  return features.flatMap((feature, at) => {
    const row = at + 1
    const rings = ringsOfGeometry(fieldOf(feature, 'geometry'))
    if (typeof rings === 'string') {
      faults.push(fault('geometry_unreadable', { sheet: name, cell: String(row) }, { why: rings }))
      return []
    }
    const properties = fieldOf(feature, 'properties')
    const building = wordOf(properties, ['幢号', 'ZRZH'])
    const parcel = wordOf(properties, ['宗地代码', 'ZDDM'])
    const kind =
      boundaryOf(wordOf(properties, ['界线类型', 'JXLX']) ?? '') ?? (building === null ? 'measured' : 'outline')
    return rings.map((ring) => ({ ...ringFor({ table, row, parcel }, ring), kind, building }))
  })
}

/** The rings of one geometry written as text, or why there are none. */
export function ringsOf(text: string): NumberedRing[] | string {
  const given = parsed(text)
  const [feature] = featuresOf(given)
  return ringsOfGeometry(feature === undefined ? given : fieldOf(feature, 'geometry'))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // what is no JSON has no geometry, and that is what is told
  }
}

function fieldOf(value: unknown, name: string): unknown {
  const fields: Readonly<Record<string, unknown>> = Object(value)
  return fields[name]
}

function featuresOf(given: unknown): unknown[] {
  const type = fieldOf(given, 'type')
  const features = fieldOf(given, 'features')
  if (type === 'FeatureCollection' && Array.isArray(features)) return features
  return type === 'Feature' ? [given] : []
}

function wordOf(properties: unknown, names: readonly string[]): string | null {
  const found = names.map((name) => fieldOf(properties, name)).find((value) => value !== undefined && value !== null)
  return found === undefined ? null : String(found).replace(/\s+/g, '').toUpperCase()
}

function ringsOfGeometry(geometry: unknown): NumberedRing[] | string {
  const type = fieldOf(geometry, 'type')
  const coordinates = fieldOf(geometry, 'coordinates')
  const polygons = type === 'MultiPolygon' ? coordinates : type === 'Polygon' ? [coordinates] : null
  if (!Array.isArray(polygons)) return 'no_polygon'
  if (polygons.length !== 1) return 'several_pieces'
  const rings: unknown = polygons[0]
  if (!Array.isArray(rings) || rings.length === 0) return 'no_polygon'
  const read = rings.map(positionsOf)
  if (read.some((points) => points === null)) return 'no_positions'
  return read.flatMap((points, at) => (points === null ? [] : [{ ring: at + 1, points }]))
}

function positionsOf(ring: unknown): Position[] | null {
  if (!Array.isArray(ring)) return null
  const points = ring.flatMap((position: unknown): Position[] => {
    const [east, north]: unknown[] = Array.isArray(position) ? position : []
    return typeof east === 'number' && typeof north === 'number' && Number.isFinite(east + north) ? [[east, north]] : []
  })
  return points.length === ring.length ? points : null
}

/** A ring of GeoJSON as a boundary: positions are longitude and latitude, or easting and northing where they are large. */
export function ringFor(
  { table, row, parcel }: { table: number; row: number; parcel: string | null },
  { ring, points }: NumberedRing,
): Omit<Boundary, 'kind' | 'building'> {
  const isMetres = points.some(([first, second]) => Math.abs(first) > 360 || Math.abs(second) > 360)
  return {
    table,
    parcel,
    ring,
    coordinates: isMetres ? 'metres' : 'degrees',
    points: points.map(([east, north], at) => ({ no: `J${at + 1 === points.length ? 1 : at + 1}`, north, east, row })),
  }
}
