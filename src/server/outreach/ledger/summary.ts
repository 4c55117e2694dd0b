import { type RawBuilder, sql } from 'kysely'
import type { OutreachResults, OutreachSummary } from '#contract/outreach.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'

/** How outreach stands in some counties, or in one estate of them. */
export async function outreachSummary(
  tx: Tx,
  counties: readonly string[],
  estate: string | undefined,
): Promise<OutreachSummary> {
  const inEstate = (column: string) => (estate ? sql`${sql.ref(column)} = ${estate}::uuid` : sql`true`)
  const { rows } = await sql<OutreachSummary>`
    with visited as materialized (
      select v.* from unit_outreach as v join units as u on u.county_code = v.county_code and u.id = v.unit_id
       where v.county_code = any (${counties}::text[]) and ${inEstate('v.estate_id')} and u.transferred_on is null
    )
    select (select count(*) from units as u
             where u.county_code = any (${counties}::text[]) and ${inEstate('u.estate_id')} and u.transferred_on is null)::integer as open,
           count(*) filter (where attempts > 0)::integer as tried, count(*) filter (where contact = 'reached')::integer as reached,
           count(*) filter (where contact = 'unreachable')::integer as unreachable, count(willingness)::integer as asked,
           count(*) filter (where willingness = 'willing')::integer as willing, count(*) filter (where willingness = 'unwilling')::integer as unwilling,
           count(*) filter (where willingness = 'undecided')::integer as undecided,
           count(*) filter (where next_on <= ${officeToday()}::date)::integer as due,
           (select count(*) from visit_conflicts as x join visited as w on w.county_code = x.county_code and w.unit_id = x.unit_id
             where x.state = 'open')::integer as conflicts,
           ${reasons} as reasons
      from visited`.execute(tx)
  if (!rows[0]) throw new Error('outreach was counted but gave no row')
  return rows[0]
}

/** The reasons of the homes visited, each under the one it was merged into. */
const reasons = sql`
  coalesce((
    with recursive heads (county_code, said, name) as (
      select distinct county_code, reason, reason from visited where reason is not null
       union
      select h.county_code, h.said, r.merged_into
        from heads as h join outreach_reasons as r on r.county_code = h.county_code and r.name = h.name and r.merged_into is not null
    ), last as (
      select h.county_code, h.said, h.name from heads as h
       where not exists (select from outreach_reasons as r where r.county_code = h.county_code and r.name = h.name and r.merged_into is not null)
    )
    select json_agg(json_build_object('reason', x.name, 'homes', x.homes) order by x.homes desc, x.name)
      from (select last.name, count(*) as homes from visited as w join last on last.county_code = w.county_code and last.said = w.reason
             group by last.name order by 2 desc, 1 limit 30) as x), '[]')`

/** What attempts `a` brought of which a condition holds: by week, and by channel. */
export async function resultsWhere(tx: Tx, where: RawBuilder<unknown>): Promise<OutreachResults> {
  const { rows } = await sql<OutreachResults>`
    with tried as materialized (
      select a.unit_id, a.channel, a.is_contacted, date_trunc('week', a.visited_on)::date as week,
             a.said ->> 'willingness' as willingness, a.said ->> 'contact' as contact
        from visits as a where ${where}
    )
    select coalesce((select json_agg(x order by x.week) from (
             select week, count(*) as attempts, count(distinct unit_id) filter (where is_contacted) as contacted,
                    count(distinct unit_id) filter (where willingness = 'willing') as willing,
                    count(distinct unit_id) filter (where willingness = 'unwilling') as unwilling,
                    count(distinct unit_id) filter (where contact = 'unreachable') as unreachable
               from tried group by week) as x), '[]') as weeks,
           coalesce((select json_agg(x order by x.attempts desc, x.channel) from (
             select channel, count(*) as attempts, count(*) filter (where is_contacted) as contacted,
                    count(*) filter (where willingness = 'willing') as willing, count(*) filter (where willingness = 'unwilling') as unwilling
               from tried group by channel) as x), '[]') as channels`.execute(tx)
  if (!rows[0]) throw new Error('results were counted but gave no row')
  return rows[0]
}

/** What the attempts of the last year brought. */
export const outreachResults = (tx: Tx, counties: readonly string[], estate: string | undefined) =>
  resultsWhere(
    tx,
    sql`a.county_code = any (${counties}::text[]) and a.visited_on > ${officeToday()}::date - 366
        and ${estate ? sql`a.estate_id = ${estate}` : sql`true`}`,
  )
