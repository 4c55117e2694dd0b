import type { KnownHome, SurveyGround } from './checks.ts'
import { fault, type SurveyFault } from './faults.ts'
import { cellOf, homeKey, recordName, type Survey, type SurveyedUnit } from './survey.ts'

/** The survey against the records: codes other homes hold, what is registered and stays, homes of its buildings it does not have. */
export function checkRecords(
  survey: Survey,
  { estateParcel, homes, heldCodes, acceptedParcels }: SurveyGround,
): SurveyFault[] {
  const known = new Map(homes.map((home) => [homeKey(home), home]))
  const surveyed = surveyedHomes(survey)
  const buildings = new Set(survey.buildings.map(recordName))
  const missing = homes.filter((home) => buildings.has(home.building) && !surveyed.has(homeKey(home)))
  return [
    ...parcelDiffers(survey, estateParcel),
    ...sharedParcels(survey, acceptedParcels),
    ...[...surveyed].flatMap(([key, unit]) => [
      ...heldElsewhere(survey, { unit, key }, heldCodes, (other) => givesUp(surveyed.get(other), known.get(other))),
      ...registeredDiffers(survey, unit, known.get(key)),
    ]),
    ...missing.map((home) =>
      fault(
        'home_not_surveyed',
        { sheet: '', cell: '' },
        { building: home.building, entrance: home.entrance, room: home.room },
      ),
    ),
  ]
}

/** The homes of a survey under the names the records know them by; of two of one name the first. */
export function surveyedHomes({ buildings, units }: Survey): ReadonlyMap<string, SurveyedUnit> {
  const names = new Map(buildings.map((building) => [building.building, recordName(building)]))
  const homes = new Map<string, SurveyedUnit>()
  for (const unit of units) {
    const key = homeKey({ ...unit, building: names.get(unit.building) ?? unit.building })
    if (!homes.has(key)) homes.set(key, unit)
  }
  return homes
}

function parcelDiffers({ parcels, tables }: Survey, estateParcel: string | null): SurveyFault[] {
  const [first] = parcels
  if (!first || estateParcel === null || parcels.some(({ code }) => code === estateParcel)) return []
  return [fault('parcel_differs', cellOf(tables, first, 'code'), { code: first.code ?? '', known: estateParcel })]
}

/** Whether a home gives up the code it holds: the survey has another for it, and it is not registered with the old one. */
const givesUp = (unit: SurveyedUnit | undefined, home: KnownHome | undefined): boolean =>
  home?.isRegistered === false && unit !== undefined && unit.code !== null && unit.code !== home.unitCode

const sharedParcels = ({ parcels, tables }: Survey, accepted: SurveyGround['acceptedParcels']): SurveyFault[] =>
  parcels.flatMap((parcel) =>
    accepted
      .filter(({ code }) => code === parcel.code)
      .map(({ code, estate }) => fault('parcel_shared', cellOf(tables, parcel, 'code'), { code, estate })),
  )

function heldElsewhere(
  { tables }: Survey,
  { unit, key }: { unit: SurveyedUnit; key: string },
  heldCodes: SurveyGround['heldCodes'],
  isGivenUp: (key: string) => boolean,
): SurveyFault[] {
  const holder = unit.code === null ? undefined : heldCodes.get(unit.code)
  if (!holder || (holder.isOfEstate && (holder.key === key || isGivenUp(holder.key)))) return []
  return [fault('unit_code_held', cellOf(tables, unit, 'code'), { code: unit.code ?? '', home: holder.home })]
}

/**
 * What a first registration has fixed of a home, each with its column of the survey. Use and structure stay too, but each
 * source has its own words for them, so that a difference says nothing.
 */
const fixed = [
  ['areaM2', 'areaM2'],
  ['innerM2', 'innerM2'],
  ['sharedM2', 'sharedM2'],
  ['unitCode', 'code'],
  ['floor', 'floor'],
] as const satisfies readonly (readonly [keyof KnownHome, keyof SurveyedUnit])[]

/** Fields of a registered home that the survey tells otherwise: they stay as they are registered. */
export const registeredDifferences = (unit: SurveyedUnit, home: KnownHome | undefined) =>
  home?.isRegistered
    ? fixed.flatMap(([record, field]) => {
        const [was, says] = [home[record], unit[field]]
        return was !== null && says !== null && was !== says ? [{ field, was, says }] : []
      })
    : []

const registeredDiffers = ({ tables }: Survey, unit: SurveyedUnit, home: KnownHome | undefined): SurveyFault[] =>
  registeredDifferences(unit, home).map(({ field, was, says }) =>
    fault('registered_differs', cellOf(tables, unit, field), { room: unit.room, field, was, says }),
  )
