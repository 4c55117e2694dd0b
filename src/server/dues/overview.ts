import { sql } from 'kysely'
import type { DuesOverview, EstateDues } from '#contract/due-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { mustFindEstate } from './estate-money.ts'
import { duesFigures } from './figures.ts'
import { kindSums } from './kind-sums.ts'

/** The money of some counties as of a day. What is owed by age and by debtor is as of now, as the dues stand. */
export async function duesOverview(
  tx: Tx,
  counties: readonly string[],
  asked: string | undefined,
): Promise<DuesOverview> {
  const asOf = asked ?? officeToday()
  const figures = await duesFigures(tx, counties, { asOf, knownOn: null })
  const kinds = await kindsMoved(tx, counties, asOf)
  const months = await monthsMoved(tx, counties, asOf)
  const { rows: funds } = await sql<DuesOverview['funds'][number]>`
    select id, county_code as "countyCode", purpose, amount_fen as "amountFen", allotted_on as "allottedOn"
      from funds where county_code = any (${counties}::text[]) and allotted_on <= ${asOf} order by allotted_on, id limit 200`.execute(
    tx,
  )
  const deferredFen = kinds.reduce((sum, kind) => sum + kind.deferredFen, 0)
  return { asOf, ...figures, deferredFen, kinds, months, funds, ...(await owedNow(tx, counties)) }
}

/** What moved up to a day, by kind, and what is put off of it now. */
async function kindsMoved(tx: Tx, counties: readonly string[], asOf: string): Promise<DuesOverview['kinds']> {
  const { rows } = await sql<DuesOverview['kinds'][number]>`
    select kind, assessed::bigint as "assessedFen", paid::bigint as "paidFen", reduced::bigint as "reducedFen",
           (assessed - paid - reduced)::bigint as "owedFen", coalesce(p.fen, 0)::bigint as "deferredFen"
      from (select kind, coalesce(sum(fen) filter (where measure = 'assessed'), 0) as assessed,
                   coalesce(sum(fen) filter (where measure = 'paid'), 0) as paid, coalesce(sum(fen) filter (where measure = 'reduced'), 0) as reduced
              from due_tallies where county_code = any (${counties}::text[]) and day <= ${asOf} group by kind) as k
      left join (select d.kind, sum(d.owed_fen) as fen from due_terms as t join dues as d on d.county_code = t.county_code and d.id = t.due_id
                  where t.county_code = any (${counties}::text[]) and t.kind = 'deferral' and t.ended_on is null and t.until_on >= ${officeToday()}
                  group by d.kind) as p using (kind)
     order by assessed desc, kind`.execute(tx)
  return rows
}

/** What moved in each month, and what was owed at its end. */
async function monthsMoved(tx: Tx, counties: readonly string[], asOf: string): Promise<DuesOverview['months']> {
  const { rows } = await sql<DuesOverview['months'][number]>`
    select to_char(month, 'YYYY-MM') as month, assessed::bigint as "assessedFen", paid::bigint as "paidFen", reduced::bigint as "reducedFen",
           sum(assessed - paid - reduced) over (order by m.month)::bigint as "arrearsFen"
      from (select date_trunc('month', day::timestamp) as month, coalesce(sum(fen) filter (where measure = 'assessed'), 0) as assessed,
                   coalesce(sum(fen) filter (where measure = 'paid'), 0) as paid, coalesce(sum(fen) filter (where measure = 'reduced'), 0) as reduced
              from due_tallies where county_code = any (${counties}::text[]) and day <= ${asOf} group by 1) as m
     order by m.month`.execute(tx)
  return rows
}

/** How long something that is due on `due_on` has been due. */
const ageOn = (today: string) => sql`
  case when due_on = 'infinity' then 'no_day' when due_on >= ${today} then 'not_due' when due_on > ${today}::date - 31 then 'month'
       when due_on > ${today}::date - 92 then 'quarter' when due_on > ${today}::date - 366 then 'year' else 'older' end`

/** What is owed now: by how long it has been due, what is put off by itself; and by who owes most. */
async function owedNow(tx: Tx, counties: readonly string[]): Promise<Pick<DuesOverview, 'ages' | 'debtors'>> {
  const today = officeToday()
  const { rows: ages } = await sql<DuesOverview['ages'][number]>`
    with put_off as (
      select coalesce(d.due_on, 'infinity') as due_on, d.debtor_kind, d.owed_fen
        from due_terms as t join dues as d on d.county_code = t.county_code and d.id = t.due_id
       where t.county_code = any (${counties}::text[]) and t.kind = 'deferral' and t.ended_on is null and t.until_on >= ${today} and d.owed_fen > 0
    )
    select age, sum(owed_fen)::bigint as "owedFen", coalesce(sum(owed_fen) filter (where debtor_kind = 'owner'), 0)::bigint as "ofOwnersFen",
           sum(dues)::bigint as dues
      from (select ${ageOn(today)} as age, debtor_kind, owed_fen, dues from arrears_tallies where county_code = any (${counties}::text[]) and dues > 0
             union all
            select ${ageOn(today)}, debtor_kind, -owed_fen, -1 from put_off
             union all
            select 'deferred', debtor_kind, owed_fen, 1 from put_off) as aged
     group by age having sum(dues) > 0
     order by array_position('{not_due,deferred,month,quarter,year,older,no_day}', age)`.execute(tx)
  const { rows: debtors } = await sql<DuesOverview['debtors'][number]>`
    select max(debtor_name) as name, organisation_id as "organisationId", county_code as "countyCode", sum(owed_fen)::bigint as "owedFen"
      from dues where county_code = any (${counties}::text[]) and owed_fen > 0 and debtor_kind <> 'owner'
     group by county_code, organisation_id, case when organisation_id is null then debtor_name end order by 4 desc, 1 limit 20`.execute(
    tx,
  )
  return { ages, debtors }
}

/** What an estate and its homes owe now, by kind, what is owed most first. */
export async function estateDues(tx: Tx, countyCode: string, estateId: string): Promise<EstateDues> {
  await mustFindEstate(tx, countyCode, estateId)
  return { kinds: await kindSums(tx, sql`d.county_code = ${countyCode} and d.estate_id = ${estateId}`) }
}
