import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { CrossFinding, Import } from './checks.ts'

/**
 * Holds summaries against the records: a county's line, a category's line, an estate's line. A line without records
 * to compare it with is not doubted. Nothing of a summary is ever added to a figure.
 */
export async function compareSummaries(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  return [
    ...(await mixedReportingDates(tx, staged)),
    ...(await linesAgainstRecords(tx, staged)),
    ...(await estateExtracts(tx, staged)),
  ]
}

const summaryLines = ({ countyCode, importId }: Import) => sql`
  select s.table_no, s.row_no, t.kind, x.subject, x.estates, x.units, x."firstRegistered", x.transferred, x.open, x."asOf" as own_day,
         coalesce(x."asOf", noted.day, t.as_of) as day
    from staged_rows as s
    join import_tables as t using (county_code, import_id, table_no)
   cross join jsonb_to_record(s.value) as x (subject text, estates bigint, units bigint, "firstRegistered" bigint, transferred bigint, open bigint, "asOf" date)
    left join lateral (${notedDay}) as noted on true
   where s.county_code = ${countyCode} and s.import_id = ${importId} and not s.is_rejected`

/** The day a note below the table gives for all lines that name none: `截至2022年9月30日`. */
const notedDay = sql`
  select make_date(m[1]::integer, m[2]::integer, m[3]::integer) as day
    from unnest(t.notes) as note
   cross join regexp_matches(note, '截至\\s*(\\d{4})年(\\d{1,2})月(\\d{1,2})日') as m
   limit 1`

/** A table whose lines are as of different days: its total mixes them and is true of no day. */
async function mixedReportingDates(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    with lines as (${summaryLines(staged)}), usual as (
      select table_no, mode() within group (order by day) as day from lines where kind <> 'monthly_progress' group by table_no
    )
    select l.table_no as "tableNo", l.row_no as "rowNo", 'transferred' as field, 'mixed_reporting_dates' as kind,
           l.subject || '截至 ' || l.day || '，表中其余截至 ' || u.day || '：合计混合了两个时点，不作为任何一天的数字' as message,
           '[]'::jsonb as related, null as suggestion
      from lines as l
      join usual as u using (table_no)
     where l.own_day is not null and l.day <> u.day
     order by 1, 2`.execute(tx)
  return rows
}

/** Lines about a county or a category that say otherwise than the records as of the same day. */
async function linesAgainstRecords(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    with lines as (${summaryLines(staged)}), meant as (
      select l.*, r.code as line_county, case when l.subject ~ '处遗|历史遗留' then 'legacy' when l.subject ~ '新建' then 'new_build' end as line_category
        from lines as l
        left join regions as r on r.level = 'county' and r.name = l.subject
       where l.day is not null and l.kind in ('summary_by_county', 'summary_by_category', 'ranking')
    ), scoped as (
      select *, coalesce(line_county, ${staged.countyCode}) as scope from meant
       where (kind = 'summary_by_category' and line_category is not null) or line_county is not null
    ), counted as (
      select s.table_no, s.row_no,
             coalesce(sum(c.n) filter (where c.indicator = 'estates' and c.day <= s.day), 0) as estates,
             coalesce(sum(c.n) filter (where c.indicator = 'units' and c.day <= s.day), 0) as units,
             coalesce(sum(c.n) filter (where c.indicator = 'first_registered' and c.day <= s.day), 0) as "firstRegistered",
             coalesce(sum(c.n) filter (where c.indicator = 'transferred' and c.day <= s.day), 0) as transferred,
             coalesce(sum(c.n) filter (where c.indicator = 'transferred'), 0) as transferred_by_now,
             max(c.day) filter (where c.indicator = 'transferred') as last_transfer
        from scoped as s
        join county_tallies as c on c.county_code = s.scope and (s.kind <> 'summary_by_category' or c.category = s.line_category)
       group by s.table_no, s.row_no
    )
    select s.table_no as "tableNo", s.row_no as "rowNo", d.field, 'summary_disagrees' as kind,
           s.subject || d.what || '：表中 ' || d.said || '，系统截至 ' || s.day || ' 为 ' || d.found
             || case when d.field = 'transferred' and c.transferred_by_now = d.said and d.said <> d.found
                     then '；表中的数是截至 ' || c.last_transfer || ' 的数' else '' end as message,
           '[]'::jsonb as related, null as suggestion
      from scoped as s
      join counted as c using (table_no, row_no)
     cross join lateral (values
             ('estates', '小区数', s.estates, c.estates),
             ('units', '套数', s.units, c.units),
             ('firstRegistered', '首次登记', s."firstRegistered", c."firstRegistered"),
             ('transferred', '转移登记', s.transferred, c.transferred)) as d (field, what, said, found)
     where c.units > 0 and d.said <> d.found
     order by 1, 2`.execute(tx)
  return rows
}

/** Lines about one estate's open units that say otherwise than the unit rows of this import or the records. */
async function estateExtracts(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  const { countyCode, importId } = staged
  const { rows } = await sql<CrossFinding>`
    with lines as (${summaryLines(staged)}), counted as (
      select e.name as subject, count(*) filter (where s.transferred_on is null) as open
        from staged_units as s
        join (select distinct value ->> 'estate_key' as estate_key, value ->> 'name' as name
                from staged_rows where county_code = ${countyCode} and import_id = ${importId}) as e using (estate_key)
       where s.county_code = ${countyCode} and s.import_id = ${importId}
       group by e.name
      union all
      select e.name, count(*) filter (where u.transferred_on is null)
        from estates as e
        join units as u on u.county_code = e.county_code and u.estate_id = e.id
       where e.county_code = ${countyCode}
         and not exists (select from staged_units as s where s.county_code = ${countyCode} and s.import_id = ${importId})
       group by e.name
    )
    select l.table_no as "tableNo", l.row_no as "rowNo", 'open' as field, 'summary_disagrees' as kind,
           l.subject || '未办套数：表中 ' || l.open || '，分户为 ' || c.open as message, '[]'::jsonb as related, null as suggestion
      from lines as l
      join counted as c using (subject)
     where l.kind = 'estate_extract' and l.open <> c.open
     order by 1, 2`.execute(tx)
  return rows
}
