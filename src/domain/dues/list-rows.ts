import { bareBuilding, bareEntrance, bareRoom, readPlace } from '../ledgers/cells/places.ts'
import type { Cell } from '../ledgers/sheet.ts'
import type { Fen, IsoDate } from '../shared/quantities.ts'
import { findCreditCodeFault } from '../units/codes.ts'
import { type DueKind, dueKindNames, dueKindOf, dueKinds } from './kinds.ts'
import { hasLostDigits, quiet, readDayCell, readMoneyCell, textOf } from './list-cells.ts'
import type { ListColumn, ListColumns } from './list-columns.ts'
import type { RowReason } from './list-findings.ts'

/** A line of a payment list as it was understood. Null: it does not say, or not so that it can be read. */
export type ListRow = {
  sheetRow: number
  payer: string | null
  idNumber: string | null
  uscc: string | null
  estate: string | null
  building: string | null
  entrance: string | null
  room: string | null
  kindWord: string | null
  kind: DueKind | null
  fen: Fen | null
  /** The amount and the day as they stand in the list, where they could not be read. */
  amountSaid: string | null
  paidOn: IsoDate | null
  daySaid: string | null
  receiptNo: string | null
  documentNo: string | null
  acceptanceNo: string | null
  unitCode: string | null
  fault: { why: RowReason; cell: string; detail: string | null } | null
}

export type ReadLine = { row: ListRow } | { statedFen: Fen }

type Reading = { columns: ListColumns; today: IsoDate; usualKind: DueKind | null }

/** Cells of a line by the names of their columns. */
type Line = { cellOf: (column: ListColumn) => Cell | undefined; textIn: (column: ListColumn) => string | null }

/** Reads lines of a payment list; null: the line is empty. The line of the sum is told apart. */
export function createListReader({
  columns: { at, fenPerUnit },
  today,
  usualKind,
}: Reading): (sheetRow: number, cells: readonly Cell[]) => ReadLine | null {
  return (sheetRow, cells) => {
    if (cells.every((value) => textOf(value) === null)) return null
    const cellOf = (column: ListColumn) => cells[at.get(column) ?? -1]
    const line: Line = { cellOf, textIn: (column) => textOf(cellOf(column)) }
    const money = readMoneyCell(cellOf('amount'), fenPerUnit)
    if (line.textIn('receiptNo') === null && cells.some(isSumWord))
      return money.value === null ? null : { statedFen: money.value }
    const day = readDayCell(cellOf('paidOn'), today)
    const kindWord = line.textIn('kind')
    const named = { ...whoOf(line), ...placeOf(line), ...numbersOf(line) }
    const fault = faultOf(line, { money, day, isNobody: Object.values(named).every((value) => value === null) })
    const row = {
      sheetRow,
      ...named,
      kindWord,
      kind: kindWord === null ? usualKind : kindOf(kindWord),
      fen: money.value,
      amountSaid: money.said,
      paidOn: day.value,
      daySaid: day.said,
      receiptNo: hasLostDigits(cellOf('receiptNo')) ? null : bare(line.textIn('receiptNo')),
      fault: fault && { why: fault.why, detail: fault.detail, cell: `${letterOf(at.get(fault.at) ?? 0)}${sheetRow}` },
    }
    return { row }
  }
}

type Fault = { why: RowReason; detail: string | null; at: ListColumn }

/** The first thing that keeps a line from being booked at all. */
function faultOf(
  { cellOf, textIn }: Line,
  {
    money,
    day,
    isNobody,
  }: { money: ReturnType<typeof readMoneyCell>; day: ReturnType<typeof readDayCell>; isNobody: boolean },
): Fault | null {
  if (money.why) return { why: money.why, detail: money.said, at: 'amount' }
  if (day.why) return { why: day.why, detail: day.said, at: 'paidOn' }
  if (hasLostDigits(cellOf('receiptNo'))) return { why: 'receipt_lost_digits', detail: null, at: 'receiptNo' }
  if (textIn('receiptNo') === null) return { why: 'receipt_missing', detail: null, at: 'receiptNo' }
  return isNobody ? { why: 'nobody_named', detail: null, at: 'payer' } : null
}

/** A masked number, or one that lost digits in a spreadsheet, is nobody's. */
function whoOf({ cellOf, textIn }: Line): Pick<ListRow, 'payer' | 'idNumber' | 'uscc'> {
  const said = bare(textIn('idNumber'))?.toUpperCase() ?? null
  const number = said?.includes('*') || hasLostDigits(cellOf('idNumber')) ? null : said
  const isCompany = number !== null && findCreditCodeFault(number) === null
  return { payer: textIn('payer'), idNumber: isCompany ? null : number, uscc: isCompany ? number : null }
}

function numbersOf({ textIn }: Line): Pick<ListRow, 'documentNo' | 'acceptanceNo' | 'unitCode'> {
  const documentNo = bare(textIn('documentNo'))
  return {
    documentNo: documentNo?.replaceAll(/[[［【]/g, '〔').replaceAll(/[\]］】]/g, '〕') ?? null,
    acceptanceNo: textIn('acceptanceNo'),
    unitCode: bare(textIn('unitCode'))?.toUpperCase() ?? null,
  }
}

/** The home, from one cell (3号楼-501, 晨光小区3-2-501) or from the cells of its building, entrance and room. */
function placeOf({ textIn }: Line): Pick<ListRow, 'estate' | 'building' | 'entrance' | 'room'> {
  const said =
    textIn('place')
      ?.replaceAll(/[－—–/／]/g, '-')
      .replaceAll(/(号楼|#楼|#|幢|栋|座|单元)-/g, '$1') ?? null
  const whole = said === null ? null : readPlace(said, quiet)
  const estate = textIn('estate') ?? (said && estateBefore(said))
  if (whole) return { estate, building: whole.building, entrance: whole.entrance, room: bareRoom(whole.room) }
  const [building, entrance, room] = [textIn('building'), textIn('entrance'), textIn('room')]
  return {
    estate,
    building: building && bareBuilding(building),
    entrance: entrance && bareEntrance(entrance),
    room: room && bareRoom(room),
  }
}

const estateBefore = (place: string): string | null =>
  /^(.*?)(?:[0-9A-Za-z]+|[一二三四五六七八九十]{1,3})(?:号楼|#楼|#|幢|栋|座|-)/.exec(place)?.[1]?.trim() || null

/** The one kind of due that words above a header, or a sheet's name, speak of. */
export function kindNamed(words: string): DueKind | null {
  const kinds = dueKindNames.filter((kind) => kind !== 'other' && dueKinds[kind].words.test(words))
  const [kind, another] = kinds
  return kind && !another ? kind : null
}

/** 税种：契税（房屋买卖） is deed tax. */
function kindOf(word: string): DueKind | null {
  const bare = word.normalize('NFKC').replaceAll(/\s|\([^)]*\)/g, '')
  const kind = dueKindOf(bare)
  return kind === 'other' ? kindNamed(bare) : kind
}

const bare = (text: string | null): string | null => text?.replaceAll(/\s/g, '') ?? null

const isSumWord = (cell: Cell) =>
  typeof cell === 'string' && /^(?:合\s*计|总\s*计|小\s*计|总金额)[:：]?$/.test(cell.trim())

/** Column 0 is A, 26 is AA. */
const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
