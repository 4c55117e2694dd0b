import { readDay } from '../cells/dates.ts'
import { readMoney } from '../cells/numbers.ts'
import { readCode, readName, readWords } from '../cells/texts.ts'
import type { FundRow, TaxPaymentRow, TaxSumRow } from '../money-rows.ts'
import type { Cell } from '../sheet.ts'
import type { RecognisedColumn } from '../tables.ts'
import type { MoneyKind } from '../uses.ts'
import { columnsByField, type ReadingContext } from './context.ts'
import { sayAhead } from './judge-unit.ts'
import { mandatory } from './mandatory.ts'
import { createFieldReader } from './read-estate.ts'
import type { RowNotes } from './row-notes.ts'
import type { RowJudge, RowReader } from './row-reader.ts'

type Columns = readonly RecognisedColumn[]

/** Reader and judge of the tables of money. */
export function createMoneyRowReader(
  kind: MoneyKind,
  columns: Columns,
  { lastDay }: Pick<ReadingContext, 'lastDay'>,
  notes: RowNotes,
): { read: RowReader; judge: RowJudge } {
  // each judge is given what the reader beside it has read
  switch (kind) {
    case 'tax_payments':
      return {
        read: createPaymentReader(columns, notes),
        judge: (value) => judgePayment(value as TaxPaymentRow, columns, lastDay, notes),
      }
    case 'funds':
      return {
        read: createFundReader(columns, notes),
        judge: (value) => judgeFund(value as FundRow, columns, lastDay, notes),
      }
    case 'taxes':
      return { read: createSumReader(columns, notes), judge: (value) => judgeSums(value as TaxSumRow, columns, notes) }
  }
}

function createPaymentReader(all: Columns, notes: RowNotes): (cells: readonly Cell[]) => TaxPaymentRow {
  const read = createFieldReader<keyof TaxPaymentRow>(columnsByField(all), notes)
  return (cells) => ({
    paidOn: read(cells, 'paidOn', readDay),
    receiptNo: read(cells, 'receiptNo', readCode),
    estate: read(cells, 'estate', readName),
    payer: read(cells, 'payer', readName),
    dueWord: read(cells, 'dueWord', readName),
    amountFen: read(cells, 'amountFen', readMoney),
  })
}

function createFundReader(all: Columns, notes: RowNotes): (cells: readonly Cell[]) => FundRow {
  const read = createFieldReader<keyof FundRow>(columnsByField(all), notes)
  return (cells) => ({
    allottedOn: read(cells, 'allottedOn', readDay),
    purpose: read(cells, 'purpose', readWords),
    amountFen: read(cells, 'amountFen', readMoney),
  })
}

function createSumReader(all: Columns, notes: RowNotes): (cells: readonly Cell[]) => TaxSumRow {
  const read = createFieldReader<'estate' | 'payer'>(columnsByField(all), notes)
  const kinds = all.filter(({ field }) => field === 'sum')
  return (cells) => ({
    estate: read(cells, 'estate', readName),
    payer: read(cells, 'payer', readName),
    sums: kinds.flatMap((column) => {
      notes.column = column
      const fen = readMoney(cells[column.index], notes)
      return fen === null || fen === 0 ? [] : [{ word: column.header.slice(column.header.lastIndexOf('/') + 1), fen }]
    }),
  })
}

function judgePayment(row: TaxPaymentRow, all: Columns, lastDay: string, notes: RowNotes): void {
  const columns = columnsByField<keyof TaxPaymentRow>(all)
  const must = mandatory<keyof TaxPaymentRow>(all, notes)
  must('paidOn', row.paidOn, '入库日期')
  must('dueWord', row.dueWord, '税（费）种')
  must('amountFen', row.amountFen, '金额')
  if (columns.paidOn && row.paidOn !== null && row.paidOn > lastDay)
    sayAhead('缴款', row.paidOn, columns.paidOn, lastDay, notes)
  sayNotPositive(row.amountFen, columns.amountFen, notes)
}

function judgeFund(row: FundRow, all: Columns, lastDay: string, notes: RowNotes): void {
  const columns = columnsByField<keyof FundRow>(all)
  const must = mandatory<keyof FundRow>(all, notes)
  must('allottedOn', row.allottedOn, '日期')
  must('purpose', row.purpose, '用途')
  must('amountFen', row.amountFen, '金额')
  if (columns.allottedOn && row.allottedOn !== null && row.allottedOn > lastDay)
    sayAhead('资金', row.allottedOn, columns.allottedOn, lastDay, notes)
  sayNotPositive(row.amountFen, columns.amountFen, notes)
}

function judgeSums(row: TaxSumRow, all: Columns, notes: RowNotes): void {
  mandatory<keyof TaxSumRow>(all, notes)('estate', row.estate, '项目名称')
  for (const { word, fen } of row.sums)
    if (fen < 0)
      sayNotPositive(
        fen,
        all.find(({ header, field }) => field === 'sum' && header.endsWith(word)),
        notes,
      )
}

/** Money that comes in is more than nothing; what is given back is an entry of its own. */
function sayNotPositive(fen: number | null, at: RecognisedColumn | undefined, notes: RowNotes): void {
  if (at && fen !== null && fen <= 0)
    notes.say({ kind: 'number_expected', at, message: `金额须大于零，现为 ${fen / 100} 元；退款请在系统中冲销原缴款` })
}
