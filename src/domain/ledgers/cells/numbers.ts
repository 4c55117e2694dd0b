import type { Fen } from '../../shared/quantities.ts'
import type { Cell } from '../sheet.ts'
import { toHalfWidth } from './characters.ts'
import type { CellNotes } from './cleaning.ts'
import { doubtError, labelOf } from './texts.ts'

const nothing = new Set(['', '—', '——', '-', '－', '/', '\\', '无'])
const unitWords = /(?:㎡|m2|m²|平方米|平米|平方|亩|公顷|套|户|个|幢|栋|座|层|间|次|人|条|份|期|件|本|%)$/i
const yuanPerWan = 10_000
/** More than any county has of anything; what lies above is a slip of the keyboard. */
const largestCount = 10_000_000
const largestAreaM2 = 1_000_000_000
const largestFen: Fen = 100_000_000_000 * 100

/** A number of things: whole and not negative. */
export function readCount(cell: Cell | undefined, notes: CellNotes): number | null {
  const number = readNumber(cell, notes)
  if (number === null || (Number.isInteger(number) && number >= 0 && number <= largestCount)) return number
  notes.doubt('number_expected', `“${labelOf(notes)}”应填个数，现为 ${number}`)
  return null
}

/** A plain number; text that means one is turned into it, anything else is a doubt. */
export function readNumber(cell: Cell | undefined, notes: CellNotes): number | null {
  if (typeof cell === 'number') return cell
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'string') return numberOfText(cell, notes)
  if (typeof cell === 'object' && 'error' in cell) return doubtError(cell.error, notes)
  return doubtNumber(cell, notes)
}

/** An area in ㎡, from the column's own unit. */
export function readArea(cell: Cell | undefined, notes: CellNotes): number | null {
  const number = readNumber(cell, notes)
  const { factor } = notes.column
  const areaM2 = number === null || factor === 1 ? number : Math.round(number * factor * 100) / 100
  if (areaM2 === null || Math.abs(areaM2) < largestAreaM2) return areaM2
  notes.doubt('area_too_large', `“${labelOf(notes)}”为 ${areaM2} ㎡，不可能有这么大`)
  return null
}

/** A price or payment in fen: not negative, and not more than a home can cost. */
export function readAmount(cell: Cell | undefined, notes: CellNotes): Fen | null {
  const fen = readMoney(cell, notes)
  if (fen === null || (fen >= 0 && fen <= largestFen)) return fen
  notes.doubt('number_expected', `“${labelOf(notes)}”${fen < 0 ? '不能是负数' : '金额过大'}：${fen / 100} 元`)
  return null
}

/** Money in fen; the cell's own 元 or 万元 goes before the column's unit. */
export function readMoney(cell: Cell | undefined, notes: CellNotes): Fen | null {
  const { factor } = notes.column
  if (typeof cell === 'number') return Math.round(cell * factor)
  if (typeof cell !== 'string') return readNumber(cell, notes)
  const named = /^[¥￥]?(.*?)(万元|万|元)$/.exec(toHalfWidth(cell.trim()))
  if (!named) {
    const number = numberOfText(cell, notes)
    return number === null ? null : Math.round(number * factor)
  }
  const number = plainNumber((named[1] ?? '').trim())
  if (number === null) return doubtNumber(cell, notes)
  const ownFactor = named[2] === '元' ? 100 : 100 * yuanPerWan
  const fen = Math.round(number * ownFactor)
  notes.cleaned(ownFactor === factor ? 'unit_word' : 'money_unit', cell, fen / factor)
  return fen
}

function numberOfText(raw: string, notes: CellNotes): number | null {
  const trimmed = raw.trim()
  if (nothing.has(trimmed)) return null
  const half = toHalfWidth(trimmed).replace(/^[¥￥]/, '')
  const bare = half.replace(unitWords, '').trim()
  const number = plainNumber(bare)
  if (number === null) return doubtNumber(raw, notes)
  if (half !== trimmed) notes.cleaned('full_width', raw, number)
  if (bare !== half) notes.cleaned('unit_word', raw, number)
  else if (bare.includes(',')) notes.cleaned('thousands', raw, number)
  else if (notes.isTyped) notes.cleaned('number_as_text', raw, number)
  return number
}

/** The number a text writes in digits, thousands parted or not; null when it writes none. */
function plainNumber(text: string): number | null {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return Number(text)
  if (/^[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replace(/[,，]/g, ''))
  return null
}

function doubtNumber(cell: Cell, notes: CellNotes): null {
  const shown = typeof cell === 'object' && cell !== null && 'day' in cell ? `日期 ${cell.day}` : `“${cell}”`
  notes.doubt('number_expected', `“${labelOf(notes)}”应填数字，现为${shown}`)
  return null
}
