import { sql } from 'kysely'

/** One thing to prove: a query that names what is wrong as `county, record, message`, and nothing when all is well. */
export type Check = { name: string; query: (counties: readonly string[]) => ReturnType<typeof sql> }

const place = (subject: ReturnType<typeof sql>) => sql`'act ' || lpad(${subject}.act_no::text, 9, '0')`

/** That nothing that happened was altered, taken out or put in. */
export const chainChecks: readonly Check[] = [
  {
    name: 'history_rows',
    query: (counties) => sql`
      select county_code as county, ${place(sql`h`)} || ' row ' || lpad(row_no::text, 9, '0') as record,
             '历史记录被改动：' || subject_kind || ' ' || subject_id as message
        from history as h
       where county_code = any (${counties}::text[])
         and hash is distinct from history_hash(county_code, act_no, row_no, subject_kind, subject_id, change)`,
  },
  {
    name: 'act_rows',
    query: (counties) => sql`
      select a.county_code as county, ${place(sql`a`)} as record, '操作的历史记录被增删或改动' as message
        from acts as a
        left join lateral (
               select count(*) as n, min(row_no) as first_no, max(row_no) as last_no, merkle_root(array_agg(hash order by row_no)) as root
                 from history as h where h.county_code = a.county_code and h.act_no = a.act_no) as found on true
       where a.county_code = any (${counties}::text[])
         and (found.n <> a.row_count or found.root is distinct from a.rows_root or (found.n > 0 and (found.first_no, found.last_no) <> (1, a.row_count)))`,
  },
  {
    name: 'orphaned_rows',
    query: (counties) => sql`
      select h.county_code as county, ${place(sql`h`)} as record, '有历史记录而无操作' as message
        from history as h
       where h.county_code = any (${counties}::text[])
         and not exists (select from acts as a where a.county_code = h.county_code and a.act_no = h.act_no)`,
  },
  {
    name: 'act_links',
    query: (counties) => sql`
      select county_code as county, ${place(sql`linked`)} as record,
             case when hash is distinct from found then '操作内容被改动' when act_no <> expected_no then '操作编号不连续' else '与上一操作不相连' end as message
        from (select a.county_code, a.act_no, a.hash, a.previous_hash, act_hash(a) as found,
                     row_number() over chain as expected_no, coalesce(lag(a.hash) over chain, '\\x') as before
                from acts as a
               where a.county_code = any (${counties}::text[])
              window chain as (partition by a.county_code order by a.act_no)) as linked
       where hash is distinct from found or act_no <> expected_no or previous_hash is distinct from before`,
  },
  {
    name: 'chain_heads',
    query: (counties) => sql`
      select c.county_code as county, 'act ' || lpad(c.act_no::text, 9, '0') as record, '链尾与最后一个操作不符' as message
        from chain_heads as c
        left join lateral (select act_no, hash from acts as a where a.county_code = c.county_code order by act_no desc limit 1) as last on true
       where c.county_code = any (${counties}::text[])
         and (c.act_no, c.hash) is distinct from (coalesce(last.act_no, 0), coalesce(last.hash, '\\x'))`,
  },
]
