import { sql } from 'kysely'
import type { Fund, FundLine, FundUse } from '#contract/funds.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** What a line shows of a fund `f`. */
const fundLine = sql`
  f.id, f.county_code as "countyCode", r.name as "countyName", f.purpose, f.allotted_on as "allottedOn", f.amount_fen as "amountFen",
  coalesce((select sum(fund_use_takes(u)) from fund_uses as u where u.county_code = f.county_code and u.fund_id = f.id), 0)::bigint as "committedFen",
  coalesce((select sum(s.amount_fen) from fund_uses as u join fund_spendings as s on s.county_code = u.county_code and s.use_id = u.id
             where u.county_code = f.county_code and u.fund_id = f.id), 0)::bigint as "spentFen",
  (select count(*) from fund_uses as u where u.county_code = f.county_code and u.fund_id = f.id) as uses,
  (select count(distinct e.estate_id) from fund_uses as u join fund_use_estates as e on e.county_code = u.county_code and e.use_id = u.id
    where u.county_code = f.county_code and u.fund_id = f.id) as estates`

/** A page of funds, the latest allotted first; of each county no more is read than one page can need. */
export async function listFunds(
  tx: Tx,
  counties: readonly string[],
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: FundLine[]; next: string | null; total: null }> {
  const [day, id] = after?.split('.') ?? []
  const beyond = day && id ? sql`(f.allotted_on, f.id) < (${day}::date, ${id}::uuid)` : sql`true`
  const order = sql`allotted_on desc, id desc`
  const { rows } = await sql<FundLine>`
    with page as materialized (
      select f.* from unnest(${counties}::text[]) as c (code)
       cross join lateral (select f.* from funds as f where f.county_code = c.code and ${beyond} order by ${order} limit ${limit}) as f
       order by ${order} limit ${limit}
    )
    select ${fundLine} from page as f join regions as r on r.code = f.county_code order by f.allotted_on desc, f.id desc`.execute(
    tx,
  )
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? `${last.allottedOn}.${last.id}` : null, total: null }
}

/** A fund with every use of it, and the homes registered since in the estates it helped. */
export async function findFund(tx: Tx, countyCode: string, fundId: string): Promise<Fund> {
  const { rows } = await sql<Omit<Fund, 'useList'>>`
    select ${fundLine}, h."firstRegistered", h.transferred
      from funds as f join regions as r on r.code = f.county_code
     cross join lateral (${freedHomes}) as h
     where f.county_code = ${countyCode} and f.id = ${fundId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_fund', message: '没有这笔专项资金' })
  return { ...rows[0], useList: await usesOf(tx, countyCode, fundId) }
}

/** Homes of the estates a fund `f` helped, registered since its first use for the estate. */
const freedHomes = sql`
  select count(*) filter (where v.first_registered_on >= e.since) as "firstRegistered", count(*) filter (where v.transferred_on >= e.since) as transferred
    from (select e.estate_id, min(u.committed_on) as since
            from fund_uses as u join fund_use_estates as e on e.county_code = u.county_code and e.use_id = u.id
           where u.county_code = f.county_code and u.fund_id = f.id group by e.estate_id) as e
    join units as v on v.county_code = f.county_code and v.estate_id = e.estate_id`

async function usesOf(tx: Tx, countyCode: string, fundId: string): Promise<FundUse[]> {
  const { rows } = await sql<FundUse>`
    select u.id, u.bought, u.matter, u.payee, u.contract_no as "contractNo", u.amount_fen as "amountFen", u.committed_on as "committedOn",
           u.ended_on as "endedOn", u.end_reason as "endReason",
           coalesce((select sum(s.amount_fen) from fund_spendings as s where s.county_code = u.county_code and s.use_id = u.id), 0)::bigint as "spentFen",
           (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by l.place), '[]')
              from fund_use_estates as l join estates as e on e.county_code = l.county_code and e.id = l.estate_id
             where l.county_code = u.county_code and l.use_id = u.id) as estates,
           (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'estateName', e.name, 'amountFen', d.amount_fen, 'owedFen', d.owed_fen) order by d.id), '[]')
              from fund_use_dues as l join dues as d on d.county_code = l.county_code and d.id = l.due_id
              left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
             where l.county_code = u.county_code and l.use_id = u.id) as dues,
           (select coalesce(json_agg(json_build_object(
                     'id', s.id, 'amountFen', s.amount_fen, 'spentOn', s.spent_on, 'voucherNo', s.voucher_no,
                     'settledFen', coalesce((select p.amount_fen from payments as p where p.county_code = s.county_code and p.id = s.payment_id), 0),
                     'reverses', (select b.voucher_no from fund_spendings as b where b.county_code = s.county_code and b.id = s.reverses_id),
                     'isReversed', exists (select from fund_spendings as b where b.county_code = s.county_code and b.reverses_id = s.id)) order by s.id), '[]')
              from fund_spendings as s where s.county_code = u.county_code and s.use_id = u.id) as spendings,
           (select count(*) from archive_files as a
             where a.county_code = u.county_code and a.subject_kind = 'fund_use' and a.subject_id = u.id and a.withdrawn_on is null) as papers
      from fund_uses as u
     where u.county_code = ${countyCode} and u.fund_id = ${fundId}
     order by u.id desc limit 500`.execute(tx)
  return rows
}
