import type { Cell, Merge, SheetRow } from '#domain/ledgers/sheet.ts'
import { LedgerRefused } from '../refused.ts'
import { widestColumns } from '../workbook.ts'
import { attribute, decodeEntities } from '../xlsx/xml-text.ts'

/** What the content of an OpenDocument spreadsheet says, in order. */
export type OdsPart =
  | { type: 'table'; name: string; isHidden: boolean }
  | { type: 'column'; count: number; isHidden: boolean }
  | { type: 'row'; row: SheetRow; merges: Merge[] }

const maxRows = 1_048_576
const mostRepeats = 10_000
const maxTagChars = 16 * 1024 * 1024

/** A cell as it is being read. */
type OpenCell = { value: Cell | undefined; text: string; paragraphs: number; repeated: number; covered: boolean }

/**
 * Scans `content.xml` as it arrives (ODF 1.3 part 3, chapter 9). Header rows and row groups are transparent: their
 * rows count like all others.
 */
export function createOdsScanner(label: string): (piece: string) => OdsPart[] {
  let text = ''
  let parts: OdsPart[] = []
  const hiddenStyles = new Set<string>()
  let styleName = ''
  let rowNumber = 0
  let rowRepeated = 1
  let cells: Cell[] = []
  let merges: Merge[] = []
  let cell: OpenCell | undefined
  /** Depth inside a comment or another thing whose text is not the cell's. */
  let aside = 0

  const opened: Record<string, (tag: string) => void> = {
    'style:style': (tag) => {
      styleName = attribute(tag, 'name') ?? ''
    },
    'style:table-properties': (tag) => {
      if (attribute(tag, 'display') === 'false') hiddenStyles.add(styleName)
    },
    'table:table': (tag) => {
      rowNumber = 0
      const isHidden = hiddenStyles.has(attribute(tag, 'style-name') ?? '')
      parts.push({ type: 'table', name: attribute(tag, 'name') ?? '', isHidden })
    },
    'table:table-column': (tag) => {
      const isHidden = /collapse|filter/.test(attribute(tag, 'visibility') ?? '')
      parts.push({ type: 'column', count: countOf(tag, 'number-columns-repeated'), isHidden })
    },
    'table:table-row': (tag) => {
      rowRepeated = countOf(tag, 'number-rows-repeated')
      cells = []
      merges = []
    },
    'table:table-cell': openCell,
    'table:covered-table-cell': openCell,
    'text:p': () => {
      if (cell && aside === 0 && cell.paragraphs++ > 0) cell.text += '\n'
    },
    'text:s': (tag) => addText(' '.repeat(Math.min(100, Number(attribute(tag, 'c') ?? 1)))),
    'text:tab': () => addText('\t'),
    'text:line-break': () => addText('\n'),
  }

  const closed: Record<string, () => void> = {
    'table:table-cell': closeCell,
    'table:covered-table-cell': closeCell,
    'table:table-row': closeRow,
  }

  function openCell(tag: string): void {
    const repeated = countOf(tag, 'number-columns-repeated')
    cell = { value: typedValue(tag), text: '', paragraphs: 0, repeated, covered: tag.startsWith('<table:covered') }
    const columns = countOf(tag, 'number-columns-spanned')
    const rows = countOf(tag, 'number-rows-spanned')
    if (columns === 1 && rows === 1) return
    const fromColumn = cells.length
    merges.push({ fromRow: rowNumber + 1, toRow: rowNumber + rows, fromColumn, toColumn: fromColumn + columns - 1 })
  }

  function closeCell(): void {
    if (!cell) return
    const { covered, repeated, text: said } = cell
    const value = covered ? null : cell.value === undefined ? errorOrText(said) : cell.value
    cell = undefined
    // Rows end in thousands of repeated cells; only the width of a ledger is kept.
    const kept = Math.min(repeated, widestColumns - cells.length)
    for (let count = 0; count < kept; count++) cells.push(value)
  }

  function closeRow(): void {
    let filled = cells.length
    while (filled > 0 && cells[filled - 1] === null) filled--
    const from = rowNumber + 1
    rowNumber += rowRepeated
    if (filled === 0 && merges.length === 0) return
    if (rowNumber > maxRows) throw new LedgerRefused('broken', `“${label}”的行数超出表格范围`)
    const own = cells.slice(0, filled)
    // Rows repeated without end are a column filled to the bottom of the sheet, not homes.
    const last = Math.min(rowNumber, from + mostRepeats)
    for (let row = from; row <= last; row++) parts.push({ type: 'row', row: { row, cells: own }, merges })
  }

  function addText(piece: string): void {
    if (cell && aside === 0) cell.text += piece
  }

  function readTag(tag: string): void {
    const isClosing = tag.charCodeAt(1) === 0x2f
    const name = /^<\/?([^\s/>]+)/.exec(tag)?.[1] ?? ''
    const isSelfClosed = tag.endsWith('/>')
    if (name === 'office:annotation' || name === 'text:ruby-text' || name === 'draw:frame') {
      if (!isSelfClosed) aside += isClosing ? -1 : 1
    } else if (isClosing) closed[name]?.()
    else {
      opened[name]?.(tag)
      if (isSelfClosed) closed[name]?.()
    }
  }

  return (piece) => {
    text += piece
    parts = []
    let at = 0
    for (;;) {
      const open = text.indexOf('<', at)
      const end = open < 0 ? -1 : text.indexOf('>', open)
      if (end < 0) break
      if (open > at && cell) addText(decodeEntities(text.slice(at, open)))
      readTag(text.slice(open, end + 1))
      at = end + 1
    }
    text = text.slice(at)
    if (text.length > maxTagChars) throw new LedgerRefused('broken', `“${label}”的表格内容已损坏，无法读取`)
    return parts
  }
}

/** The typed value of a cell; undefined where its text is its value. */
function typedValue(tag: string): Cell | undefined {
  const type = attribute(tag, 'value-type')
  if (type === undefined) return undefined
  if (type === 'float' || type === 'percentage' || type === 'currency') return Number(attribute(tag, 'value'))
  if (type === 'boolean') return attribute(tag, 'boolean-value') === 'true'
  // LibreOffice gives a formula error an empty string for its value and the error for its text.
  if (type !== 'date') return attribute(tag, 'string-value') || undefined
  const day = (attribute(tag, 'date-value') ?? '').slice(0, 10)
  return day < '1900-03-01' ? { day, isBeforeMarch1900: true } : { day }
}

function errorOrText(text: string): Cell {
  if (/^(?:#(?:REF|N\/A|VALUE|DIV\/0|NAME|NULL|NUM)[!?]?|Err:\d{3})$/.test(text)) return { error: text }
  return text === '' ? null : text
}

function countOf(tag: string, name: string): number {
  const count = Number(attribute(tag, name) ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, maxRows) : 1
}
