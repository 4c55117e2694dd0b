import { sql } from 'kysely'
import type { Mismatch } from '#contract/reports.ts'
import type { Tx } from '../platform/acts.ts'

/**
 * Where the sums of these counties do not meet as of a day: units by buildings against units by estates, both against the
 * estates' tallies, these against the county's; and what an estate ledger says of its estate against the units on the
 * list on the day it says so. The city is the sum of its counties. In the order of the ledgers.
 */
export async function findMismatches(tx: Tx, counties: readonly string[], asOf: string): Promise<Mismatch[]> {
  const within = sql`county_code = any (${counties}::text[])`
  const { rows } = await sql<Mismatch>`
    with counted as materialized (
      select e.county_code, e.id as estate_id, e.name, e.stated_on, e.stated_units, e.stated_first_registered, e.stated_transferred,
             coalesce(u.units, 0) as units, coalesce(u.first_registered, 0) as first_registered, coalesce(u.transferred, 0) as transferred,
             u.stated_day_first_registered, u.stated_day_transferred
        from estates as e
        left join lateral (
               select count(*) as units,
                      count(*) filter (where first_registered_on <= ${asOf}) as first_registered, count(*) filter (where transferred_on <= ${asOf}) as transferred,
                      count(*) filter (where first_registered_on <= e.stated_on) as stated_day_first_registered, count(*) filter (where transferred_on <= e.stated_on) as stated_day_transferred
                 from units
                where county_code = e.county_code and estate_id = e.id) as u on true
       where e.${within} and e.listed_on <= ${asOf}
    ), by_building as (
      select b.county_code, b.estate_id, count(*) as units
        from buildings as b
        join units as u on u.county_code = b.county_code and u.building_id = b.id
       where b.${within}
       group by b.county_code, b.estate_id
    ), tallied as (
      select county_code, estate_id, indicator, sum(n) as n from tallies
       where ${within} and day <= ${asOf} and indicator in ('units', 'first_registered', 'transferred')
       group by county_code, estate_id, indicator
    ), of_estates as (
      select c.county_code, c.estate_id, c.name, m.ord, m.what, m.expected, m.found
        from counted as c
        left join by_building as b using (county_code, estate_id)
       cross join lateral (values
               (1, '各幢套数之和与小区套数', c.units, coalesce(b.units, 0)),
               (2, '小区指标与分户的套数', c.units, (select coalesce(sum(n), 0) from tallied as t where t.county_code = c.county_code and t.estate_id = c.estate_id and t.indicator = 'units')),
               (3, '小区指标与分户的首次登记套数', c.first_registered, (select coalesce(sum(n), 0) from tallied as t where t.county_code = c.county_code and t.estate_id = c.estate_id and t.indicator = 'first_registered')),
               (4, '小区指标与分户的转移登记套数', c.transferred, (select coalesce(sum(n), 0) from tallied as t where t.county_code = c.county_code and t.estate_id = c.estate_id and t.indicator = 'transferred')),
               (5, '小区台账与分户台账的套数', case when c.stated_on <= ${asOf} then c.stated_units end, c.units),
               (6, '小区台账与分户台账的首次登记套数', case when c.stated_on <= ${asOf} then c.stated_first_registered end, c.stated_day_first_registered),
               (7, '小区台账与分户台账的转移登记套数', case when c.stated_on <= ${asOf} then c.stated_transferred end, c.stated_day_transferred)
             ) as m (ord, what, expected, found)
    ), of_counties as (
      select c.county_code, m.ord, m.what, m.expected, m.found
        from (select county_code, count(*) as estates, sum(units) as units, sum(first_registered) as first_registered, sum(transferred) as transferred from counted group by county_code) as c
        left join (select county_code, sum(n) filter (where indicator = 'estates') as estates, sum(n) filter (where indicator = 'units') as units,
                          sum(n) filter (where indicator = 'first_registered') as first_registered, sum(n) filter (where indicator = 'transferred') as transferred
                     from county_tallies where ${within} and day <= ${asOf} group by county_code) as t using (county_code)
       cross join lateral (values
               (1, '县级指标与小区合计的小区数', c.estates, t.estates), (2, '县级指标与小区合计的套数', c.units, t.units),
               (3, '县级指标与小区合计的首次登记套数', c.first_registered, t.first_registered), (4, '县级指标与小区合计的转移登记套数', c.transferred, t.transferred)
             ) as m (ord, what, expected, found)
    )
    select r.name || coalesce(m.name, '') as place, m.what, m.expected::integer as expected, coalesce(m.found, 0)::integer as found,
           m.county_code as "countyCode", m.estate_id as "estateId"
      from (select county_code, estate_id, name, ord, what, expected, found from of_estates
            union all
            select county_code, null, null, ord, what, expected, found from of_counties) as m
      join regions as r on r.code = m.county_code
     where m.expected <> coalesce(m.found, 0)
     order by m.county_code, m.estate_id nulls first, m.ord`.execute(tx)
  return rows
}
