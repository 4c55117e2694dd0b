import { sql } from 'kysely'

/**
 * Matters referred upward that the body they were referred to has not taken up yet, each with its task; of one body, or of
 * all. Taken up is what stands on the agenda of a later meeting of that body, by its estate or its task.
 */
export const openReferrals = (countyCode: string, body: 'joint' | 'standing_committee' | null) => sql`
  select r.estate_id, t.id as task_id, r.matter as title, t.homes, 'referred' as why
    from resolutions as r
    left join lateral (select id, homes from tasks as t
                        where t.county_code = r.county_code and t.resolution_id = r.id and t.state not in ('written_off', 'cancelled')
                        order by task_no limit 1) as t on true
   where r.county_code = ${countyCode} and r.kind = 'refer' and (${body}::text is null or r.refer_to = ${body})
     and not exists (
           select from agenda_items as i
             join meetings as m on m.county_code = i.county_code and m.id = i.meeting_id
            where i.county_code = r.county_code and (i.task_id = t.id or (i.task_id is null and i.estate_id = r.estate_id))
              and m.kind = coalesce(${body}::text, m.kind) and m.kind in ('consultation', r.refer_to) and m.id <> r.meeting_id
              and m.state <> 'cancelled' and i.state <> 'adjourned' and m.held_on >= r.decided_on)`
