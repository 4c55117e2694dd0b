import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'

export type OwnEstate = {
  countyCode: string
  estateId: string
  name: string
  address: string | null
  homes: number
  open: number
  planned: { planId: string; title: string; until: string }[]
}

/** The estates the person of this account looks after today, those with open homes first; homes are sums of tallies. */
export async function ownEstates(tx: Tx, actor: Actor): Promise<OwnEstate[]> {
  const { rows } = await sql<OwnEstate>`
    with held as (
      select c.county_code, c.scope, c.township_code, c.estate_id
        from people as p
        join charges as c on c.county_code = p.county_code and c.person_id = p.id
       where p.account_id = ${actor.accountId} and p.county_code = any (${actor.counties}::text[])
         and c.from_on <= ${officeToday()} and (c.until_on is null or c.until_on > ${officeToday()})
    ), own as (
      select e.* from estates as e
       where e.county_code in (select county_code from held)
         and exists (select from held as h where h.county_code = e.county_code
                        and (h.scope = 'county' or h.estate_id = e.id or h.township_code = e.township_code))
    )
    select e.county_code as "countyCode", e.id as "estateId", e.name, e.location as address, coalesce(t.units, 0)::integer as homes,
           (coalesce(t.units, 0) - coalesce(t.transferred, 0))::integer as open, '[]'::json as planned
      from own as e
      left join lateral (select sum(n) filter (where indicator = 'units') as units, sum(n) filter (where indicator = 'transferred') as transferred
                           from tallies as t where t.county_code = e.county_code and t.estate_id = e.id and t.indicator in ('units', 'transferred')) as t on true
     order by (coalesce(t.units, 0) > coalesce(t.transferred, 0)) desc, e.county_code, e.name, e.id`.execute(tx)
  return rows
}
