import type { Category } from '../estates/categories.ts'
import { estateIdFact } from './catalogue.ts'
import type { Statement } from './diagnosis.ts'
import type { FactValue } from './values.ts'

/** What the records of an estate hold: its parcel, and its homes as counted. */
export type EstateRecord = {
  id: string
  category: Category
  /** GB/T 37346, 19 characters. */
  parcelCode: string | null
  /** `YYYY` or `YYYY-MM`. */
  completedIn: string | null
  units: number
  /** Homes with a surveyed area. */
  surveyed: number
  buildings: number
  firstRegistered: number
}

/** GB/T 37346: the first of the two letters of a parcel code, its 13th character. */
const ownershipOf: Readonly<Record<string, string>> = { G: 'state', J: 'collective', Z: 'undetermined' }

/** The facts that the records of an estate establish by themselves. What they do not show is not said. */
export function recordFacts(record: EstateRecord, asOf: string): Statement[] {
  const { id, category, parcelCode, completedIn, units } = record
  const found: Record<string, FactValue | null> = {
    [estateIdFact]: id,
    category,
    homes: units > 0 ? units : null,
    completed_on: completedIn,
    land_ownership: ownershipOf[parcelCode?.[12] ?? ''] ?? null,
    building_table: hasBuildingTable(record) ? true : null,
    first_registered: firstRegisteredOf(record),
  }
  return Object.entries(found).flatMap(([fact, value]) =>
    value === null ? [] : [{ fact, value, asOf, source: { kind: 'record' } }],
  )
}

/** Every home stands in a building and is surveyed. Homes without an area may be surveyed and not yet brought in. */
const hasBuildingTable = ({ units, surveyed, buildings }: EstateRecord) =>
  buildings > 0 && units > 0 && surveyed >= units

function firstRegisteredOf({ units, firstRegistered }: EstateRecord): string | null {
  if (units === 0) return null
  if (firstRegistered === 0) return 'none'
  return firstRegistered >= units ? 'all' : 'part'
}
