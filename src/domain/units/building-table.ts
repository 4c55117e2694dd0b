/** What the building table needs of a unit. */
export type PlacedUnit = { id: string; entrance: string; room: string; floor: number | null }

/** A row of the table: one cell for each column; `null` where the building has no home. */
type TableFloor<U> = { floor: number | null; cells: readonly (U | null)[]; isInferred: boolean }

export type BuildingGrid<U> = {
  entrances: readonly { name: string; from: number; width: number }[]
  /** What all rooms of a column end with, or their place in the row. */
  columns: readonly { name: string; isFirst: boolean }[]
  floors: readonly TableFloor<U>[]
}

/** Floor a room number tells: `1503` is on 15, `302` on 3, `B101` on −1; `null` where it tells nothing. */
function floorOfRoom(room: string): number | null {
  const below = /^(?:B|-|负)(\d)/i.exec(room)
  if (below) return -Number(below[1])
  const above = /^(\d{1,2})\d{2}$/.exec(room)
  return above ? Number(above[1]) : null
}

const floorOf = (unit: PlacedUnit) => unit.floor ?? floorOfRoom(unit.room)

/**
 * Lays the units of a building out as floors × rooms per entrance, top floor first. A unit without a floor goes where
 * its room number says; one that says nothing stands on a row of its own at the bottom. Rooms that end alike stand
 * above each other, so that a missing home leaves a gap where it would be.
 */
export function layOut<U extends PlacedUnit>(units: readonly U[]): BuildingGrid<U> {
  const byEntrance = Map.groupBy(units, ({ entrance }) => entrance)
  const names = [...byEntrance.keys()].toSorted(inOrder)
  const blocks = names.map((name) => layOutEntrance(byEntrance.get(name) ?? []))
  const floors = [...new Set(units.map(floorOf))].toSorted(
    (a, b) => (b ?? Number.NEGATIVE_INFINITY) - (a ?? Number.NEGATIVE_INFINITY),
  )
  const inferred = new Set(units.filter(({ floor }) => floor === null).map(floorOf))
  let from = 0
  const entrances = names.map((name, at) => {
    const width = blocks[at]?.columns.length ?? 0
    from += width
    return { name, from: from - width, width }
  })
  return {
    entrances,
    columns: blocks.flatMap(({ columns }) => columns.map((name, place) => ({ name, isFirst: place === 0 }))),
    floors: floors.map((floor) => ({
      floor,
      isInferred: inferred.has(floor),
      cells: blocks.flatMap(({ columns, rows }) => {
        const row = rows.get(floor) ?? []
        return columns.map((_, place) => row[place] ?? null)
      }),
    })),
  }
}

type Block<U> = { columns: readonly string[]; rows: ReadonlyMap<number | null, readonly (U | null)[]> }

function layOutEntrance<U extends PlacedUnit>(units: readonly U[]): Block<U> {
  const byFloor = Map.groupBy(units, floorOf)
  const widest = Math.max(...[...byFloor.values()].map((row) => row.length))
  const ends = endsOfRooms([...byFloor.values()], widest)
  if (ends === null) {
    const rows = [...byFloor].map(([floor, row]) => [floor, row.toSorted((a, b) => inOrder(a.room, b.room))] as const)
    return { columns: Array.from({ length: widest }, (_, place) => String(place + 1)), rows: new Map(rows) }
  }
  const rows = [...byFloor].map(([floor, row]) => {
    const byEnd = new Map(row.map((unit) => [unit.room.slice(-2), unit]))
    return [floor, ends.map((end) => byEnd.get(end) ?? null)] as const
  })
  return { columns: ends, rows: new Map(rows) }
}

/** What the rooms of an entrance end with, where that tells their place on every floor; `null` where it does not. */
function endsOfRooms(floors: readonly (readonly PlacedUnit[])[], widest: number): readonly string[] | null {
  const ends = new Set<string>()
  for (const floor of floors) {
    const own = new Set(floor.map(({ room }) => room.slice(-2)))
    if (own.size < floor.length || floor.some(({ room }) => !/^\D?\d{3,4}$/.test(room))) return null
    for (const end of own) ends.add(end)
  }
  // rooms counted through from floor to floor would give every home a column of its own
  return ends.size > 2 * widest ? null : [...ends].toSorted(inOrder)
}

/** Room numbers in the order people count: 9 before 10. */
function inOrder(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b))
}
