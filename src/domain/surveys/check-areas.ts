import type { SurveyGround } from './checks.ts'
import { fault, type SurveyFault } from './faults.ts'
import { rounded } from './plane.ts'
import type { Tolerances } from './settings.ts'
import { cellOf, type Survey, type SurveyedUnit } from './survey.ts'

/** Areas: of each home, of floors, parts and buildings against their homes, predicted against as built. */
export function checkAreas(survey: Survey, { tolerances }: SurveyGround): SurveyFault[] {
  return [
    ...survey.units.flatMap((unit) => checkHome(survey, unit, tolerances)),
    ...checkBuildingSums(survey, tolerances),
    ...checkPartSums(survey, tolerances),
    ...checkFloorSums(survey, tolerances),
  ]
}

/** Sums of areas with two decimals differ in the last bits; a hair more is still the tolerance itself. */
const hair = 1e-6
const differs = (a: number, b: number, tolerance: number) => Math.abs(a - b) > tolerance + hair

function checkHome({ tables }: Survey, unit: SurveyedUnit, tolerances: Tolerances): SurveyFault[] {
  const { areaM2, innerM2, sharedM2, coefficient, predictedM2, predictedInnerM2, predictedSharedM2 } = unit
  const at = (field: string) => cellOf(tables, unit, field)
  if (areaM2 === null && predictedM2 === null) return [fault('area_missing', at('areaM2'), { room: unit.room })]
  const negative = [...areaFields].filter((field) => (unit[field] ?? 1) <= (field.includes('hared') ? -hair : 0))
  if (negative.length > 0)
    return negative.map((field) => fault('area_negative', at(field), { room: unit.room, area: unit[field] ?? 0 }))
  const sums = [
    ['areaM2', areaM2, innerM2, sharedM2],
    ['predictedM2', predictedM2, predictedInnerM2, predictedSharedM2],
  ] as const
  return [
    ...sums.flatMap(([field, area, inner, shared]) =>
      area !== null && inner !== null && shared !== null && differs(area, inner + shared, tolerances.unitSumM2)
        ? [fault('unit_sum', at(field), { area, inner, shared, sum: rounded(inner + shared) })]
        : [],
    ),
    ...(innerM2 !== null &&
    sharedM2 !== null &&
    coefficient !== null &&
    isOff(innerM2, sharedM2, coefficient, tolerances)
      ? [
          fault('coefficient', at('coefficient'), {
            coefficient,
            shared: sharedM2,
            counted: rounded(innerM2 * coefficient),
          }),
        ]
      : []),
    ...deviation(areaM2, predictedM2, tolerances, at('areaM2')),
  ]
}

const areaFields = ['areaM2', 'innerM2', 'sharedM2', 'predictedM2', 'predictedInnerM2', 'predictedSharedM2'] as const

const isOff = (inner: number, shared: number, coefficient: number, { unitSumM2 }: Tolerances) =>
  differs(inner * coefficient, shared, unitSumM2)

/** Share in percent by which the area as built is other than the predicted one. */
export const deviationPercent = (areaM2: number, predictedM2: number): number =>
  rounded(((areaM2 - predictedM2) / predictedM2) * 100)

function deviation(
  areaM2: number | null,
  predictedM2: number | null,
  { deviationPercent: limit }: Tolerances,
  at: SurveyFault['at'],
): SurveyFault[] {
  if (areaM2 === null || predictedM2 === null) return []
  const percent = deviationPercent(areaM2, predictedM2)
  return Math.abs(percent) > limit
    ? [fault('deviation', at, { area: areaM2, predicted: predictedM2, percent, limit })]
    : []
}

/** As-built areas, or predicted ones where nothing is built yet. */
const sumOf = (units: readonly SurveyedUnit[]): number | null => {
  if (units.length === 0 || units.some(({ areaM2 }) => areaM2 === null)) return null
  return rounded(units.reduce((sum, { areaM2 }) => sum + (areaM2 ?? 0), 0))
}

function checkBuildingSums({ buildings, units, tables }: Survey, { buildingSumM2 }: Tolerances): SurveyFault[] {
  const homes = Map.groupBy(units, ({ building }) => building)
  return buildings.flatMap((building) => {
    const sum = sumOf(homes.get(building.building) ?? [])
    const { areaM2 } = building
    if (sum === null || areaM2 === null || !differs(sum, areaM2, buildingSumM2)) return []
    const rule = sum > areaM2 ? 'building_sum' : 'building_rest'
    const facts = { building: building.building, area: areaM2, sum, rest: rounded(Math.abs(areaM2 - sum)) }
    return [fault(rule, cellOf(tables, building, 'areaM2'), facts)]
  })
}

function checkPartSums({ parts, units, tables }: Survey, { buildingSumM2 }: Tolerances): SurveyFault[] {
  const homes = Map.groupBy(units, ({ building, part }) => `${building}|${part}`)
  return parts.flatMap((part) => {
    const sum = sumOf(homes.get(`${part.building}|${part.part}`) ?? [])
    if (sum === null || part.areaM2 === null || !differs(sum, part.areaM2, buildingSumM2)) return []
    return [fault('part_sum', cellOf(tables, part, 'areaM2'), { part: part.part, area: part.areaM2, sum })]
  })
}

/** A floor's area is that of its homes, shared parts included. */
function checkFloorSums({ floors, units, tables }: Survey, { buildingSumM2 }: Tolerances): SurveyFault[] {
  const homes = Map.groupBy(units, ({ building, floor }) => `${building}|${floor}`)
  return floors.flatMap((row) => {
    const sum = sumOf(homes.get(`${row.building}|${row.floor}`) ?? [])
    if (sum === null || row.areaM2 === null || !differs(sum, row.areaM2, buildingSumM2)) return []
    const facts = { building: row.building, floor: row.floor, area: row.areaM2, sum }
    return [fault('floor_sum', cellOf(tables, row, 'areaM2'), facts)]
  })
}
