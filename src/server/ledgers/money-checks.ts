import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { CrossFinding, Import } from './checks.ts'
import { stagedEstateNames } from './record-checks.ts'
import { stagedRows } from './staged-work.ts'

/** Holds what the ledgers tell of money against each other and against the records. */
export async function checkMoney(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    select table_no as "tableNo", row_no as "rowNo", field, kind, message, '[]'::jsonb as related, null as suggestion
      from (${receiptsTwice(staged)}
            union all ${receiptsKnownOtherwise(staged)}
            union all ${estatesNotListed(staged)}
            union all ${sumsAgainstPayments(staged)}) as found
     order by 1, 2`.execute(tx)
  return rows
}

const payments = (staged: Import) => sql`
  select r.table_no, r.row_no, v.*
    from (${stagedRows(staged, ['tax_payments'])}) as r
   cross join jsonb_to_record(r.value) as v (receipt_no text, paid_on date, estate text, estate_key text, payer text, kind text, fen bigint)`

/** A receipt is for one payment: the second row under its number is sent back. */
const receiptsTwice = (staged: Import) => sql`
  select table_no, row_no, 'receiptNo' as field, 'receipt_twice' as kind,
         '缴款书号 ' || receipt_no || ' 与第 ' || first_row || ' 行相同：一号只能入库一次' as message
    from (select p.*, first_value(row_no) over same as first_row, row_number() over same as place
            from (${payments(staged)}) as p
          window same as (partition by receipt_no order by table_no, row_no)) as numbered
   where receipt_no is not null and place > 1`

/** What was booked was booked: a payment told otherwise than before stays as it was. */
const receiptsKnownOtherwise = (staged: Import) => sql`
  select p.table_no, p.row_no, 'amountFen' as field, 'record_differs' as kind,
         '与已入库的不同：缴款书号 ' || p.receipt_no || ' 已入库 ' || (k.amount_fen / 100.0)::numeric(16, 2) || ' 元，现为 ' || (p.fen / 100.0)::numeric(16, 2) || ' 元；已入库的缴款不改' as message
    from (${payments(staged)}) as p
    join payments as k on k.county_code = ${staged.countyCode} and k.receipt_no = p.receipt_no
   where (k.amount_fen, k.paid_on) is distinct from (p.fen, p.paid_on)`

/** An estate a payment names that stands in no estate ledger: the payment is taken, without the estate. */
const estatesNotListed = (staged: Import) => sql`
  select p.table_no, p.row_no, 'estate' as field, 'estate_not_listed' as kind,
         '小区台账中没有“' || p.estate || '”，此行入库时不与小区关联' as message
    from (${payments(staged)}) as p
   where p.estate_key is not null
     and not exists (select from estates as e where e.county_code = ${staged.countyCode} and e.name_key = p.estate_key)
     and p.estate_key not in (select estate_key from (${stagedEstateNames(staged.countyCode, staged.importId)}) as named where not is_rejected)`

/** Sums by estate that count otherwise than the payments listed beside them; said once for a row. */
const sumsAgainstPayments = (staged: Import) => sql`
  (with listed as (select estate_key, kind, sum(fen) as fen from (${payments(staged)}) as p group by estate_key, kind)
   select r.table_no, r.row_no, 'estate' as field, 'summary_disagrees' as kind,
          '与税费入库明细不符：' || string_agg(v.word || ' 台账 ' || (v.fen / 100.0)::numeric(16, 2) || ' 元、明细 ' || (coalesce(l.fen, 0) / 100.0)::numeric(16, 2) || ' 元', '；') as message
     from (${stagedRows(staged, ['taxes'])}) as r
    cross join jsonb_to_recordset(r.value -> 'sums') as v (estate_key text, kind text, word text, fen bigint)
     left join listed as l on l.estate_key = v.estate_key and l.kind = v.kind
    where exists (select from listed) and v.fen <> coalesce(l.fen, 0)
    group by r.table_no, r.row_no)`
