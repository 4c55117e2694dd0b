import { sql } from 'kysely'
import type { PlaceDay } from '#contract/place-shapes.ts'
import { dayNumber } from '#domain/shared/days.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'

const longestDays = 92

/**
 * What each place did on each day, counted from the applications themselves. An application belongs to the place at which
 * its acceptor was on the day he accepted it; a certificate handed over at a place counts there. Who was where is fixed once
 * the day is over, so a past day gives the same answer whenever it is asked.
 */
export async function throughput(
  tx: Tx,
  countyCode: string,
  { from, until }: { from: string; until: string },
): Promise<PlaceDay[]> {
  if (dayNumber(until) - dayNumber(from) >= longestDays)
    throw new Refused({ kind: 'invalid', code: 'too_long', message: `一次最多统计 ${longestDays} 天` })
  const within = (column: string) =>
    sql`a.county_code = ${countyCode} and ${sql.ref(column)} between ${from} and ${until}`
  const { rows } = await sql<PlaceDay>`
    with worked as (
      select a.accepted_on as day, ${acceptedAt} as place_id, 1 as accepted, 0 as entered, 0 as delivered from applications as a where ${within('a.accepted_on')}
       union all
      select a.entered_on, ${acceptedAt}, 0, 1, 0 from applications as a where ${within('a.entered_on')}
       union all
      select a.delivered_on, coalesce(d.place_id, ${acceptedAt}), 0, 0, 1
        from applications as a
        left join deliveries as d on d.county_code = a.county_code and d.application_id = a.id and d.state = 'delivered'
       where ${within('a.delivered_on')}
       union all
      select s.held_on, s.place_id, 0, 0, 0 from place_sessions as s
       where s.county_code = ${countyCode} and s.state = 'open' and s.held_on between ${from} and ${until}
    )
    select case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as place, w.day, s.nature,
           sum(w.accepted)::integer as accepted, sum(w.entered)::integer as entered, sum(w.delivered)::integer as delivered
      from worked as w
      left join places as p on p.county_code = ${countyCode} and p.id = w.place_id
      left join place_sessions as s on s.county_code = ${countyCode} and s.place_id = w.place_id and s.held_on = w.day and s.state = 'open'
     group by p.id, p.name, w.day, s.nature
     order by w.day, p.name nulls last`.execute(tx)
  return rows
}

const acceptedAt = sql`
  (select s.place_id from session_staff as f join place_sessions as s on s.county_code = f.county_code and s.id = f.session_id
    where f.county_code = a.county_code and f.account_id = a.accepted_by and f.held_on = a.accepted_on and f.is_there and s.state = 'open' limit 1)`
