import { sql } from 'kysely'
import type { DuesOverview, EstateDues } from '#contract/due-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { duesFigures } from './figures.ts'

/** The money of some counties as of a day. What is owed by age and by debtor is as of now, as the dues stand. */
export async function duesOverview(
  tx: Tx,
  counties: readonly string[],
  asked: string | undefined,
): Promise<DuesOverview> {
  const asOf = asked ?? officeToday()
  const figures = await duesFigures(tx, counties, { asOf, knownOn: null })
  const { rows: kinds } = await sql<DuesOverview['kinds'][number]>`
    select kind, assessed::bigint as "assessedFen", paid::bigint as "paidFen", reduced::bigint as "reducedFen", (assessed - paid - reduced)::bigint as "owedFen"
      from (select kind, coalesce(sum(fen) filter (where measure = 'assessed'), 0) as assessed,
                   coalesce(sum(fen) filter (where measure = 'paid'), 0) as paid, coalesce(sum(fen) filter (where measure = 'reduced'), 0) as reduced
              from due_tallies where county_code = any (${counties}::text[]) and day <= ${asOf} group by kind) as k
     order by assessed desc, kind`.execute(tx)
  const { rows: months } = await sql<DuesOverview['months'][number]>`
    select to_char(day, 'YYYY-MM') as month, sum(fen)::bigint as "paidFen"
      from due_tallies where county_code = any (${counties}::text[]) and measure = 'paid' and day <= ${asOf} group by 1 order by 1`.execute(
    tx,
  )
  const { rows: funds } = await sql<DuesOverview['funds'][number]>`
    select id, county_code as "countyCode", purpose, amount_fen as "amountFen", allotted_on as "allottedOn"
      from funds where county_code = any (${counties}::text[]) and allotted_on <= ${asOf} order by allotted_on, id limit 200`.execute(
    tx,
  )
  return { asOf, ...figures, kinds, months, funds, ...(await owedNow(tx, counties)) }
}

/** What is owed now: by how long it has been due, by who owes most, and how much of it is put off. */
async function owedNow(
  tx: Tx,
  counties: readonly string[],
): Promise<Pick<DuesOverview, 'ages' | 'debtors' | 'deferredFen'>> {
  const today = officeToday()
  const { rows: ages } = await sql<DuesOverview['ages'][number]>`
    select case when due_on is null then 'no_day' when due_on >= ${today} then 'not_due' when due_on > ${today}::date - 31 then 'month'
                when due_on > ${today}::date - 92 then 'quarter' when due_on > ${today}::date - 366 then 'year' else 'older' end as age,
           sum(owed_fen)::bigint as "owedFen", count(*) as dues
      from dues where county_code = any (${counties}::text[]) and owed_fen > 0 group by 1
     order by min(due_on) desc nulls last`.execute(tx)
  const { rows: debtors } = await sql<DuesOverview['debtors'][number]>`
    select debtor_name as name, organisation_id as "organisationId", county_code as "countyCode", sum(owed_fen)::bigint as "owedFen"
      from dues where county_code = any (${counties}::text[]) and owed_fen > 0 and debtor_kind <> 'owner'
     group by county_code, organisation_id, debtor_name order by 4 desc, 1 limit 20`.execute(tx)
  const { rows: deferred } = await sql<{ fen: number }>`
    select coalesce(sum(d.owed_fen), 0)::bigint as fen from due_terms as t join dues as d on d.county_code = t.county_code and d.id = t.due_id
     where t.county_code = any (${counties}::text[]) and t.kind = 'deferral' and t.ended_on is null and t.until_on >= ${today}`.execute(
    tx,
  )
  return { ages, debtors, deferredFen: deferred[0]?.fen ?? 0 }
}

/** What an estate and its homes owe now, by kind, what is owed most first. */
export async function estateDues(tx: Tx, countyCode: string, estateId: string): Promise<EstateDues> {
  const estate = await sql`select from estates where county_code = ${countyCode} and id = ${estateId}`.execute(tx)
  if (estate.rows.length === 0) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个小区' })
  const { rows: kinds } = await sql<EstateDues['kinds'][number]>`
    select kind, sum(amount_fen)::bigint as "assessedFen", sum(paid_fen)::bigint as "paidFen", sum(reduced_fen)::bigint as "reducedFen",
           sum(owed_fen)::bigint as "owedFen"
      from dues where county_code = ${countyCode} and estate_id = ${estateId} and cancelled_on is null
     group by kind order by sum(owed_fen) desc, kind`.execute(tx)
  return { kinds }
}
