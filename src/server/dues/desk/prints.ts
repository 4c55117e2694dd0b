import { sql } from 'kysely'
import type { PrintedSheet } from '#domain/documents/sheet.ts'
import { closingSheet, type PrintedClosing } from '#domain/dues/closing-sheet.ts'
import { type PrintedReceipt, receiptSheet } from '#domain/dues/receipt-sheet.ts'
import { type Actor, type Db, read, type Tx } from '../../platform/acts.ts'
import { sheetDocx } from '../../platform/documents/document-docx.ts'
import { sheetsPdf } from '../../platform/documents/document-pdf.ts'
import { Refused } from '../../platform/refusals.ts'
import { getClosing } from './closings.ts'

export type PrintedFile = { name: string; bytes: Buffer }
type Format = 'pdf' | 'docx'

/** The receipt of one payment, or of what takes it back. */
export async function printReceipt(
  db: Db,
  actor: Actor,
  countyCode: string,
  payment: string,
  format: Format,
): Promise<PrintedFile> {
  const [receipt] = await read(db, actor, (tx) => receiptsWhere(tx, countyCode, { payment, visit: null }))
  if (!receipt) throw new Refused({ kind: 'missing', code: 'no_such_payment', message: '没有这笔缴款' })
  return laidOut(`收据 ${receipt.receiptNo}`, [receiptSheet(receipt)], format)
}

/** All receipts of a visit in one file, a page each. */
export async function printVisit(db: Db, actor: Actor, countyCode: string, visit: string): Promise<PrintedFile> {
  const receipts = await read(db, actor, (tx) => receiptsWhere(tx, countyCode, { payment: null, visit }))
  if (receipts.length === 0) throw new Refused({ kind: 'missing', code: 'no_such_visit', message: '没有这次收款' })
  return laidOut(`收据 ${receipts[0]?.receiptNo ?? ''}`, receipts.map(receiptSheet), 'pdf')
}

export async function printClosing(
  db: Db,
  actor: Actor,
  countyCode: string,
  id: string,
  format: Format,
): Promise<PrintedFile> {
  const closing = await read(db, actor, (tx) => closingOf(tx, countyCode, id))
  return laidOut(`日结 ${closing.desk} ${closing.day}`, [closingSheet(closing)], format)
}

async function laidOut(name: string, sheets: readonly PrintedSheet[], format: Format): Promise<PrintedFile> {
  const [first] = sheets
  const title = first?.title.join('') ?? ''
  const bytes =
    format === 'docx' && first
      ? await sheetDocx(first, { creator: '', title, subject: title })
      : await sheetsPdf(title, sheets)
  return { name: `${name}.${format}`, bytes }
}

/** What is owed after a payment is what is owed now: a receipt printed again says how the due stands today. */
async function receiptsWhere(
  tx: Tx,
  countyCode: string,
  { payment, visit }: { payment: string | null; visit: string | null },
): Promise<readonly PrintedReceipt[]> {
  const { rows } = await sql<PrintedReceipt>`
    select r.name as county, p.receipt_no as "receiptNo", p.way, p.amount_fen as fen, p.tendered_fen as "tenderedFen", p.paid_on as "paidOn",
           p.payer_name as "payerName", p.taker_name as "takerName", p.desk, paid.items, paid."acceptanceNo",
           (select b.receipt_no from payments as b where b.county_code = p.county_code and b.id = p.reverses_id) as reverses,
           exists (select from payments as b where b.county_code = p.county_code and b.reverses_id = p.id) as "isReversed"
      from payments as p
      join regions as r on r.code = p.county_code
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'fen', -l.fen, 'owedFen', d.owed_fen,
                                                    'place', concat_ws(' ', e.name, concat_ws('-', b.name, nullif(u.entrance, ''), u.room))) order by l.line_no), '[]') as items,
              max(a.acceptance_no) as "acceptanceNo"
         from money_lines as l
         join dues as d on d.county_code = l.county_code and d.id = l.due_id
         left join units as u on u.county_code = d.county_code and u.id = d.unit_id
         left join buildings as b on b.county_code = u.county_code and b.id = u.building_id
         left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
         left join applications as a on a.county_code = u.county_code and a.unit_id = u.id
        where l.county_code = p.county_code and l.payment_id = p.id and l.account = 'owed'
     ) as paid
     where p.county_code = ${countyCode} and ${payment === null ? sql`p.visit_id = ${visit}` : sql`p.id = ${payment}`}
     order by p.id`.execute(tx)
  return rows
}

async function closingOf(tx: Tx, countyCode: string, id: string): Promise<PrintedClosing> {
  const closing = await getClosing(tx, countyCode, id)
  const { rows } = await sql<Pick<PrintedClosing, 'county' | 'firstReceipt' | 'lastReceipt'>>`
    select r.name as county, min(p.receipt_no) as "firstReceipt", max(p.receipt_no) as "lastReceipt"
      from regions as r
      left join payments as p on p.county_code = r.code and p.desk = ${closing.desk} and p.paid_on = ${closing.day} and p.reverses_id is null
       and p.receipt_no like '收（%'
     where r.code = ${countyCode} group by r.name`.execute(tx)
  return { ...closing, ...(rows[0] ?? { county: '', firstReceipt: null, lastReceipt: null }) }
}
