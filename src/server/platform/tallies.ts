import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './acts.ts'

/** The day an act is recorded on, in the office's own time. */
const today = sql`(now() at time zone 'Asia/Shanghai')::date`

/**
 * Books what an act adds to and takes from the figures, for the estates and, rolled up by category, for the county.
 * `deltas` gives `estate_id, indicator, day, n`; what comes to nothing is left out.
 */
export async function applyTallyDeltas(tx: Tx, countyCode: string, deltas: RawBuilder<unknown>): Promise<void> {
  await sql`
    with booked as materialized (
      select estate_id, indicator, day, sum(n)::bigint as n from (${deltas}) as d group by estate_id, indicator, day having sum(n) <> 0
    ), by_estate as (
      insert into tallies as known (county_code, estate_id, indicator, day, recorded_on, n)
      select ${countyCode}, estate_id, indicator, day, ${today}, n from booked
      on conflict (county_code, estate_id, indicator, day, recorded_on) do update set n = known.n + excluded.n
    )
    insert into county_tallies as known (county_code, category, indicator, day, recorded_on, n)
    select ${countyCode}, e.category, b.indicator, b.day, ${today}, sum(b.n)
      from booked as b
      join estates as e on e.county_code = ${countyCode} and e.id = b.estate_id
     group by e.category, b.indicator, b.day
    on conflict (county_code, category, indicator, day, recorded_on) do update set n = known.n + excluded.n`.execute(tx)
}

/**
 * Moves everything booked for an estate from its old category to its new one, recorded today. `changes` gives
 * `estate_id, from_category, to_category`. Comes before the deltas of the same act: those are booked in the new one.
 */
export async function moveCategories(tx: Tx, countyCode: string, changes: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into county_tallies as known (county_code, category, indicator, day, recorded_on, n)
    select ${countyCode}, m.category, t.indicator, t.day, ${today}, sum(m.sign * t.n)
      from (${changes}) as c
      join tallies as t on t.county_code = ${countyCode} and t.estate_id = c.estate_id
     cross join lateral (values (c.from_category, -1), (c.to_category, 1)) as m (category, sign)
     group by m.category, t.indicator, t.day
    on conflict (county_code, category, indicator, day, recorded_on) do update set n = known.n + excluded.n`.execute(tx)
}
