import type { CellNotes } from '../ledgers/cells/cleaning.ts'
import { readDay } from '../ledgers/cells/dates.ts'
import type { Cell } from '../ledgers/sheet.ts'
import type { Fen, IsoDate } from '../shared/quantities.ts'
import type { RowReason } from './list-findings.ts'
import { readYuan } from './money.ts'

/** What a cell says, or why it cannot be read; `said`: as it stands there, where it cannot. */
type CellRead<T> = { value: T; why: null; said: null } | { value: null; why: RowReason; said: string }

const readable = <T>(value: T): CellRead<T> => ({ value, why: null, said: null })
const unreadable = <T>(why: RowReason, said: string): CellRead<T> => ({ value: null, why, said })

const whyOf = {
  foreign: 'amount_foreign',
  negative: 'amount_not_positive',
  not_a_number: 'amount_unreadable',
  parts_of_a_fen: 'amount_in_parts_of_a_fen',
  too_large: 'amount_too_large',
} as const satisfies Record<string, RowReason>

/** An amount as a list writes it; brackets and a minus of any form mean money that went the other way. */
export function readMoneyCell(cell: Cell | undefined, fenPerUnit: number): CellRead<Fen> {
  const said = textOf(cell)
  if (said === null) return unreadable('amount_missing', '')
  const written = typeof cell === 'number' ? String(Number(cell.toFixed(6))) : plainOf(said)
  const fen = readYuan(inYuan(written, fenPerUnit))
  if (typeof fen !== 'number') return unreadable(whyOf[fen.fault], said)
  if (fen === 0) return unreadable('amount_not_positive', said)
  return fen > largestFen ? unreadable('amount_too_large', said) : readable(fen)
}

/** An amount of the column's unit in yuan: the point is moved in the writing, so that nothing is rounded. */
function inYuan(written: string, fenPerUnit: number): string {
  const places = Math.round(Math.log10(fenPerUnit)) - 2
  const parts = /^([\d,，\s]+)(?:\.(\d+))?(万?元)?$/.exec(written)
  if (places === 0 || !parts) return written
  const [, whole = '', fraction = ''] = parts
  const digits = whole.replaceAll(/\D/g, '').padStart(3, '0') + fraction.padEnd(4, '0')
  const point = digits.length - Math.max(fraction.length, 4) + places
  return `${digits.slice(0, point)}.${digits.slice(point)}0`
}

const plainOf = (said: string): string =>
  said
    .normalize('NFKC')
    .replaceAll(/[−–—]/g, '-')
    .replace(/^\((.+)\)$/, '-$1')
    .replace(/^(-?)¥/, '$1')

/** More than any one payment; the limit of what a clerk may type. */
const largestFen: Fen = 10 ** 14

export function readDayCell(cell: Cell | undefined, today: IsoDate): CellRead<IsoDate> {
  const said = textOf(cell)
  if (said === null) return unreadable('day_missing', '')
  let why: RowReason = 'day_unreadable'
  const doubt: CellNotes['doubt'] = (kind) => {
    if (kind === 'date_impossible' || kind === 'date_1900') why = 'day_impossible'
  }
  const day = readDay(cell, { ...quiet, doubt })
  if (day === null) return unreadable(why, said)
  return day > today ? unreadable('day_in_future', said) : readable(day)
}

/** A spreadsheet keeps fifteen digits of a number; what is longer was a text once. */
export const hasLostDigits = (cell: Cell | undefined) => typeof cell === 'number' && !Number.isSafeInteger(cell)

/** What a cell says; null: nothing. */
export function textOf(cell: Cell | undefined): string | null {
  if (typeof cell === 'number') return String(cell)
  if (typeof cell !== 'string') return typeof cell === 'object' && cell !== null && 'day' in cell ? cell.day : null
  const text = cell.replace(/^'/, '').trim()
  return text === '' || /^[—/\\-]+$/.test(text) ? null : text
}

/** What is doubtful of a line is told by the reconciliation, in words of its own. */
export const quiet: CellNotes = {
  column: { index: 0, column: 'A', header: '清单', field: 'list', reads: 'text', factor: 1, hidden: false },
  isTyped: false,
  cleaned: () => undefined,
  habit: () => ({ saw: () => undefined }),
  doubt: () => undefined,
}
