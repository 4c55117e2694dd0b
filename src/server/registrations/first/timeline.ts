import { sql } from 'kysely'
import type { FirstRegistration } from '#contract/first-registration-shapes.ts'
import type { Tx } from '../../platform/acts.ts'
import type { FirstPlace } from './change.ts'

/** So much of the past a page shows at once. */
const longest = 200

/** What happened to a first registration, its inspections and its notices, newest first. */
export async function firstTimeline(
  tx: Tx,
  { countyCode, applicationId }: FirstPlace,
): Promise<FirstRegistration['timeline']> {
  const { rows } = await sql<FirstRegistration['timeline'][number]>`
    with subjects as (
      select 'application' as kind, ${applicationId}::uuid as id
      union all
      select 'site_inspection', id from site_inspections where county_code = ${countyCode} and application_id = ${applicationId}
      union all
      select 'public_notice', id from public_notices where county_code = ${countyCode} and application_id = ${applicationId}
    )
    select h.act_no::integer as "actNo", a.kind, to_char(a.acted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on, a.actor_name as actor, a.reason
      from (select distinct of_one.act_no from subjects as s
             cross join lateral (select act_no from history as h
                                  where h.county_code = ${countyCode} and h.subject_id = s.id and h.subject_kind = s.kind
                                  order by h.act_no desc limit ${longest}) as of_one) as h
      join acts as a on a.county_code = ${countyCode} and a.act_no = h.act_no
     order by h.act_no desc limit ${longest}`.execute(tx)
  return rows
}
