/** What the building table needs of a unit. */
export type PlacedUnit = { id: string; entrance: string; room: string; floor: number | null }

/** A floor of the table: per entrance its units in order; `null` fills up to the widest floor of that entrance. */
type TableFloor<U> = { floor: number | null; cells: readonly (readonly (U | null)[])[]; isInferred: boolean }

export type BuildingGrid<U> = {
  entrances: readonly { name: string; width: number }[]
  floors: readonly TableFloor<U>[]
}

/** Floor a room number tells: `1503` is on 15, `302` on 3, `B101` on −1; `null` where it tells nothing. */
function floorOfRoom(room: string): number | null {
  const below = /^(?:B|-|负)(\d)/i.exec(room)
  if (below) return -Number(below[1])
  const above = /^(\d{1,2})\d{2}$/.exec(room)
  return above ? Number(above[1]) : null
}

/**
 * Lays the units of a building out as floors × rooms per entrance, top floor first. A unit without a floor goes where
 * its room number says; one that says nothing stands on a row of its own at the bottom.
 */
export function layOut<U extends PlacedUnit>(units: readonly U[]): BuildingGrid<U> {
  const names = [...new Set(units.map(({ entrance }) => entrance))].toSorted(inOrder)
  const floorOf = (unit: U) => unit.floor ?? floorOfRoom(unit.room)
  const byFloor = Map.groupBy(units, floorOf)
  const order = [...byFloor.keys()].toSorted(
    (a, b) => (b ?? Number.NEGATIVE_INFINITY) - (a ?? Number.NEGATIVE_INFINITY),
  )
  const rowOf = (floor: number | null, name: string) =>
    (byFloor.get(floor) ?? []).filter(({ entrance }) => entrance === name).toSorted((a, b) => inOrder(a.room, b.room))
  const entrances = names.map((name) => ({ name, width: Math.max(...order.map((floor) => rowOf(floor, name).length)) }))
  return {
    entrances,
    floors: order.map((floor) => ({
      floor,
      isInferred: (byFloor.get(floor) ?? []).some((unit) => unit.floor === null),
      cells: entrances.map(({ name, width }) => {
        const row = rowOf(floor, name)
        return [...row, ...new Array<null>(width - row.length).fill(null)]
      }),
    })),
  }
}

/** Room numbers in the order people count: 9 before 10. */
function inOrder(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b))
}
