import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'

/** Columns a history row never carries: the key, and what is derived. */
const unrecorded = sql`'{county_code,id,state,certificate_back}'::text[]`

/** What the history says of each record of a kind, later acts over earlier ones. */
export const replayed = (subjectKind: string, counties: readonly string[]) => sql`
  select county_code, subject_id, jsonb_strip_nulls(jsonb_overlay(change order by act_no)) as said
    from history
   where county_code = any (${counties}::text[]) and subject_kind = ${subjectKind}
   group by county_code, subject_id`

const recordsOf = (table: string, subjectKind: string): Check => ({
  name: `${table}_records`,
  query: (counties) => sql`
    select coalesce(r.county_code, h.county_code) as county, coalesce(r.id, h.subject_id)::text as record,
           case when r.id is null then ${`${table}：历史有此记录，数据中没有`}::text
                when h.subject_id is null then ${`${table}：数据有此记录，历史中没有`}::text
                else ${`${table}：与历史不符的字段 `}::text
                     || (select string_agg(key, '、' order by key)
                           from (select * from jsonb_each(r.now) except select * from jsonb_each(h.said - 'facts')) as d) end as message
      from (select t.county_code, t.id, jsonb_strip_nulls(to_jsonb(t)) - ${unrecorded} as now
              from ${sql.table(table)} as t where t.county_code = any (${counties}::text[])) as r
      full join (${replayed(subjectKind, counties)}) as h on h.county_code = r.county_code and h.subject_id = r.id
     where r.now is distinct from h.said - 'facts'`,
})

/** Records that one function of the database tells whole, with everything that hangs on them. */
export const keptWhole = (table: string, subjectKind: string, word: string): Check => ({
  name: `${table}_records`,
  query: (counties) => sql`
    select coalesce(m.county_code, h.county_code) as county, coalesce(m.id, h.subject_id)::text as record,
           case when m.id is null then ${`${word}：历史有此记录，数据中没有`}::text
                when h.subject_id is null then ${`${word}：数据有此记录，历史中没有`}::text
                else ${`${word}：与历史不符的字段 `}::text
                     || (select string_agg(distinct key, '、' order by key)
                           from (select * from jsonb_each(m.now) except select * from jsonb_each(h.said)
                                 union (select * from jsonb_each(h.said) except select * from jsonb_each(m.now))) as d) end as message
      from (select t.county_code, t.id, jsonb_strip_nulls(${sql.id(`${subjectKind}_record`)}(t)) as now
              from ${sql.table(table)} as t where t.county_code = any (${counties}::text[])) as m
      full join (${replayed(subjectKind, counties)}) as h on h.county_code = m.county_code and h.subject_id = m.id
     where m.now is distinct from h.said`,
})

/** The posts or charges of each person, each under the key its history tells it by. */
const heldPlaces = (table: 'postings' | 'charges', word: string) => sql`
  select county_code, person_id, jsonb_object_agg(${`${word}:`}::text || id, to_jsonb(t) - '{county_code,id,person_id}'::text[]) as held
    from ${sql.table(table)} as t group by county_code, person_id`
/** Lights follow from the day; papers, requests and needs of a task stand in its history beside its own columns. */
const taskRecords: Check = {
  name: 'tasks_records',
  query: (counties) => sql`
    select coalesce(r.county_code, h.county_code) as county, coalesce(r.id, h.subject_id)::text as record,
           case when r.id is null then 'tasks：历史有此任务，数据中没有'
                when h.subject_id is null then 'tasks：数据有此任务，历史中没有'
                else 'tasks：与历史不符的字段 '
                     || (select string_agg(key, '、' order by key) from (select * from jsonb_each(r.now) except select * from jsonb_each(h.said)) as d) end as message
      from (select t.county_code, t.id, jsonb_strip_nulls(to_jsonb(t)) - '{county_code,id,light,light_on}'::text[] as now
              from tasks as t where t.county_code = any (${counties}::text[])) as r
      full join (select county_code, subject_id, said - '{evidence,extension,needs}'::text[] as said from (${replayed('task', counties)}) as of_tasks) as h
        on h.county_code = r.county_code and h.subject_id = r.id
     where r.now is distinct from h.said`,
}

