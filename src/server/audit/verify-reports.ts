import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'
import { replayed } from './verify-records.ts'

/** Records of which history keeps every column, as a query giving `county_code, id, now`. */
const wholeRecords = (name: string, subjectKind: string, word: string, now: Check['query']): Check => ({
  name,
  query: (counties) => sql`
    select coalesce(r.county_code, h.county_code) as county, coalesce(r.id, h.subject_id)::text as record,
           ${word}::text || case when r.id is null then '：历史有此记录，数据中没有'
                                 when h.subject_id is null then '：数据有此记录，历史中没有'
                                 else '与历史不符' end as message
      from (${now(counties)}) as r
      full join (${replayed(subjectKind, counties)}) as h on h.county_code = r.county_code and h.subject_id = r.id
     where jsonb_strip_nulls(r.now) is distinct from h.said`,
})

const columnsOf = (table: string) => (counties: readonly string[]) =>
  sql`
  select county_code, id, to_jsonb(t) - '{county_code,id}'::text[] as now
    from ${sql.table(table)} as t where t.county_code = any (${counties}::text[])`

const digest = sql`encode(sha256(convert_to(content::text, 'UTF8')), 'hex')`

/** That hand-ins, rhythms, texts and freezes are what their history says, and that what was issued reads as it was issued. */
export const reportChecks: readonly Check[] = [
  wholeRecords(
    'hand_ins_records',
    'hand_in',
    '报送',
    (counties) => sql`
      select h.county_code, h.id, hand_in_record(h) as now from hand_ins as h where h.county_code = any (${counties}::text[])`,
  ),
  wholeRecords('report_rhythms_records', 'report_rhythm', '报告节奏', columnsOf('report_rhythms')),
  wholeRecords('report_texts_records', 'report_text', '报告文字', columnsOf('report_texts')),
  wholeRecords(
    'report_freezes_records',
    'report_freeze',
    '冻结的数据',
    (counties) => sql`
      select county_code, id, jsonb_build_object('kind', kind, 'period', period, 'as_of', as_of, 'known_on', known_on, 'content_sha256', ${digest}) as now
        from report_freezes where county_code = any (${counties}::text[])`,
  ),
  {
    name: 'bulletins_records',
    // the first ones told their history no digest
    query: (counties) => sql`
      select coalesce(b.county_code, h.county_code) as county, coalesce(b.id, h.subject_id)::text as record, '已签发的报告与历史不符' as message
        from (select county_code, id, issue_no::text as issue_no, ${digest} as content_sha256, encode(document_sha256, 'hex') as document_sha256
                from bulletins where county_code = any (${counties}::text[])) as b
        full join (${replayed('bulletin', counties)}) as h on h.county_code = b.county_code and h.subject_id = b.id
       where b.issue_no is distinct from h.said ->> 'issue_no'
          or h.said ? 'content_sha256' and (b.content_sha256, b.document_sha256) is distinct from (h.said ->> 'content_sha256', h.said ->> 'document_sha256')`,
  },
]
