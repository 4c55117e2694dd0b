import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'
import { toldWhole } from './verify-registrations.ts'

/** That visits, what is known of homes by them and what was decided on them are what their history says. */
export const outreachChecks: readonly Check[] = [
  toldWhole(
    'visits_records',
    'visit',
    '走访',
    (counties) => sql`
      select v.county_code, v.id, jsonb_strip_nulls(visit_record(v)) as now from visits as v where v.county_code = any (${counties}::text[])`,
  ),
  toldWhole(
    'unit_outreach_records',
    'unit_outreach',
    '走访情况或走访设置',
    (counties) => sql`
      select o.county_code, o.unit_id as id, jsonb_strip_nulls(unit_outreach_record(o)) as now
        from unit_outreach as o where o.county_code = any (${counties}::text[])
       union all
      select county, outreach_settings_id(county), jsonb_strip_nulls(outreach_settings_record(county))
        from unnest(${counties}::text[]) as county where outreach_settings_record(county) <> '{}'`,
  ),
  toldWhole(
    'visit_conflicts_records',
    'visit_conflict',
    '走访的不一致或隔离记录',
    (counties) => sql`
      select c.county_code, c.id, jsonb_strip_nulls(visit_conflict_record(c)) as now from visit_conflicts as c where c.county_code = any (${counties}::text[])
       union all
      select q.county_code, q.id, jsonb_strip_nulls(visit_quarantine_record(q)) from visit_quarantine as q where q.county_code = any (${counties}::text[])`,
  ),
  toldWhole(
    'visit_devices_records',
    'visit_device',
    '走访手机',
    (counties) => sql`
      select d.county_code, d.id, jsonb_strip_nulls(visit_device_record(d)) as now from visit_devices as d where d.county_code = any (${counties}::text[])`,
  ),
  {
    name: 'visit_attempts',
    query: (counties) => sql`
      select o.county_code as county, o.unit_id::text as record, '走访次数与走访记录不符：存 ' || o.attempts || '，应为 ' || v.n as message
        from unit_outreach as o
        join lateral (select count(*)::integer as n from visits as v where v.county_code = o.county_code and v.unit_id = o.unit_id) as v on true
       where o.county_code = any (${counties}::text[]) and o.attempts <> v.n`,
  },
]
