import { lastDayOfMonth } from '../../shared/days.ts'
import type { CellNotes } from '../cells/cleaning.ts'
import { readDay, readMonth } from '../cells/dates.ts'
import { readArea, readCount, readMoney, readNumber } from '../cells/numbers.ts'
import { isBlank, readName, readWords } from '../cells/texts.ts'
import type { LedgerLine, SummaryRow } from '../rows.ts'
import type { Cell } from '../sheet.ts'
import { findDay } from '../tables/preamble.ts'
import type { ColumnReading, RecognisedColumn } from '../tables.ts'
import { columnsByField } from './context.ts'
import { createFieldReader } from './read-estate.ts'
import type { RowNotes } from './row-notes.ts'

/** Makes the reader of a table of repeated counts. */
export function createSummaryReader(
  all: readonly RecognisedColumn[],
  notes: RowNotes,
): (cells: readonly Cell[]) => SummaryRow {
  const columns = columnsByField<keyof SummaryRow>(all)
  const read = createFieldReader(columns, notes)
  const isMonthly = columns.subject?.reads === 'month'
  const reasons = all.filter((column) => column.field === 'openByReason')

  return (cells) => {
    const subject = read(cells, 'subject', isMonthly ? readMonth : readName)
    const remark = read(cells, 'remark', readWords)
    return {
      subject,
      estates: read(cells, 'estates', readCount),
      units: read(cells, 'units', readCount),
      legacyEstates: read(cells, 'legacyEstates', readCount),
      newBuildEstates: read(cells, 'newBuildEstates', readCount),
      legacyUnits: read(cells, 'legacyUnits', readCount),
      newBuildUnits: read(cells, 'newBuildUnits', readCount),
      firstRegistered: read(cells, 'firstRegistered', readCount),
      firstCompletedOn: read(cells, 'firstCompletedOn', readDay),
      transferred: read(cells, 'transferred', readCount),
      open: read(cells, 'open', readCount),
      openByReason: readReasons(cells, reasons, notes),
      asOf: isMonthly && subject?.length === 7 ? lastDayOfMonth(subject) : remark === null ? null : findDay(remark),
      remark,
    }
  }
}

function readReasons(
  cells: readonly Cell[],
  reasons: readonly RecognisedColumn[],
  notes: RowNotes,
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const column of reasons) {
    notes.column = column
    const count = readNumber(cells[column.index], notes)
    if (count !== null) counts[column.header.slice(column.header.lastIndexOf('/') + 1)] = count
  }
  return counts
}

type LineValue = string | number | boolean | null

const lineReaders: Record<ColumnReading, (cell: Cell | undefined, notes: CellNotes) => LineValue> = {
  text: readWordsOrNumber,
  number: readLineNumber,
  money: (cell, notes) => (isMoney(cell) ? readMoney(cell, notes) : readWords(cell, notes)),
  area: (cell, notes) => (isFigure(cell) ? readArea(cell, notes) : readWords(cell, notes)),
  day: (cell, notes) => (isDayWriting(cell) ? readDay(cell, notes) : readWords(cell, notes)),
  month: (cell, notes) =>
    isFigure(cell) || typeof cell === 'object' ? readMonth(cell, notes) : readWords(cell, notes),
  yes_no: readWords,
}

/** Makes the reader of a table that is kept as it stands. What does not fit its column stays as written. */
export function createLineReader(
  all: readonly RecognisedColumn[],
  notes: RowNotes,
): (cells: readonly Cell[]) => LedgerLine {
  return (cells) => {
    const line: Record<string, LineValue> = {}
    for (const column of all) {
      notes.column = column
      const cell = cells[column.index]
      line[column.header] = isBlank(cell) ? null : lineReaders[column.reads](cell, notes)
    }
    return line
  }
}

function readWordsOrNumber(cell: Cell | undefined, notes: CellNotes): LineValue {
  return typeof cell === 'string' ? readName(cell, notes) : typeof cell === 'number' ? cell : readWords(cell, notes)
}

function readLineNumber(cell: Cell | undefined, notes: CellNotes): LineValue {
  return isFigure(cell) ? readNumber(cell, notes) : readWords(cell, notes)
}

function isFigure(cell: Cell | undefined): boolean {
  return (
    typeof cell === 'number' ||
    (typeof cell === 'string' && /^\s*[+-]?[\d０-９][\d０-９,.年月]*\s*(?:㎡|[套户个幢栋次人条份期])?\s*$/.test(cell))
  )
}

function isMoney(cell: Cell | undefined): boolean {
  return (
    isFigure(cell) || (typeof cell === 'string' && /^\s*[¥￥]?[\d０-９][\d０-９,.]*\s*(?:万元|万|元)?\s*$/.test(cell))
  )
}

function isDayWriting(cell: Cell | undefined): boolean {
  return (
    typeof cell !== 'string' ||
    /^\s*[\d０-９]{4}\s*[-./年]\s*[\d０-９]{1,2}\s*[-./月]\s*[\d０-９]{1,2}\s*日?\s*$|^\d{8}$/.test(cell)
  )
}
