import { fault, type SurveyFault } from './faults.ts'
import { ringFor, ringsOf } from './read-geojson.ts'
import type { ReadRow } from './read-survey.ts'
import { type Boundary, type BoundaryPoint, cellOf, type SurveyTable } from './survey.ts'

/**
 * Boundaries from the table of points, gathered ring by ring in the order of the table, and from the GeoJSON column of
 * the parcels.
 */
export function readBoundaries(
  points: readonly ReadRow[],
  parcels: readonly ReadRow[],
  tables: readonly SurveyTable[],
  faults: SurveyFault[],
): Boundary[] {
  const rings = new Map<string, Boundary & { points: BoundaryPoint[] }>()
  for (const row of points) {
    const place = pointOf(row)
    if (!place) {
      faults.push(fault('value_missing', cellOf(tables, row, 'no'), { column: 'X、Y 或经度、纬度' }))
      continue
    }
    const { coordinates, ...point } = place
    const building = row.text('building')
    const of = {
      parcel: row.text('parcel')?.replace(/\s+/g, '').toUpperCase() ?? null,
      building,
      kind: kindOf(row) ?? (building === null ? ('measured' as const) : ('outline' as const)),
      ring: row.number('ring') ?? 1,
      coordinates,
    }
    const key = JSON.stringify(of)
    const ring = rings.get(key) ?? { ...of, table: row.table, points: [] }
    ring.points.push({ ...point, no: row.text('no') ?? `J${ring.points.length + 1}`, row: row.row })
    rings.set(key, ring)
  }
  return [...rings.values(), ...parcels.flatMap((row) => fromColumn(row, tables, faults))]
}

function kindOf(row: ReadRow): Boundary['kind'] | null {
  const kind = row.text('kind')
  return kind === 'measured' || kind === 'approved' || kind === 'outline' ? kind : null
}

function pointOf(row: ReadRow): { coordinates: Boundary['coordinates']; north: number; east: number } | null {
  const [latitude, longitude] = [row.number('latitude'), row.number('longitude')]
  if (latitude !== null && longitude !== null) return { coordinates: 'degrees', north: latitude, east: longitude }
  const [north, east] = [row.number('metresNorth'), row.number('metresEast')]
  return north !== null && east !== null ? { coordinates: 'metres', north, east } : null
}

function fromColumn(row: ReadRow, tables: readonly SurveyTable[], faults: SurveyFault[]): Boundary[] {
  const text = row.text('geometry')
  if (text === null) return []
  const of = { table: row.table, row: row.row, parcel: row.text('code')?.replace(/\s+/g, '').toUpperCase() ?? null }
  const rings = ringsOf(text)
  if (typeof rings !== 'string')
    return rings.map((ring) => ({ ...ringFor(of, ring), kind: 'measured', building: null }))
  faults.push(fault('geometry_unreadable', cellOf(tables, row, 'geometry'), { why: rings }))
  return []
}
