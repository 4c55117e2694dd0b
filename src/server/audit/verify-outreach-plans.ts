import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'
import { replayed } from './verify-records.ts'

/** That messages to many, consents, settings, plans, announcements and reasons are what their history says. */
export const outreachPlanChecks: readonly Check[] = [
  {
    name: 'message_records',
    query: (counties) => sql`
      select coalesce(m.county_code, h.county_code) as county, coalesce(m.id, h.subject_id)::text as record, '群发短信、短信意愿或短信设置与历史不符' as message
        from (select county_code, id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,id}'::text[]) as now
                from mass_messages as t where county_code = any (${counties}::text[])
               union all
              select county_code, id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,id}'::text[])
                from message_consents as t where county_code = any (${counties}::text[])
               union all
              select code, message_settings_id(code), jsonb_strip_nulls(message_settings_record(code))
                from unnest(${counties}::text[]) as region (code) where message_settings_record(code) <> '{}') as m
        full join (${replayed('message', counties)}) as h on h.county_code = m.county_code and h.subject_id = m.id
       where m.now is distinct from h.said`,
  },
  {
    name: 'mass_message_texts',
    query: (counties) => sql`
      select g.county_code as county, g.id::text as record, '群发短信的各条与发出时不符' as message
        from mass_messages as g
       where g.county_code = any (${counties}::text[])
         and (g.recipients_hash is distinct from mass_message_hash(g.county_code, g.id)
              or coalesce(g.recipients, 0) <> (select count(*) from messages as m where m.county_code = g.county_code and m.mass_id = g.id))`,
  },
  {
    name: 'visit_plan_records',
    query: (counties) => sql`
      select coalesce(p.county_code, h.county_code) as county, coalesce(p.id, h.subject_id)::text as record, '走访计划或宣传记录与历史不符' as message
        from (select county_code, id, jsonb_strip_nulls(visit_plan_record(t)) as now
                from visit_plans as t where county_code = any (${counties}::text[])
               union all
              select county_code, id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,id}'::text[])
                from outreach_announcements as t where county_code = any (${counties}::text[])) as p
        full join (${replayed('visit_plan', counties)}) as h on h.county_code = p.county_code and h.subject_id = p.id
       where p.now is distinct from h.said`,
  },
  {
    name: 'outreach_reason_records',
    query: (counties) => sql`
      select coalesce(r.county_code, h.county_code) as county, coalesce(r.id, h.subject_id)::text as record, '走访原因与历史不符' as message
        from (select county_code, id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,id}'::text[]) as now
                from outreach_reasons as t where county_code = any (${counties}::text[])) as r
        full join (${replayed('outreach_reasons', counties)}) as h on h.county_code = r.county_code and h.subject_id = r.id
       where r.now is distinct from h.said`,
  },
]
