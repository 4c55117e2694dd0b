import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'
import { replayed } from './verify-records.ts'

/** Records of two tables that one kind of history tells. */
const toldTogether = (name: string, subjectKind: string, word: string, now: ReturnType<typeof sql>): Check => ({
  name,
  query: (counties) => sql`
    select coalesce(r.county_code, h.county_code) as county, coalesce(r.id, h.subject_id)::text as record, ${`${word}与历史不符`}::text as message
      from (${now}) as r
      full join (${replayed(subjectKind, counties)}) as h on h.county_code = r.county_code and h.subject_id = r.id
     where coalesce(r.county_code, h.county_code) = any (${counties}::text[]) and r.now is distinct from h.said`,
})

const whole = (table: string) => sql`
  select county_code, id, jsonb_strip_nulls(to_jsonb(t) - '{county_code,id}'::text[]) as now from ${sql.table(table)} as t`

/** That what developers and third parties handed in, and what was decided on it, is what its history says. */
export const developerChecks: readonly Check[] = [
  toldTogether(
    'developer_hand_in_records',
    'developer_hand_in',
    '开发企业提交的材料',
    sql`${whole('developer_papers')} union all
        select county_code, id, jsonb_strip_nulls(owner_hand_in_record(h)) from owner_hand_ins as h`,
  ),
  toldTogether('qualification_records', 'qualification', '第三方机构资质', whole('qualifications')),
  toldTogether(
    'appraisal_records',
    'appraisal',
    '评估委托或报告',
    sql`${whole('appraisal_commissions')} union all ${whole('appraisals')}`,
  ),
]
