import { sql } from 'kysely'
import type { Check } from './verify-chain.ts'
import { keptWhole, replayed } from './verify-records.ts'

/** That what owners brought, said and authorised is what history says; a county's term for answers stands among the cases. */
export const ownerActChecks: readonly Check[] = [
  keptWhole('owner_papers', 'owner_paper', '业主材料'),
  keptWhole('authorisations', 'authorisation', '拍照委托'),
  {
    name: 'owner_cases_records',
    query: (counties) => sql`
      select coalesce(c.county_code, h.county_code) as county, coalesce(c.id, h.subject_id)::text as record, '业主咨询投诉或答复期限与历史不符' as message
        from (select t.county_code, t.id, jsonb_strip_nulls(owner_case_record(t)) as now from owner_cases as t where t.county_code = any (${counties}::text[])
               union all
              select t.county_code, owner_case_term_id(t.county_code), to_jsonb(t) - 'county_code'
                from owner_case_terms as t where t.county_code = any (${counties}::text[])) as c
        full join (${replayed('owner_case', counties)}) as h on h.county_code = c.county_code and h.subject_id = c.id
       where c.now is distinct from h.said`,
  },
]
