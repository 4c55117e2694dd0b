import { checkAreas } from './check-areas.ts'
import { checkBuildings } from './check-buildings.ts'
import { checkCodes } from './check-codes.ts'
import { checkLand } from './check-land.ts'
import { checkRecords } from './check-records.ts'
import type { Range } from './coordinates.ts'
import { fault, type SurveyFault } from './faults.ts'
import type { Shape } from './geometry.ts'
import type { Tolerances } from './settings.ts'
import type { Survey } from './survey.ts'

/** A home of the estate as the records have it. `building` is its name there. */
export type KnownHome = {
  building: string
  entrance: string
  room: string
  unitCode: string | null
  areaM2: number | null
  innerM2: number | null
  sharedM2: number | null
  floor: number | null
  use: string | null
  structure: string | null
  isRegistered: boolean
}

/** A parcel accepted earlier, of another estate of the county. */
export type AcceptedParcel = { code: string; estate: string; meridian: number; shape: Shape }

/** How far a rule of the county lets land go beyond its approval. `percent` null: not set yet. */
type ExcessLimit = { rule: string; percent: number | null }

/** What a survey is held against. */
export type SurveyGround = {
  countyCode: string
  tolerances: Tolerances
  range: Range
  estateParcel: string | null
  homes: readonly KnownHome[]
  /** Homes of the county that hold a unit code of this survey: code → estate, building, entrance and room in words. */
  heldCodes: ReadonlyMap<string, { home: string; isOfEstate: boolean; key: string }>
  acceptedParcels: readonly AcceptedParcel[]
  excessLimits: readonly ExcessLimit[]
}

/** Every fault of a survey, group by group; the rules are named in `faults.ts`. */
export function checkSurvey(survey: Survey, ground: SurveyGround): SurveyFault[] {
  return [
    ...(survey.units.length === 0 ? [fault('no_homes', { sheet: '', cell: '' })] : []),
    ...checkCodes(survey, ground),
    ...checkBuildings(survey),
    ...checkAreas(survey, ground),
    ...checkLand(survey, ground),
    ...checkRecords(survey, ground),
  ]
}