/** Restrictions, and what a county decides itself about the rules on them: both are told under one kind of history. */
const restrictionRecords: Check = {
  name: 'restriction_records',
  query: (counties) => sql`
    select coalesce(r.county_code, h.county_code) as county, coalesce(r.id, h.subject_id)::text as record,
           case when r.id is null then '限制：历史有此记录，数据中没有'
                when h.subject_id is null then '限制：数据有此记录，历史中没有'
                else '限制：与历史不符的字段 '
                     || (select string_agg(key, '、' order by key) from (select * from jsonb_each(r.now) except select * from jsonb_each(h.said)) as d) end as message
      from (select t.county_code, t.id, jsonb_strip_nulls(to_jsonb(t)) - '{county_code,id}'::text[] as now
              from unit_restrictions as t where t.county_code = any (${counties}::text[])
             union all
            select t.county_code, t.id, jsonb_strip_nulls(to_jsonb(t)) - '{county_code,id}'::text[]
              from restriction_rules as t where t.county_code = any (${counties}::text[])) as r
      full join (${replayed('restriction', counties)}) as h on h.county_code = r.county_code and h.subject_id = r.id
     where r.now is distinct from h.said`,
}

/** What a region has set for its campaign and calendar, one record per region; and which estates it leaves out. */
const campaignChecks: readonly Check[] = [
  {
    name: 'campaign_records',
    query: (counties) => sql`
      select h.county_code as county, h.subject_id::text as record,
             '清零行动的设置：与历史不符的字段 '
             || (select string_agg(distinct key, '、' order by key)
                   from (select * from jsonb_each(h.now) except select * from jsonb_each(h.said)
                         union (select * from jsonb_each(h.said) except select * from jsonb_each(h.now))) as d) as message
        from (select region.code as county_code, campaign_id(region.code) as subject_id,
                     jsonb_strip_nulls(campaign_record(region.code)) as now, coalesce(h.said, '{}') as said
                from unnest(${counties}::text[]) as region (code)
                left join (${replayed('campaign', counties)}) as h on h.county_code = region.code and h.subject_id = campaign_id(region.code)) as h
       where h.now is distinct from h.said`,
  },
  {
    name: 'scope_records',
    query: (counties) => sql`
      select coalesce(s.county_code, h.county_code) as county, coalesce(s.estate_id, h.subject_id)::text as record, '清零范围与历史不符' as message
        from (select county_code, estate_id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,estate_id,act_no}'::text[]) as now
                from campaign_scope as t where county_code = any (${counties}::text[])) as s
        full join (${replayed('scope', counties)}) as h on h.county_code = s.county_code and h.subject_id = s.estate_id
       where s.now is distinct from h.said`,
  },
]

/** Surveys, commissions with them, and what a county's checks let pass: three tables under one kind of history. */
const surveyRecords: Check = {
  name: 'survey_records',
  query: (counties) => sql`
    select coalesce(s.county_code, h.county_code) as county, coalesce(s.id, h.subject_id)::text as record, '测绘成果、委托或检查设置与历史不符' as message
      from (select county_code, id, jsonb_strip_nulls(survey_record(s)) as now from surveys as s
            union all
            select county_code, id, jsonb_strip_nulls(to_jsonb(c) - '{county_code,id}'::text[]) from survey_commissions as c
            union all
            select county_code, id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,id}'::text[]) from survey_settings as t) as s
      full join (${replayed('survey', counties)}) as h on h.county_code = s.county_code and h.subject_id = s.id
     where coalesce(s.county_code, h.county_code) = any (${counties}::text[]) and s.now is distinct from h.said`,
}

