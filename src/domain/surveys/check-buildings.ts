import { fault, type SurveyFault } from './faults.ts'
import { cellOf, homeKey, type Survey, type SurveyedBuilding, type SurveyedUnit } from './survey.ts'

/** Buildings, parts, entrances, floors and rooms: each named once, each known where it is referred to, floors within the building's. */
export function checkBuildings(survey: Survey): SurveyFault[] {
  const { buildings, tables } = survey
  return [
    ...twice(buildings, ({ building }) => building).map(([again, first]) =>
      fault('building_twice', cellOf(tables, again, 'building'), {
        building: again.building,
        other: cellOf(tables, first, 'building').cell,
      }),
    ),
    ...buildings.flatMap((building) => checkCounts(survey, building)),
    ...unknownBuildings(survey),
    ...checkFloors(survey),
    ...checkHomes(survey),
  ]
}

/** Rows whose key an earlier row has, each with that earlier row. */
function twice<Row>(rows: readonly Row[], keyOf: (row: Row) => string): [again: Row, first: Row][] {
  const first = new Map<string, Row>()
  return rows.flatMap((row): [Row, Row][] => {
    const known = first.get(keyOf(row))
    if (known !== undefined) return [[row, known]]
    first.set(keyOf(row), row)
    return []
  })
}

/** Storeys above and below are all storeys; the homes are as many as the building says. */
function checkCounts({ units, tables }: Survey, building: SurveyedBuilding): SurveyFault[] {
  const { floors, floorsAbove, floorsBelow } = building
  const homes = units.filter((unit) => unit.building === building.building).length
  const adds = floors === null || floorsAbove === null || floorsAbove + (floorsBelow ?? 0) === floors
  return [
    ...(adds
      ? []
      : [
          fault('floor_count', cellOf(tables, building, 'floors'), {
            floors: floors ?? 0,
            above: floorsAbove ?? 0,
            below: floorsBelow ?? 0,
          }),
        ]),
    ...(building.units === null || building.units === homes
      ? []
      : [
          fault('home_count', cellOf(tables, building, 'units'), {
            building: building.building,
            stated: building.units,
            homes,
          }),
        ]),
  ]
}

function unknownBuildings({ buildings, units, floors, parts, entrances, tables }: Survey): SurveyFault[] {
  const known = new Set(buildings.map(({ building }) => building))
  return [...parts, ...entrances, ...floors, ...units]
    .filter(({ building }) => building !== '' && !known.has(building))
    .map((row) => fault('building_unknown', cellOf(tables, row, 'building'), { building: row.building }))
}

function checkFloors({ floors, buildings, tables }: Survey): SurveyFault[] {
  const key = ({ building, floor }: { building: string; floor: number }) => `${building}|${floor}`
  return [
    ...twice(floors, key).map(([again, first]) =>
      fault('floor_twice', cellOf(tables, again, 'floor'), {
        floor: again.floor,
        other: cellOf(tables, first, 'floor').cell,
      }),
    ),
    ...floors.flatMap((row) => outside(row, row.floor, buildings, cellOf(tables, row, 'floor'))),
  ]
}

function outside(
  { building }: { building: string },
  floor: number | null,
  buildings: readonly SurveyedBuilding[],
  at: SurveyFault['at'],
): SurveyFault[] {
  const of = buildings.find((each) => each.building === building)
  const top = of?.floorsAbove ?? of?.floors ?? null
  const bottom = of?.floorsBelow ?? (of?.floorsAbove === null ? null : 0)
  if (floor === null || !of) return []
  const isAbove = top !== null && floor > top
  const isBelow = bottom !== null && bottom !== undefined && floor < -bottom
  return isAbove || isBelow || floor === 0
    ? [fault('floor_outside', at, { floor, building, above: top ?? '?', below: bottom ?? 0 })]
    : []
}

/** Rooms stand once in their entrance; what a home refers to is listed, where the survey lists such things of its building. */
function checkHomes({ units, buildings, parts, entrances, floors, tables }: Survey): SurveyFault[] {
  const listed = {
    part_unknown: groups(parts, ({ part }) => part),
    entrance_unknown: groups(entrances, ({ entrance }) => entrance),
    floor_unknown: groups(floors, ({ floor }) => String(floor)),
  }
  const named = (unit: SurveyedUnit) =>
    [
      ['part_unknown', 'part', unit.part],
      ['entrance_unknown', 'entrance', unit.entrance],
      ['floor_unknown', 'floor', unit.floor === null ? null : String(unit.floor)],
    ] as const
  return [
    ...twice(
      units.filter(({ room }) => room !== ''),
      homeKey,
    ).map(([again, first]) =>
      fault('room_twice', cellOf(tables, again, 'room'), {
        room: again.room,
        other: cellOf(tables, first, 'room').cell,
      }),
    ),
    ...units.flatMap((unit) => [
      ...named(unit).flatMap(([rule, field, name]) => {
        const known = listed[rule].get(unit.building)
        if (known === undefined || name === null || known.has(name)) return []
        return [fault(rule, cellOf(tables, unit, field), { building: unit.building, name: name === '' ? '—' : name })]
      }),
      ...outside(unit, unit.floor, buildings, cellOf(tables, unit, 'floor')),
    ]),
  ]
}

function groups<Row extends { building: string }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...Map.groupBy(rows, ({ building }) => building)].map(([building, own]) => [building, new Set(own.map(nameOf))]),
  )
}
