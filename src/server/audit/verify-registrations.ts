import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'
import { replayed } from './verify-records.ts'

const differing = sql`
  (select string_agg(distinct key, '、' order by key)
     from (select * from jsonb_each(r.now) except select * from jsonb_each(h.said)
           union (select * from jsonb_each(h.said) except select * from jsonb_each(r.now))) as d)`

/** Records that one function of the database tells whole, with everything that hangs on them. */
export const toldWhole = (name: string, subjectKind: string, word: string, now: Check['query']): Check => ({
  name,
  query: (counties) => sql`
    select coalesce(r.county_code, h.county_code) as county, coalesce(r.id, h.subject_id)::text as record,
           ${word}::text || case when r.id is null then '：历史有此记录，数据中没有'
                                 when h.subject_id is null then '：数据有此记录，历史中没有'
                                 else '：与历史不符的字段 ' || ${differing} end as message
      from (${now(counties)}) as r
      full join (${replayed(subjectKind, counties)}) as h on h.county_code = r.county_code and h.subject_id = r.id
     where r.now is distinct from h.said`,
})

/** That applications, batches and settings are what their history says, and that what was entered and done is so in the homes. */
export const registrationChecks: readonly Check[] = [
  toldWhole(
    'applications_records',
    'application',
    '登记申请',
    (counties) => sql`
      select c.code as county_code, t.id, jsonb_strip_nulls(t.record) as now
        from unnest(${counties}::text[]) as c (code) cross join lateral application_records(c.code, null) as t`,
  ),
  toldWhole(
    'batches_records',
    'batch',
    '登记批次',
    (counties) => sql`
      select t.county_code, t.id, jsonb_strip_nulls(batch_record(t)) as now from batches as t where t.county_code = any (${counties}::text[])`,
  ),
  {
    name: 'registration_settings_records',
    query: (counties) => sql`
      select r.county as county, r.id::text as record, '登记设置与历史不符' as message
        from (select county, registration_settings_id(county) as id, jsonb_strip_nulls(registration_settings_record(county)) as now
                from unnest(${counties}::text[]) as county) as r
        left join (${replayed('registration_settings', counties)}) as h on h.county_code = r.county and h.subject_id = r.id
       where r.now is distinct from coalesce(h.said, '{}')`,
  },
  {
    name: 'application_homes',
    query: (counties) => sql`
      select c.county_code as county, c.application_id::text as record, '首次登记申请与其所含房屋的占用状态不符' as message
        from application_units as c join applications as a on a.county_code = c.county_code and a.id = c.application_id
       where c.county_code = any (${counties}::text[]) and c.is_open <> a.is_open`,
  },
  {
    name: 'entered_homes',
    query: (counties) => sql`
      select a.county_code as county, a.id::text as record, '申请已登簿，房屋没有登记' as message
        from applications as a join units as u on u.county_code = a.county_code and u.id = a.unit_id
       where a.county_code = any (${counties}::text[]) and a.entered_on is not null and u.transferred_on is null
       union all
      select a.county_code, a.id::text, '申请已登簿，房屋没有首次登记'
        from applications as a
        join application_units as c on c.county_code = a.county_code and c.application_id = a.id
        join units as u on u.county_code = c.county_code and u.id = c.unit_id
       where a.county_code = any (${counties}::text[]) and a.entered_on is not null and u.first_registered_on is null`,
  },
  {
    name: 'batch_items_done',
    query: (counties) => sql`
      select i.county_code as county, i.batch_id::text || ' ' || i.item_no as record, '批次记为已办，申请的历史中没有这一步' as message
        from batch_items as i
        join batches as b on b.county_code = i.county_code and b.id = i.batch_id
       where i.county_code = any (${counties}::text[]) and i.state = 'done'
         and not exists (select from history as h join acts as a on a.county_code = h.county_code and a.act_no = h.act_no
                          where h.county_code = i.county_code and h.subject_id = i.application_id and a.payload ->> 'batch' = i.batch_id::text)`,
  },
  {
    name: 'registration_numbers_given',
    query: (counties) => sql`
      select n.county_code as county, n.run || ' ' || n.year as record, '流水号低于已给出的号码' as message
        from registration_numbers as n
       where n.county_code = any (${counties}::text[]) and n.run = 'acceptance'
         and n.last_no < (select max(substring(a.acceptance_no from '第(\\d+)号$')::integer) from applications as a
                           where a.county_code = n.county_code and extract(year from a.accepted_on) = n.year)`,
  },
]