/** That every record is what its history says it became. */
export const recordChecks: readonly Check[] = [
  recordsOf('estates', 'estate'),
  recordsOf('buildings', 'building'),
  recordsOf('units', 'unit'),
  recordsOf('work_events', 'work_event'),
  recordsOf('resolutions', 'resolution'),
  recordsOf('ladder_rules', 'ladder_rule'),
  recordsOf('ladder_steps', 'ladder_step'),
  recordsOf('developer_matters', 'developer_matter'),
  recordsOf('penalties', 'penalty'),
  recordsOf('inspections', 'inspection'),
  recordsOf('inspection_findings', 'inspection_finding'),
  recordsOf('inspector_notes', 'inspector_note'),
  keptWhole('meetings', 'meeting', '会议'),
  keptWhole('documents', 'document', '公文'),
  keptWhole('archive_files', 'archive_file', '档案材料'),
  keptWhole('archive_shares', 'archive_share', '档案共享'),
  keptWhole('public_notices', 'public_notice', '公示'),
  keptWhole('publications', 'publication', '公开内容'),
  recordsOf('site_inspections', 'site_inspection'),
  keptWhole('places', 'place', '登记场所'),
  keptWhole('place_sessions', 'session', '场次'),
  keptWhole('appointments', 'appointment', '预约'),
  keptWhole('deliveries', 'delivery', '发证'),
  keptWhole('joint_acceptances', 'joint_acceptance', '联合验收'),
  recordsOf('document_issuers', 'document_issuer'),
  recordsOf('document_templates', 'document_template'),
  keptWhole('dues', 'due', '应缴'),
  recordsOf('funds', 'fund'),
  recordsOf('cash_closings', 'cash_closing'),
  keptWhole('recoveries', 'recovery', '追缴案'),
  keptWhole('fund_uses', 'fund_use', '专项资金使用'),
  restrictionRecords,
  recordsOf('parcels', 'parcel'),
  surveyRecords,
  recordsOf('hand_overs', 'hand_over'),
  taskRecords,
  ...campaignChecks,
  {
    name: 'policy_records',
    query: (counties) => sql`
      select coalesce(v.county_code, h.county_code) as county, coalesce(v.id, h.subject_id)::text as record, '政策包版本与历史不符' as message
        from (select county_code, id,
                     jsonb_build_object('pack_id', pack_id, 'version_no', version_no, 'status', status,
                                        'content_sha256', encode(sha256(convert_to(content::text, 'UTF8')), 'hex')) as now
                from policy_versions where county_code = any (${counties}::text[])) as v
        full join (${replayed('policy', counties)}) as h on h.county_code = v.county_code and h.subject_id = v.id
       where v.now is distinct from h.said`,
  },
  {
    name: 'people_records',
    query: (counties) => sql`
      select coalesce(p.county_code, h.county_code) as county, coalesce(p.id, h.subject_id)::text as record, '人员及其职务、包联与历史不符' as message
        from (select p.county_code, p.id,
                     jsonb_strip_nulls(jsonb_build_object('name', p.name, 'organisation_id', p.organisation_id, 'account_id', p.account_id,
                                                          'left_on', p.left_on, 'phone_digest', encode(p.phone_digest, 'hex'))
                                       || coalesce(o.held, '{}') || coalesce(c.held, '{}')) as now
                from people as p
                left join (${heldPlaces('postings', 'posting')}) as o on o.county_code = p.county_code and o.person_id = p.id
                left join (${heldPlaces('charges', 'charge')}) as c on c.county_code = p.county_code and c.person_id = p.id
               where p.county_code = any (${counties}::text[])) as p
        full join (${replayed('person', counties)}) as h on h.county_code = p.county_code and h.subject_id = p.id
       where p.now is distinct from h.said`,
  },
  {
    name: 'organisation_records',
    query: (counties) => sql`
      select h.county_code as county, h.subject_id::text as record, '责任单位与历史不符' as message
        from (${replayed('organisation', counties)}) as h
        left join (select o.county_code, o.id,
                          jsonb_strip_nulls(jsonb_build_object('kind', o.kind, 'name', o.name, 'duties', o.duties, 'unit_codes', f.codes)) as now
                     from organisations as o
                     left join (select county_code, organisation_id, jsonb_agg(unit_code order by unit_code) as codes
                                  from unit_functions group by county_code, organisation_id) as f on f.county_code = o.county_code and f.organisation_id = o.id
                    where o.county_code = any (${counties}::text[])) as o on o.county_code = h.county_code and o.id = h.subject_id
       where case when h.said ? 'name' then o.now
                  else (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(o.now) where key in ('duties', 'unit_codes')) end
             is distinct from case when h.said -> 'unit_codes' = '[]' then h.said - 'unit_codes' else h.said end`,
  },
  {
    name: 'owners_records',
    query: (counties) => sql`
      select u.county_code as county, u.id::text as record, '权利人与历史不符' as message
        from units as u
        left join lateral (
               select sha256(string_agg(convert_to(concat(o.name, '|', o.id_kind, '|', encode(o.id_digest, 'hex'), '|', encode(o.phone_digest, 'hex'), ';'), 'UTF8'), ''::bytea order by o.owner_no)) as digest
                 from owners as o where o.county_code = u.county_code and o.unit_id = u.id) as found on true
       where u.county_code = any (${counties}::text[])
         and coalesce(found.digest, '\\x') is distinct from u.owners_digest`,
  },
]
