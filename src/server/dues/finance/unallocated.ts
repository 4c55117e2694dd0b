import { sql } from 'kysely'
import type { FinanceQuery } from '#contract/due-accounts.ts'
import type { WorkbookCell } from '../../platform/workbooks.ts'
import { type FinanceTable, pageRows, type Way, wayNames, within, yuanCell } from './table.ts'

type Row = {
  paymentId: string
  paidOn: string
  receiptNo: string
  way: Way
  payer: string
  amountFen: number
  heldFen: number
  taker: string
  county: string
}

/** Money that came in and pays no due yet, by the payment it came with; what was taken back is held no more. */
export const unallocatedList = (query: FinanceQuery): FinanceTable => ({
  subject: 'unallocated',
  sheet: '挂账',
  columns: [
    { header: '县（市、区）', width: 12 },
    { header: '缴款日期', width: 12 },
    { header: '收据号', width: 26 },
    { header: '方式', width: 8 },
    { header: '缴款人', width: 24 },
    { header: '缴款金额（元）', width: 16, sum: 'paidFen' },
    { header: '挂账（元）', width: 16, sum: 'heldFen' },
    { header: '经办', width: 12 },
  ],
  page: async (tx, countyCode, after) => {
    const { rows } = await sql<Row>`
      select p.id as "paymentId", p.paid_on as "paidOn", p.receipt_no as "receiptNo", p.way, p.payer_name as payer, p.amount_fen as "amountFen",
             h.left_fen as "heldFen", p.taker_name as taker, r.name as county
        from held_money as h
        join payments as p on p.county_code = h.county_code and p.id = h.payment_id
        join regions as r on r.code = p.county_code
       where h.county_code = ${countyCode} and h.left_fen > 0 and ${after ? sql`h.payment_id > ${after}::uuid` : sql`true`} and ${within(sql`p.paid_on`, query)}
       order by h.payment_id limit ${pageRows}`.execute(tx)
    const last = rows.at(-1)
    return { rows: rows.map(cellsOf), next: last && rows.length === pageRows ? last.paymentId : null }
  },
})

const cellsOf = (row: Row): WorkbookCell[] => [
  row.county,
  row.paidOn,
  row.receiptNo,
  wayNames[row.way],
  row.payer,
  yuanCell(row.amountFen),
  yuanCell(row.heldFen),
  row.taker,
]
