import { type Cell, type CellDay, uncalculated } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from '../refused.ts'
import type { SharedStrings } from './shared-strings.ts'
import { decodeCellText, richText } from './xml-text.ts'

/** What the cells of a sheet refer to elsewhere in the workbook. */
export type CellSources = {
  strings: SharedStrings
  /** 1 for each style that shows a day. */
  dayStyles: Uint8Array
  dayOf(serial: number): CellDay | null
  label: string
}

/**
 * The text at hand and the cell being read in it. It is one object changed in place, and characters are compared by
 * code: a city's register has millions of cells, and here is where the time goes.
 */
export type CellScan = {
  text: string
  value: Cell
  /** 0-based. */
  column: number
  style: number
  type: number
  isFormula: boolean
  /** Characters between `<` and the local name of a tag, and the end tags looked for. */
  tagSkip: number
  inlineClose: string
  formulaClose: string
  sources: CellSources
}

export const slash = 0x2f
export const greater = 0x3e
export const space = 0x20
const maxColumns = 16_384

const sharedType = 1
const textType = 2
const inlineType = 3
const booleanType = 4
const errorType = 5
const dayType = 6

/** Reads the cell whose tag opens at `open`; gives the place after it, or -1 when the text ends first. */
export function readCell(scan: CellScan, open: number): number {
  scan.value = null
  scan.style = 0
  scan.type = 0
  scan.isFormula = false
  const end = readTag(scan, open + scan.tagSkip + 1)
  if (end < 0) return -1
  if (scan.text.charCodeAt(end) !== slash) return readContent(scan, end + 1)
  return end + 2 <= scan.text.length ? end + 2 : -1
}

/** Reads the attributes from `from` on; gives the place of the `>` or `/` that ends them, or -1. */
function readTag(scan: CellScan, from: number): number {
  const { text } = scan
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === greater || code === slash) return at
    if (code <= space) {
      at++
      continue
    }
    const equals = text.indexOf('=', at)
    const end = equals < 0 ? -1 : text.indexOf(text.charAt(equals + 1), equals + 2)
    if (end < 0) return -1
    if (equals === at + 1) readAttribute(scan, code, equals + 2, end)
    at = end + 1
  }
}

function readAttribute(scan: CellScan, name: number, from: number, end: number): void {
  if (name === 0x72) scan.column = columnAt(scan, from, end)
  else if (name === 0x73) scan.style = wholeNumberAt(scan.text, from, end)
  else if (name === 0x74) scan.type = typeAt(scan.text, from)
}

function columnAt(scan: CellScan, from: number, end: number): number {
  let number = 0
  for (let at = from; at < end; at++) {
    const letter = scan.text.charCodeAt(at) & ~0x20
    if (letter < 65 || letter > 90) break
    number = number * 26 + letter - 64
  }
  if (number > maxColumns) throw new LedgerRefused('broken', `“${scan.sources.label}”的列号超出表格范围`)
  return number === 0 ? scan.column : number - 1
}

function wholeNumberAt(text: string, from: number, end: number): number {
  let number = 0
  for (let at = from; at < end; at++) number = number * 10 + text.charCodeAt(at) - 48
  return number
}

function typeAt(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (first === 0x73) return text.charCodeAt(from + 1) === 0x74 ? textType : sharedType
  if (first === 0x69) return inlineType
  if (first === 0x62) return booleanType
  if (first === 0x65) return errorType
  return first === 0x64 ? dayType : 0
}

/** Reads what stands in the cell from `from`; gives the place after its end tag, or -1. */
function readContent(scan: CellScan, from: number): number {
  const { text } = scan
  let at = from
  for (;;) {
    const open = text.indexOf('<', at)
    const tagEnd = open < 0 ? -1 : text.indexOf('>', open)
    if (tagEnd < 0) return -1
    if (text.charCodeAt(open + 1) === slash) {
      // A formula that came to an empty text says so by its type.
      if (scan.isFormula && scan.value === null && scan.type === 0) scan.value = { error: uncalculated }
      return tagEnd + 1
    }
    if (text.charCodeAt(open + scan.tagSkip) === 0x66) scan.isFormula = true
    at = text.charCodeAt(tagEnd - 1) === slash ? tagEnd + 1 : readPart(scan, open, tagEnd)
    if (at < 0) return -1
  }
}

function readPart(scan: CellScan, open: number, tagEnd: number): number {
  const { text, tagSkip } = scan
  const name = text.charCodeAt(open + tagSkip)
  const next = text.charCodeAt(open + tagSkip + 1)
  const isSingle = next === greater || next === space
  if (name === 0x76 && isSingle) return readValue(scan, tagEnd)
  if (name === 0x69) return readInline(scan, tagEnd)
  const closing = name === 0x66 && isSingle ? scan.formulaClose : closingOf(text, open, tagEnd)
  const close = text.indexOf(closing, tagEnd)
  return close < 0 ? -1 : close + closing.length
}

function readValue(scan: CellScan, tagEnd: number): number {
  const { text } = scan
  const close = text.indexOf('<', tagEnd)
  const end = close < 0 ? -1 : text.indexOf('>', close)
  if (end < 0) return -1
  scan.value = meaningOf(scan, text.slice(tagEnd + 1, close))
  return end + 1
}

function readInline(scan: CellScan, tagEnd: number): number {
  const { text, inlineClose } = scan
  const close = text.indexOf(inlineClose, tagEnd)
  if (close < 0) return -1
  scan.value = (plainInline(scan, tagEnd + 1, close) ?? richText(text.slice(tagEnd + 1, close))) || null
  return close + inlineClose.length
}

/** The text of an inline string that is a single run, by far the most common; undefined when it is not. */
function plainInline({ text, tagSkip }: CellScan, from: number, to: number): string | undefined {
  if (text.charCodeAt(from + tagSkip) !== 0x74) return undefined
  const start = text.indexOf('>', from) + 1
  const close = text.indexOf('<', start)
  return text.indexOf('>', close) === to - 1 ? decodeCellText(text.slice(start, close)) : undefined
}

function closingOf(text: string, open: number, tagEnd: number): string {
  const tag = text.slice(open + 1, tagEnd)
  return `</${/^[^\s]*/.exec(tag)?.[0] ?? tag}>`
}

/** What the stored value of the cell means, by its type and style (ECMA-376 18.3.1.4). */
function meaningOf({ type, style, sources }: CellScan, raw: string): Cell {
  if (raw === '') return null
  if (type === sharedType) return sources.strings.at(Number(raw)) || null
  if (type === textType || type === inlineType) return decodeCellText(raw)
  if (type === booleanType) return raw === '1' || raw === 'true'
  if (type === errorType) return { error: decodeCellText(raw) }
  if (type === dayType) return { day: raw.slice(0, 10) }
  const number = Number(raw)
  if (Number.isNaN(number)) return decodeCellText(raw)
  return sources.dayStyles[style] === 1 ? (sources.dayOf(number) ?? number) : number
}
