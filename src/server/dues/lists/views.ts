import { type RawBuilder, sql } from 'kysely'
import type { PaymentList, PaymentListRow } from '#contract/payment-lists.ts'
import type { RowOutcome } from '#domain/dues/list-findings.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import type { ListPlace } from './candidates.ts'

type Page = { after?: string | undefined; limit: number }

/** A list whose lines were not matched yet is none: it is still being read, or that was broken off. */
const columns = sql`
  l.id, l.name, encode(l.sha256, 'hex') as sha256, l.rows, l.total_fen as "totalFen", l.stated_fen as "statedFen", l.first_on as "firstOn", l.last_on as "lastOn",
  l.bringer_name as bringer, to_char(l.brought_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "broughtAt",
  (select to_char(max(b.brought_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from payment_lists as b
    where b.county_code = l.county_code and b.sha256 = l.sha256 and b.id < l.id and b.sums <> '{}') as before,
  l.sums -> 'rows' as counts, l.sums -> 'fen' as fen, (l.sums ->> 'open')::integer as open, (l.sums ->> 'unreadable')::integer as unreadable,
  l.booking_by is not null as "isBooking"`

/** Payment lists of a county, newest first. */
export async function listLists(
  tx: Tx,
  countyCode: string,
  { after, limit }: Page,
): Promise<{ rows: PaymentList[]; next: string | null; total: null }> {
  const { rows } = await sql<PaymentList>`
    select ${columns} from payment_lists as l
     where l.county_code = ${countyCode} and l.sums <> '{}' and ${after ? sql`l.id < ${after}::uuid` : sql`true`}
     order by l.id desc limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

export async function getList(tx: Tx, { countyCode, listId }: ListPlace): Promise<PaymentList> {
  const { rows } = await sql<PaymentList>`
    select ${columns} from payment_lists as l where l.county_code = ${countyCode} and l.id = ${listId} and l.sums <> '{}'`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_list', message: '没有这份缴款清单' })
  return rows[0]
}

/** What a line shows of a due `d`. */
const due = sql`
  jsonb_build_object('id', d.id, 'kind', d.kind, 'debtorKind', d.debtor_kind, 'debtorName', d.debtor_name, 'amountFen', d.amount_fen, 'owedFen', d.owed_fen,
    'place', concat_ws(' ', e.name, case when u.id is not null then concat_ws('-', b.name, nullif(u.entrance, ''), u.room) end))`

const duePlaces = sql`
  left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
  left join units as u on u.county_code = d.county_code and u.id = d.unit_id
  left join buildings as b on b.county_code = u.county_code and b.id = u.building_id`

/** Lines of a list in their order, of one outcome or all. */
export async function listRows(
  tx: Tx,
  place: ListPlace,
  { outcome, after, limit }: Page & { outcome?: RowOutcome | undefined },
): Promise<{ rows: PaymentListRow[]; next: string | null; total: null }> {
  await getList(tx, place)
  const rows = await shownRows(
    tx,
    place,
    sql`${outcome ? sql`r.outcome = ${outcome}` : sql`true`} and r.row_no > ${Number(after ?? 0)} order by r.row_no limit ${limit}`,
  )
  return { rows, next: rows.length === limit ? String(rows.at(-1)?.rowNo) : null, total: null }
}

export async function getRow(tx: Tx, place: ListPlace, rowNo: number): Promise<PaymentListRow> {
  const [row] = await shownRows(tx, place, sql`r.row_no = ${rowNo}`)
  if (!row) throw new Refused({ kind: 'missing', code: 'no_such_row', message: '清单中没有这一行' })
  return row
}

async function shownRows(
  tx: Tx,
  { countyCode, listId }: ListPlace,
  which: RawBuilder<unknown>,
): Promise<PaymentListRow[]> {
  const { rows } = await sql<PaymentListRow>`
    with page as materialized (select r.* from payment_list_rows as r where r.county_code = ${countyCode} and r.list_id = ${listId} and ${which})
    select r.row_no as "rowNo", r.sheet, r.sheet_row as "sheetRow", r.payer, r.id_masked as "idMasked",
           concat_ws(' ', r.estate, nullif(concat_ws('-', r.building, r.entrance, r.room), '')) as place, r.kind, r.kind_word as "kindWord", r.fen,
           r.amount_said as "amountSaid", r.paid_on as "paidOn", r.day_said as "daySaid", r.receipt_no as "receiptNo", r.cell, r.outcome, r.why, r.detail,
           r.pays_fen as "paysFen", r.held_fen as "heldFen", r.payment_id as "paymentId", r.decision_reason as "decisionReason", r.decider_name as decider,
           (select ${due} from dues as d ${duePlaces} where d.county_code = ${countyCode} and d.id = r.due_id) as due,
           (select coalesce(jsonb_agg(${due} order by d.id), '[]') from dues as d ${duePlaces}
             where d.county_code = ${countyCode} and d.id = any (r.candidates)) as candidates
      from page as r order by r.row_no`.execute(tx)
  return rows
}
