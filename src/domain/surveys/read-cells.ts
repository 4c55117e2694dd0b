import { toHalfWidth } from '../ledgers/cells/characters.ts'
import { bareBuilding, bareEntrance, bareRoom } from '../ledgers/cells/places.ts'
import type { Cell } from '../ledgers/sheet.ts'
import type { SurveyColumn } from './columns.ts'
import type { BoundaryKind } from './survey.ts'

/** A cell as its column reads it; `undefined` for what cannot be read so, null for an empty one. */
export function readCell(cell: Cell | undefined, { reads }: SurveyColumn): string | number | null | undefined {
  const text = textOf(cell)
  if (text === undefined || text === null) return text
  switch (reads) {
    case 'text':
      return text
    case 'number':
      return numberOf(text)
    case 'count':
      return countOf(text)
    case 'building':
      return buildingOf(text)
    case 'entrance':
      return bareEntrance(text)
    case 'room':
      return bareRoom(text)
    case 'floor':
      return floorOf(text)
    case 'boundary':
      return boundaryOf(text)
  }
}

const nothing: readonly string[] = ['', '-', '—', '——', '/', '\\', '无']

function textOf(cell: Cell | undefined): string | null | undefined {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'object') return undefined // a date or a broken formula
  const text = toHalfWidth(String(cell)).trim()
  return nothing.includes(text) ? null : text
}

function numberOf(text: string): number | undefined {
  const bare = text.replace(/(?:㎡|m2|m²|平方米|米|m)$/i, '').replaceAll(',', '')
  return /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(bare) ? Number(bare) : undefined
}

function countOf(text: string): number | undefined {
  const value = numberOf(text.replace(/[层套户个圈]$/, ''))
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 100_000 ? value : undefined
}

/** In the national tables a building is told by its four digits, or by its whole code with the parcel before it. */
function buildingOf(text: string): string {
  const whole = /^\d{12}[A-Z]{2}\d{5}F(\d{4})$/.exec(text)
  return bareBuilding(whole?.[1] ?? text)
}

function floorOf(text: string): number | undefined {
  const parts = /^(?:第)?(地下|负|-|B)?(\d{1,3})(?:层|楼|F)?$/i.exec(text)
  if (!parts) return undefined
  const floor = Number(parts[2]) * (parts[1] ? -1 : 1)
  return floor >= -20 && floor <= 200 ? floor : undefined
}

const boundaryWords: Readonly<Record<string, BoundaryKind>> = {
  实测: 'measured',
  现状: 'measured',
  院墙: 'measured',
  measured: 'measured',
  批准: 'approved',
  审批: 'approved',
  红线: 'approved',
  approved: 'approved',
  幢: 'outline',
  轮廓: 'outline',
  outline: 'outline',
}

/** What a line encloses, from the word that begins it. */
export function boundaryOf(text: string): BoundaryKind | undefined {
  const word = Object.keys(boundaryWords).find((each) => text.startsWith(each))
  return word === undefined ? undefined : boundaryWords[word]
}
