import type { Cell } from '../sheet.ts'
import { chineseNumber } from './characters.ts'
import type { CellNotes } from './cleaning.ts'
import { doubtError, isBlank, labelOf, readName } from './texts.ts'

const buildingForm = /^(?:第)?(.*?)(#楼|号楼|#|号|幢|栋|座|楼)?$/
const entranceForm = /^(?:第)?(.*?)(单元|号单元|梯|门)?$/
/** Below the deepest cellar and above the highest house there is none. */
const lowestFloor = -20
const highestFloor = 200
const floorForm = /^(?:第)?(地下|负|-|B)?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:层|楼|F)?$/i

/** Number of a building without its word: `1#`, `1号楼`, `１幢` are all `1`. */
export function createBuildingReader(notes: CellNotes): (cell: Cell | undefined) => string | null {
  const known = new Map<string, { number: string; word: string }>()
  const habit = notes.habit('building')
  return (cell) => {
    const name = readName(cell, notes)
    if (name === null) return null
    let parts = known.get(name)
    if (!parts) {
      parts = partsOf(name, buildingForm)
      // A register names few buildings; the bound keeps a column of anything else from filling the memory.
      if (known.size < 10_000) known.set(name, parts)
    }
    habit.saw(parts.word, name)
    return parts.number
  }
}

/** Number of an entrance without its word: `1单元`, `一单元`, `1` are all `1`. */
export function readEntrance(cell: Cell | undefined, notes: CellNotes): string | null {
  if (typeof cell === 'number') return String(cell)
  const name = readName(cell, notes)
  return name === null ? null : partsOf(name, entranceForm).number
}

/** Number of a room without its word: `301室`, `301` (text or number) are all `301`. */
export function readRoom(cell: Cell | undefined, notes: CellNotes): string | null {
  if (typeof cell === 'number') return String(cell)
  const name = readName(cell, notes)
  return name === null ? null : bareRoom(name)
}

/** Number of a building, of an entrance, of a room, each without its word. */
export const bareBuilding = (name: string): string => partsOf(name, buildingForm).number
export const bareEntrance = (name: string): string => partsOf(name, entranceForm).number
export const bareRoom = (name: string): string => name.replace(/^(.*\d)[室号户]$/, '$1')

/** A storey: 1 is the ground floor, -1 the first below it. Of several (`1-2`) the lowest. */
export function readFloor(cell: Cell | undefined, notes: CellNotes): number | null {
  if (isBlank(cell)) return null
  if (typeof cell === 'object' && cell !== null && 'error' in cell) return doubtError(cell.error, notes)
  const floor = typeof cell === 'string' ? floorOf(cell, notes) : typeof cell === 'number' ? cell : null
  if (floor !== null && Number.isInteger(floor) && floor >= lowestFloor && floor <= highestFloor) return floor
  if (cell !== '—' && cell !== '/') notes.doubt('floor_unreadable', `“${labelOf(notes)}”看不出层数：${shown(cell)}`)
  return null
}

/** Storey and number of storeys of the building from one cell: `3/6`. */
export function readFloorPair(cell: Cell | undefined, notes: CellNotes): [floor: number | null, total: number | null] {
  if (typeof cell !== 'string') return [readFloor(cell, notes), null]
  const slash = cell.search(/[/／]/)
  if (slash <= 0) return [readFloor(cell, notes), null]
  return [readFloor(cell.slice(0, slash), notes), readFloor(cell.slice(slash + 1), notes)]
}

/** Where a home is, from one cell. */
export type Place = { building: string; entrance: string | null; room: string }

const writtenPlace =
  /(?:^|[^0-9A-Za-z一二三四五六七八九十])?([0-9A-Za-z]+|[一二三四五六七八九十]{1,3})(?:号楼|#楼|#|幢|栋|座)(?:([0-9]+|[一二三四五六七八九十]{1,3})单元)?(?:[^0-9A-Za-z]*层)?([0-9A-Za-z]+)(?:室|号|户)?$/
const dashedPlace = /(?:^|[^0-9A-Za-z-])([0-9A-Za-z]+)-(?:([0-9A-Za-z]+)-)?([0-9A-Za-z]+)(?:室|号)?$/

/** Building, entrance and room from one cell: `3号楼2单元501室`, `3-2-501`, with or without the estate before them. */
export function readPlace(cell: Cell | undefined, notes: CellNotes): Place | null {
  const name = readName(cell, notes)
  if (name === null) return null
  const parts = writtenPlace.exec(name) ?? dashedPlace.exec(name)
  if (!parts) {
    notes.doubt('place_unreadable', `“${labelOf(notes)}”看不出楼号和房号：${name}`, '按 3号楼2单元501室 的形式填写')
    return null
  }
  const [, building = '', entrance, room = ''] = parts
  return {
    building: partsOf(building, buildingForm).number,
    entrance: entrance ? partsOf(entrance, entranceForm).number : null,
    room,
  }
}

function floorOf(cell: string, notes: CellNotes): number | null {
  const name = readName(cell, notes)
  const first = /^(.+?)(?:[-~至、,，](?=\S))/.exec(name ?? '')?.[1] ?? name ?? ''
  const parts = floorForm.exec(first) ?? floorForm.exec(name ?? '')
  if (!parts) return null
  const digits = parts[2] ?? ''
  const number = /\d/.test(digits) ? Number(digits) : chineseNumber(digits)
  return number === null ? null : parts[1] ? -number : number
}

function partsOf(name: string, form: RegExp): { number: string; word: string } {
  const parts = form.exec(name)
  const bare = parts?.[1] || name
  const word = parts?.[1] ? (parts[2] ?? '') : ''
  if (/^\d+$/.test(bare)) return { number: String(Number(bare)), word }
  const chinese = chineseNumber(bare)
  return { number: chinese === null ? bare.toUpperCase() : String(chinese), word }
}

function shown(cell: Cell | undefined): string {
  return typeof cell === 'object' && cell !== null && 'day' in cell ? cell.day : String(cell)
}
