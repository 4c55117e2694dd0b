import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'

/** Columns a history row never carries: the key, and what is derived. */
const unrecorded = sql`'{county_code,id,state,certificate_back}'::text[]`

/** What the history says of each record of a kind, later acts over earlier ones. */
const replayed = (subjectKind: string, counties: readonly string[]) => sql`
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

/** That every record is what its history says it became. */
export const recordChecks: readonly Check[] = [
  recordsOf('estates', 'estate'),
  recordsOf('buildings', 'building'),
  recordsOf('units', 'unit'),
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
