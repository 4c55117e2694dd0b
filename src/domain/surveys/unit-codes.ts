import { surveyedHomes } from './check-records.ts'
import { homeKey, recordName, type Survey, type SurveyedUnit } from './survey.ts'

/** A home of the estate as the records have it, with its code if it has one. */
type CodedHome = { building: string; entrance: string; room: string; unitCode: string | null }

/** Whole-parcel units and bare land use this building number; a building never does. To be verified (GB/T 37346). */
const reservedBuilding = 9999

/**
 * Proposes a unit code 不动产单元代码 for every home that has none, here or on record (GB/T 37346): parcel (19) + F + building (4) + home (4).
 * A building keeps the number its homes carry already, else takes its own number if that is free, else the lowest free
 * one; homes take the lowest free numbers in order of entrance, floor and room. The same survey and records give the same
 * codes. `held`: codes the county knows, whosever they are.
 */
export function proposeCodes(
  survey: Survey,
  estateParcel: string | null,
  homes: readonly CodedHome[],
  held: Iterable<string>,
): Survey {
  const used = new Set([...held, ...survey.units.flatMap(({ code }) => code ?? [])])
  const proposed = new Map<SurveyedUnit, string>()
  const startOf = (building: string) => `${parcelOf(survey, building, estateParcel) ?? '-'}F`
  const numbers = buildingNumbers(survey, homes, used, startOf)
  const coded = new Set(homes.filter(({ unitCode }) => unitCode !== null).map(homeKey))
  const uncoded = [...surveyedHomes(survey)].filter(([key, { code }]) => code === null && !coded.has(key))
  const waiting = Map.groupBy(
    uncoded.map(([, unit]) => unit),
    ({ building }) => building,
  )
  for (const [building, units] of waiting) {
    const number = numbers.get(building)
    if (parcelOf(survey, building, estateParcel) === null || number === undefined) continue
    const free = freeNumbers(startOf(building) + fourDigits(number), used)
    for (const unit of units.toSorted(inOrder)) {
      const code = free.next().value
      if (code !== undefined) proposed.set(unit, code)
    }
  }
  return { ...survey, units: survey.units.map((unit) => ({ ...unit, proposedCode: proposed.get(unit) ?? null })) }
}

/** The parcel a building stands on: as told, else the only one there is. */
function parcelOf({ parcels, buildings }: Survey, building: string, estateParcel: string | null): string | null {
  const told = buildings.find((each) => each.building === building)?.parcel
  const parcel = told ?? (parcels.length === 0 ? estateParcel : parcels.length === 1 ? parcels[0]?.code : null)
  return parcel !== null && parcel !== undefined && parcel.length === 19 ? parcel : null
}

/** The number each building takes in codes: what its homes carry, else its own where that is free, else the lowest free. */
function buildingNumbers(
  survey: Survey,
  homes: readonly CodedHome[],
  used: ReadonlySet<string>,
  startOf: (building: string) => string,
): ReadonlyMap<string, number> {
  const numbers = new Map(carriedNumbers(survey, homes, startOf))
  const taken = new Set([...used].map((code) => code.slice(0, 24)))
  for (const [building, number] of numbers) taken.add(startOf(building) + fourDigits(number))
  const give = (building: string, number: number) => {
    if (number < 1 || number >= reservedBuilding || taken.has(startOf(building) + fourDigits(number))) return false
    taken.add(startOf(building) + fourDigits(number))
    numbers.set(building, number)
    return true
  }
  const waiting = [...new Set(survey.units.map(({ building }) => building))].toSorted(byNumber)
  const unnumbered = waiting
    .filter((building) => !numbers.has(building))
    .filter((building) => !/^\d{1,4}$/.test(building) || !give(building, Number(building)))
  for (const building of unnumbered) {
    let number = 1
    while (number < reservedBuilding && !give(building, number)) number++
  }
  return numbers
}

function carriedNumbers(
  { buildings, units }: Survey,
  homes: readonly CodedHome[],
  startOf: (building: string) => string,
): [string, number][] {
  const names = new Map(buildings.map((building) => [recordName(building), building.building]))
  const known = homes.map(({ building, unitCode }) => ({ building: names.get(building) ?? building, code: unitCode }))
  return [...known, ...units]
    .toReversed()
    .flatMap(({ building, code }): [string, number][] =>
      code?.startsWith(startOf(building)) ? [[building, Number(code.slice(20, 24))]] : [],
    )
}

/** Codes not yet in use that begin so, lowest first; each is in use once given. */
function* freeNumbers(start: string, used: Set<string>): Generator<string, undefined> {
  for (let number = 1; number <= 9999; number++) {
    const code = `${start}${fourDigits(number)}`
    if (used.has(code)) continue
    used.add(code)
    yield code
  }
}

const fourDigits = (number: number) => String(number).padStart(4, '0')

const byNumber = (a: string, b: string) => a.length - b.length || (a < b ? -1 : Number(a > b))

const inOrder = (a: SurveyedUnit, b: SurveyedUnit) =>
  byNumber(a.entrance, b.entrance) || (a.floor ?? 0) - (b.floor ?? 0) || byNumber(a.room, b.room)
