import { sql } from 'kysely'
import type { FinanceQuery } from '#contract/due-accounts.ts'
import { type DueKind, dueKinds } from '#domain/dues/kinds.ts'
import type { WorkbookCell } from '../../platform/workbooks.ts'
import { type FinanceTable, type Way, wayNames, within, yuanCell } from './table.ts'

type Row = {
  paymentId: string
  paidOn: string
  bookedOn: string
  receiptNo: string
  way: Way
  payer: string
  kind: DueKind | null
  debtor: string | null
  estate: string | null
  home: string | null
  fen: number
  reverses: string | null
  reason: string | null
  desk: string | null
  taker: string
  county: string
}

/** How many payments a page has; each has a row for every due it pays, and one for what pays none yet. */
const pagePayments = 2000

/** Payments and what takes them back, line by line of the books: the sum of the lines is what came in. */
export const paymentsList = (query: FinanceQuery): FinanceTable => ({
  subject: 'payments',
  sheet: '缴款明细',
  columns: [
    { header: '县（市、区）', width: 12 },
    { header: '缴款日期', width: 12 },
    { header: '入账日期', width: 12 },
    { header: '收据号', width: 26 },
    { header: '方式', width: 8 },
    { header: '缴款人', width: 20 },
    { header: '税费种类', width: 18 },
    { header: '缴纳主体', width: 20 },
    { header: '小区', width: 24 },
    { header: '房屋', width: 14 },
    { header: '金额（元）', width: 16, sum: 'paidFen' },
    { header: '冲销的收据号', width: 26 },
    { header: '冲销原因', width: 20 },
    { header: '窗口', width: 14 },
    { header: '经办', width: 12 },
  ],
  page: async (tx, countyCode, after) => {
    const [day, id] = after?.split('.') ?? []
    const { rows } = await sql<Row>`
      with page as materialized (
        select * from payments as p
         where p.county_code = ${countyCode} and ${within(sql`p.paid_on`, query)}
           and ${day && id ? sql`(p.paid_on, p.id) < (${day}::date, ${id}::uuid)` : sql`true`}
         order by p.paid_on desc, p.id desc limit ${pagePayments}
      )
      select p.id as "paymentId", p.paid_on as "paidOn", l.booked_on as "bookedOn", p.receipt_no as "receiptNo", p.way, p.payer_name as payer, d.kind,
             d.debtor_name as debtor, e.name as estate, case when u.id is not null then concat_ws('-', b.name, nullif(u.entrance, ''), u.room) end as home,
             -l.fen as fen, (select o.receipt_no from payments as o where o.county_code = p.county_code and o.id = p.reverses_id) as reverses, p.reason,
             p.desk, p.taker_name as taker, r.name as county
        from page as p
        join regions as r on r.code = p.county_code
        join money_lines as l on l.county_code = p.county_code and l.payment_id = p.id and l.account in ('owed', 'unallocated')
        left join dues as d on d.county_code = l.county_code and d.id = l.due_id
        left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
        left join units as u on u.county_code = d.county_code and u.id = d.unit_id
        left join buildings as b on b.county_code = u.county_code and b.id = u.building_id
       order by p.paid_on desc, p.id desc, l.booked_on, l.entry_id, l.line_no`.execute(tx)
    const last = rows.at(-1)
    const isFull = new Set(rows.map(({ paymentId }) => paymentId)).size === pagePayments
    return { rows: rows.map(cellsOf), next: last && isFull ? `${last.paidOn}.${last.paymentId}` : null }
  },
})

const cellsOf = (row: Row): WorkbookCell[] => [
  row.county,
  row.paidOn,
  row.bookedOn,
  row.receiptNo,
  wayNames[row.way],
  row.payer,
  row.kind === null ? '挂账' : dueKinds[row.kind].title,
  row.debtor,
  row.estate,
  row.home,
  yuanCell(row.fen),
  row.reverses,
  row.reason,
  row.desk,
  row.taker,
]
