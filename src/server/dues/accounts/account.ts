import { sql } from 'kysely'
import type { AccountAsked, Debtor, DueAccount } from '#contract/due-accounts.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { kindSums } from '../kind-sums.ts'
import { accountLines, dueOf } from './lines.ts'

type Sums = Pick<DueAccount, 'openingFen' | 'assessedFen' | 'paidFen' | 'reducedFen' | 'closingFen' | 'heldFen'>

/** A debtor's account over a time. Whoever never owed anything in this county has none. */
export async function dueAccount(tx: Tx, countyCode: string, asked: AccountAsked): Promise<DueAccount> {
  const { debtor, from = null } = asked
  const until = asked.until ?? officeToday()
  const whose = await mustFindDebtor(tx, countyCode, debtor)
  const { rows } = await sql<Sums>`
    with lines as materialized (${accountLines(countyCode, { debtor, until })}),
    within as (select * from lines where ${from}::date is null or booked_on >= ${from})
    select coalesce(sum(fen) filter (where ${from}::date is not null and booked_on < ${from}), 0)::bigint as "openingFen",
           (select coalesce(sum(fen) filter (where payment_id is null and fen > 0), 0) from within)::bigint as "assessedFen",
           (select coalesce(-sum(fen) filter (where payment_id is not null), 0) from within)::bigint as "paidFen",
           (select coalesce(-sum(fen) filter (where payment_id is null and fen < 0), 0) from within)::bigint as "reducedFen",
           coalesce(sum(fen), 0)::bigint as "closingFen",
           (select coalesce(-sum(h.fen), 0) from money_lines as h
             where h.county_code = ${countyCode} and h.account = 'unallocated' and h.booked_on <= ${until}
               and h.payment_id = any (array(select distinct payment_id from lines where payment_id is not null)))::bigint as "heldFen"
      from lines`.execute(tx)
  const sums = rows[0]
  if (!sums) throw new Error('sums of an account came back empty')
  return { countyCode, ...whose, from, until, ...sums, kinds: await kindSums(tx, dueOf(countyCode, debtor)) }
}

type Whose = Pick<DueAccount, 'countyName' | 'debtorKind' | 'name' | 'home' | 'estateId'>

async function mustFindDebtor(tx: Tx, countyCode: string, debtor: Debtor): Promise<Whose> {
  const isHome = 'unit' in debtor
  const { rows } = await sql<Whose>`
    select r.name as "countyName", d.debtor_kind as "debtorKind", coalesce(o.name, d.debtor_name) as name,
           case when ${isHome} then nullif(concat_ws(' ', e.name, concat_ws('-', b.name, nullif(u.entrance, ''), u.room)), '') end as home,
           case when ${isHome} then d.estate_id end as "estateId"
      from dues as d
      join regions as r on r.code = d.county_code
      left join organisations as o on o.county_code = d.county_code and o.id = d.organisation_id
      left join units as u on u.county_code = d.county_code and u.id = d.unit_id
      left join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      left join estates as e on e.county_code = d.county_code and e.id = d.estate_id
     where ${dueOf(countyCode, debtor)}
     order by d.id desc limit 1`.execute(tx)
  if (!rows[0])
    throw new Refused({ kind: 'missing', code: 'no_such_debtor', message: '这个主体在本县没有登记过应缴税费' })
  return rows[0]
}
