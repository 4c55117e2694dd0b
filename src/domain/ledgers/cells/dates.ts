import { dayOf } from '../../shared/days.ts'
import type { IsoDate } from '../../shared/quantities.ts'
import type { Cell, CellDay } from '../sheet.ts'
import { toHalfWidth } from './characters.ts'
import type { CellNotes } from './cleaning.ts'
import { doubtError, labelOf } from './texts.ts'

const nothing = new Set(['', '—', '——', '-', '/', '\\', '无', '未办', '未办理', '未登记', '未转移', '未完成'])
const dayForm =
  /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:\s*T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/
const monthForm = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?(?:份|底|初)?$/
/** Serial numbers that are days of 1949-10-01 to 2199-12-31 in the 1900 date system. */
const firstSerial = 18_172
const lastSerial = 109_574
/** No day of this campaign lies before the People's Republic; what does is a slip. */
const firstDay = '1949-10-01'

/** A calendar day from any of its writings; what is no day, or none of the calendar, is a doubt. */
export function readDay(cell: Cell | undefined, notes: CellNotes): IsoDate | null {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'object') return 'day' in cell ? checkedDay(cell, notes) : doubtError(cell.error, notes)
  if (typeof cell === 'number') return dayOfNumber(cell, notes)
  return typeof cell === 'boolean' ? doubtUnreadable(cell, notes) : dayOfText(cell, notes)
}

function dayOfText(cell: string, notes: CellNotes): IsoDate | null {
  const text = toHalfWidth(cell).trim()
  if (nothing.has(text)) return null
  // Digits alone are a serial number or eight digits that were stored as text.
  if (/^\d{5,8}(?:\.\d+)?$/.test(text)) return dayOfNumber(Number(text), notes)
  const parts = dayForm.exec(text)
  if (!parts) return doubtUnreadable(cell, notes)
  const day = dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  if (day === null) return doubtImpossible(cell, notes)
  if (notes.isTyped) notes.cleaned('date', cell, day)
  return checkedDay({ day }, notes)
}

function checkedDay({ day, isBeforeMarch1900 }: CellDay, notes: CellNotes): IsoDate | null {
  if (day >= firstDay) return day
  if (isBeforeMarch1900) {
    notes.doubt('date_1900', `“${labelOf(notes)}”显示为 ${day}，疑似把数字设成了日期格式，请核对`)
    return null
  }
  return doubtImpossible(day, notes)
}

function dayOfNumber(number: number, notes: CellNotes): IsoDate | null {
  const day = Number.isInteger(number) && number > 19_000_000 ? dayOfDigits(number) : dayOfSerial(number)
  if (day === undefined) return doubtUnreadable(number, notes)
  if (day === null) return doubtImpossible(number, notes)
  notes.cleaned('date', number, day)
  return day
}

/** 20220418 → 2022-04-18; null when there is no such day. */
function dayOfDigits(number: number): IsoDate | null | undefined {
  if (number > 99_991_231) return undefined
  return dayOf(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100)
}

/** The day of a serial number left in a cell without date format (1900 system); undefined when it can be none. */
function dayOfSerial(number: number): IsoDate | undefined {
  if (number < firstSerial || number > lastSerial) return undefined
  return dayOfDayNumber(Math.floor(number) - 25_569)
}

/** Civil date of days since 1970-01-01 (algorithm after H. Hinnant). */
function dayOfDayNumber(days: number): IsoDate {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  // The algorithm gives days of the calendar only.
  return dayOf(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1) as IsoDate
}

/** A month `YYYY-MM`, or a year `YYYY` where only that is given, from any of its writings. */
export function readMonth(cell: Cell | undefined, notes: CellNotes): string | null {
  if (cell === null || cell === undefined) return null
  if (typeof cell === 'object')
    return 'day' in cell ? (checkedDay(cell, notes)?.slice(0, 7) ?? null) : doubtError(cell.error, notes)
  if (typeof cell === 'number') return monthOfNumber(cell, notes)
  if (typeof cell === 'boolean') return doubtMonth(cell, notes)
  const text = toHalfWidth(cell).trim()
  if (nothing.has(text)) return null
  if (/^\d{5,6}$/.test(text)) return monthOfNumber(Number(text), notes)
  const year = /^(\d{4})\s*年?$/.exec(text)?.[1]
  if (year) return year
  const parts = dayForm.exec(text) ?? monthForm.exec(text)
  const month = parts && dayOf(Number(parts[1]), Number(parts[2]), 1)?.slice(0, 7)
  if (!month) return doubtMonth(cell, notes)
  if (!/^\d{4}年\d{1,2}月$/.test(cell)) notes.cleaned('month', cell, month)
  return month
}

/** 2009.12 → 2009-12, 37408 → 2002-06, 2005 → 2005. A number loses its last nought: 2014.1 may be October. */
function monthOfNumber(number: number, notes: CellNotes): string | null {
  if (Number.isInteger(number) && number >= 1900 && number <= 2100) return String(number)
  const month = monthOfSerial(number) ?? monthOfDigits(number) ?? monthOfFraction(number)
  if (month === null) return doubtMonth(number, notes)
  notes.cleaned('month', number, month)
  if (!Number.isInteger(number) && month.endsWith('-01')) {
    notes.doubt('month_ambiguous', `“${labelOf(notes)}”为 ${number}，按1月读取；如为10月请改为文本`)
  }
  return month
}

function monthOfSerial(number: number): string | null {
  return dayOfSerial(number)?.slice(0, 7) ?? null
}

/** 200912 → 2009-12. */
function monthOfDigits(number: number): string | null {
  return Number.isInteger(number) ? monthOf(Math.floor(number / 100), number % 100) : null
}

/** 2009.12 → 2009-12, 2005.7 → 2005-07. */
function monthOfFraction(number: number): string | null {
  const year = Math.floor(number)
  const hundredths = Math.round((number - year) * 100)
  return monthOf(year, hundredths % 10 === 0 ? hundredths / 10 : hundredths)
}

function monthOf(year: number, month: number): string | null {
  return year >= 1900 && year <= 2100 ? (dayOf(year, month, 1)?.slice(0, 7) ?? null) : null
}

function doubtImpossible(cell: Cell, notes: CellNotes): null {
  notes.doubt('date_impossible', `“${labelOf(notes)}”的日期不存在：${cell}`)
  return null
}

function doubtUnreadable(cell: Cell, notes: CellNotes): null {
  const isMonth = typeof cell === 'string' && monthForm.test(toHalfWidth(cell).trim())
  const said = isMonth ? '只有年月，缺少日' : '不是日期'
  notes.doubt('date_unreadable', `“${labelOf(notes)}”${said}：${cell}`, '按 2022-03-19 的形式填写')
  return null
}

function doubtMonth(cell: Cell, notes: CellNotes): null {
  notes.doubt('month_unreadable', `“${labelOf(notes)}”看不出年月：${cell}`, '按 2011年3月 的形式填写')
  return null
}
