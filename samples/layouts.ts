import { at, type Draws } from './draws.ts'

/** A building of the sample campaign, before anybody owns a part of it. Areas are in hundredths of a square metre. */
export type Building = {
  number: number
  floors: number
  entrances: number
  /** Homes on one floor of one entrance. */
  homesPerFloor: number
  hasShops: boolean
  garages: number
  /** Places that hold no unit: passages, plant rooms, and upper halves of two-storey homes. */
  absent: ReadonlySet<number>
  /** Places whose unit takes in the place above it. */
  merged: ReadonlySet<number>
  homeAreas: readonly number[]
  /** Inner area as a share of the whole. */
  innerShare: number
}

/** A place in a building that holds a unit. */
export type Slot = {
  kind: 'home' | 'shop' | 'garage'
  entrance: number
  floor: number
  room: string
  area: number
  isMerged: boolean
}

type Shape = { floors: number; entrances: number; homesPerFloor: number; capacity: number }

/** Blocks with stairs only, and blocks with lifts. */
const shapes = { walkUp: shapesOf(4, 7, 2, 3), tower: shapesOf(8, 33, 2, 4) }
const manyInWalkUp = 60

/** Lays out buildings that hold exactly the given number of units. */
export function layOutEstate(units: number, isOld: boolean, draws: Draws): Building[] {
  const count = Math.min(8, Math.max(1, Math.round(units / (isOld ? 34 : 92))))
  const buildings: Building[] = []
  let left = units
  for (let number = 1; number <= count; number++) {
    const mean = left / (count - number + 1)
    const quota = number === count ? left : Math.round(mean * (0.85 + draws.next() * 0.3))
    buildings.push(layOutBuilding(number, quota, isOld, draws))
    left -= quota
  }
  return buildings
}

/** The units of a building: entrance by entrance from the ground up, garages last. */
export function slotsOf(building: Building): Slot[] {
  const { floors, entrances, homesPerFloor, absent } = building
  const slots: Slot[] = []
  for (let place = 0; place < entrances * floors * homesPerFloor; place++) {
    if (!absent.has(place)) slots.push(slotAt(building, place))
  }
  for (let garage = 0; garage < building.garages; garage++) slots.push(garageAt(building, garage))
  return slots
}

function slotAt(building: Building, place: number): Slot {
  const { floors, homesPerFloor } = building
  const position = place % homesPerFloor
  const floor = (Math.floor(place / homesPerFloor) % floors) + 1
  const entrance = Math.floor(place / (homesPerFloor * floors)) + 1
  const isShop = building.hasShops && floor === 1
  const isMerged = building.merged.has(place)
  const home = at(building.homeAreas, position) + (entrance % 2) * 37
  const area = isMerged ? Math.round(home * 1.72) : isShop ? Math.round(home * 0.64) : home
  const room = `${floor}${String(position + 1).padStart(2, '0')}`
  return { kind: isShop ? 'shop' : 'home', entrance, floor, room, area, isMerged }
}

function garageAt(building: Building, garage: number): Slot {
  const entrance = (garage % building.entrances) + 1
  const order = Math.floor(garage / building.entrances) + 1
  const area = 1820 + (garage % 7) * 113
  return { kind: 'garage', entrance, floor: -1, room: `B${String(order).padStart(2, '0')}`, area, isMerged: false }
}

function layOutBuilding(number: number, quota: number, isOld: boolean, draws: Draws): Building {
  const isWalkUp = quota <= manyInWalkUp && (isOld || draws.chance(0.3))
  const garages = draws.chance(isOld ? 0.12 : 0.45) ? Math.floor(quota * (0.05 + draws.next() * 0.1)) : 0
  const homes = quota - garages
  const shape = pickShape(isWalkUp ? shapes.walkUp : shapes.tower, homes, draws)
  const { absent, merged } = emptyPlaces(shape, shape.capacity - homes, draws)
  return {
    number,
    floors: shape.floors,
    entrances: shape.entrances,
    homesPerFloor: shape.homesPerFloor,
    hasShops: draws.chance(isOld ? 0.14 : 0.32),
    garages,
    absent,
    merged,
    homeAreas: Array.from({ length: shape.homesPerFloor }, () =>
      draws.between(isOld ? 5200 : 7800, isOld ? 11_800 : 14_600),
    ),
    innerShare: shape.floors < 8 ? 0.86 + draws.next() * 0.06 : 0.74 + draws.next() * 0.07,
  }
}

function shapesOf(lowest: number, highest: number, fewest: number, most: number): Shape[] {
  const found: Shape[] = []
  for (let floors = lowest; floors <= highest; floors++)
    for (let entrances = 1; entrances <= 4; entrances++)
      for (let homesPerFloor = fewest; homesPerFloor <= most; homesPerFloor++)
        found.push({ floors, entrances, homesPerFloor, capacity: floors * entrances * homesPerFloor })
  return found
}

function pickShape(from: readonly Shape[], homes: number, draws: Draws): Shape {
  const large = from.filter(({ capacity }) => capacity >= homes)
  const least = Math.min(...large.map(({ capacity }) => capacity))
  const tight = large.filter(({ capacity }) => capacity <= least + Math.max(1, homes * 0.05))
  return draws.pick(tight)
}

function emptyPlaces({ floors, homesPerFloor, capacity }: Shape, count: number, draws: Draws) {
  const floorOf = (place: number) => (Math.floor(place / homesPerFloor) % floors) + 1
  const places = draws.shuffled(Array.from({ length: capacity }, (_, place) => place))
  const edges = places.filter((place) => floorOf(place) === floors || floorOf(place) === 1)
  const middle = places.filter((place) => floorOf(place) !== floors && floorOf(place) !== 1)
  const absent = new Set([...edges, ...middle].slice(0, count))
  const isUpperHalf = (place: number) => floorOf(place) === floors && !absent.has(place - homesPerFloor)
  const merged = new Set(
    [...absent].filter((place) => isUpperHalf(place) && draws.chance(0.7)).map((place) => place - homesPerFloor),
  )
  return { absent, merged }
}
