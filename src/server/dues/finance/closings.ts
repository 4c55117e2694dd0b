import { sql } from 'kysely'
import type { FinanceQuery } from '#contract/due-accounts.ts'
import type { WorkbookCell } from '../../platform/workbooks.ts'
import { type FinanceTable, pageRows, within, yuanCell } from './table.ts'

type Row = {
  id: string
  day: string
  desk: string
  county: string
  entries: number
  booked: readonly number[]
  counted: readonly number[]
  reason: string | null
  counter: string
  accepter: string | null
  closedOn: string | null
}

const ways = ['现金', 'POS', '银行', '抵扣'] as const

/** Daily closings of desks: what was booked against what was counted, by way, and how a difference was explained. */
export const closingsList = (query: FinanceQuery): FinanceTable => ({
  subject: 'cash_closings',
  sheet: '窗口日结',
  columns: [
    { header: '县（市、区）', width: 12 },
    { header: '日期', width: 12 },
    { header: '窗口', width: 18 },
    { header: '笔数', width: 8 },
    ...ways.map((way) => ({ header: `账面${way}（元）`, width: 15 })),
    ...ways.map((way) => ({ header: `实点${way}（元）`, width: 15 })),
    { header: '账面合计（元）', width: 16, sum: 'bookedFen' },
    { header: '实点合计（元）', width: 16, sum: 'countedFen' },
    { header: '差额（元）', width: 14, sum: 'differenceFen' },
    { header: '差额说明', width: 24 },
    { header: '清点', width: 12 },
    { header: '复核', width: 12 },
    { header: '结账日期', width: 12 },
  ],
  page: async (tx, countyCode, after) => {
    const [day, id] = after?.split('.') ?? []
    const { rows } = await sql<Row>`
      select c.id, c.day, c.desk, r.name as county, c.entries,
             json_build_array(c.booked_cash_fen, c.booked_pos_fen, c.booked_bank_fen, c.booked_offset_fen) as booked,
             json_build_array(c.counted_cash_fen, c.counted_pos_fen, c.counted_bank_fen, c.counted_offset_fen) as counted,
             c.reason, c.counter_name as counter, c.accepter_name as accepter, c.closed_on as "closedOn"
        from cash_closings as c join regions as r on r.code = c.county_code
       where c.county_code = ${countyCode} and ${within(sql`c.day`, query)}
         and ${day && id ? sql`(c.day, c.id) < (${day}::date, ${id}::uuid)` : sql`true`}
       order by c.day desc, c.id desc limit ${pageRows}`.execute(tx)
    const last = rows.at(-1)
    return { rows: rows.map(cellsOf), next: last && rows.length === pageRows ? `${last.day}.${last.id}` : null }
  },
})

function cellsOf({ booked, counted, ...row }: Row): WorkbookCell[] {
  const [bookedFen, countedFen] = [sumOf(booked), sumOf(counted)]
  return [
    row.county,
    row.day,
    row.desk,
    row.entries,
    ...booked.map(yuanCell),
    ...counted.map(yuanCell),
    yuanCell(bookedFen),
    yuanCell(countedFen),
    yuanCell(countedFen - bookedFen),
    row.reason,
    row.counter,
    row.accepter,
    row.closedOn,
  ]
}

const sumOf = (fen: readonly number[]) => fen.reduce((all, one) => all + one, 0)
