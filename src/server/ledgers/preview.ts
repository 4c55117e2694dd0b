import { sql } from 'kysely'
import { findingKinds } from '#domain/ledgers/findings.ts'
import { moneyKinds, taken, workKinds } from '#domain/ledgers/uses.ts'
import { systemActor, type Tx } from '../platform/acts.ts'
import { type CrossFinding, crossCheck, type Import, setBased } from './checks.ts'
import { checkMoney } from './money-checks.ts'
import { compareSummaries } from './summaries.ts'
import { takeBuildings, takeEstates } from './take-estates.ts'
import { takeMoney } from './take-money.ts'
import { heldAgainstRecords } from './take-units.ts'
import { takeWork } from './take-work.ts'
import { checkWork } from './work-checks.ts'

/** Adds the doubts that only show across rows, and keeps the rows out that an error is about. */
export async function checkStaged(tx: Tx, staged: Import): Promise<void> {
  const findings = [
    ...(await crossCheck(tx, staged)),
    ...(await compareSummaries(tx, staged)),
    ...(await checkWork(tx, staged)),
    ...(await checkMoney(tx, staged)),
  ]
  await saveFindings(tx, staged, findings)
  await rejectRows(
    tx,
    staged,
    findings.filter(({ kind }) => findingKinds[kind] === 'error'),
  )
}

async function saveFindings(
  tx: Tx,
  { countyCode, importId }: Import,
  findings: readonly CrossFinding[],
): Promise<void> {
  await sql`
    with found as (
      select row_number() over () as place, f.*
        from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb)
             as f ("tableNo" smallint, "rowNo" integer, field text, kind text, message text, suggestion text, related jsonb)
    ), cells as (
      select t.table_no, c.field, c."column"
        from import_tables as t
       cross join jsonb_to_recordset(t.columns) as c ("column" text, field text)
       where t.county_code = ${countyCode} and t.import_id = ${importId} and c.field is not null
    )
    insert into import_findings (county_code, import_id, finding_no, file_no, sheet, cell, row_no, kind, severity, message, suggestion, related_cells)
    select ${countyCode}, ${importId}, (select coalesce(max(finding_no), 0) from import_findings where county_code = ${countyCode} and import_id = ${importId}) + f.place,
           t.file_no, t.sheet, c."column" || f."rowNo", f."rowNo", f.kind, s.severity, f.message, f.suggestion,
           coalesce((select array_agg(distinct rc."column" || r."rowNo")
                       from jsonb_to_recordset(f.related) as r ("tableNo" smallint, "rowNo" integer, fields jsonb)
                      cross join jsonb_array_elements_text(r.fields) as rf
                       join cells as rc on rc.table_no = r."tableNo" and rc.field = rf
                       join import_tables as rt on rt.county_code = ${countyCode} and rt.import_id = ${importId} and rt.table_no = r."tableNo"
                      where rt.sheet = t.sheet), '{}')
      from found as f
      join import_tables as t on t.county_code = ${countyCode} and t.import_id = ${importId} and t.table_no = f."tableNo"
      join jsonb_each_text(${JSON.stringify(findingKinds)}::jsonb) as s (kind, severity) on s.kind = f.kind
      left join cells as c on c.table_no = f."tableNo" and c.field = f.field
     order by f.place`.execute(tx)
}

async function rejectRows(tx: Tx, { countyCode, importId }: Import, errors: readonly CrossFinding[]): Promise<void> {
  const wrong = sql`unnest(${errors.map(({ tableNo }) => tableNo)}::smallint[], ${errors.map(({ rowNo }) => rowNo)}::integer[]) as w (table_no, row_no)`
  await sql`
    update staged_units as s set is_rejected = true from ${wrong}
     where s.county_code = ${countyCode} and s.import_id = ${importId} and s.table_no = w.table_no and s.row_no = w.row_no`.execute(
    tx,
  )
  await sql`
    update staged_rows as s set is_rejected = true from ${wrong}
     where s.county_code = ${countyCode} and s.import_id = ${importId} and s.table_no = w.table_no and s.row_no = w.row_no`.execute(
    tx,
  )
  await sql`
    update import_tables as t set rejected = r.n
      from (select table_no, count(*) filter (where is_rejected) as n
              from (select table_no, is_rejected, county_code, import_id from staged_units
                    union all
                    select s.table_no, s.is_rejected, s.county_code, s.import_id from staged_rows as s
                      join import_tables as k using (county_code, import_id, table_no) where k.kind = any (${taken}::text[])) as staged
             where county_code = ${countyCode} and import_id = ${importId} group by table_no) as r
     where t.county_code = ${countyCode} and t.import_id = ${importId} and t.table_no = r.table_no`.execute(tx)
}

/** How many rows of each table would change something, and how many say nothing new. */
export type RowCounts = { tableNo: number; accepted: number; unchanged: number }

/**
 * Rehearses the import: estates and buildings are merged for real, units are held against what is known. The caller
 * undoes the transaction; what counts here is exactly what taking over would change.
 */
export async function rehearse(tx: Tx, staged: Import): Promise<RowCounts[]> {
  const taking = { ...staged, actNo: 0 }
  await setBased(tx)
  await takeEstates(tx, taking)
  await takeBuildings(tx, taking)
  await takeWork(tx, taking)
  await takeMoney(tx, taking, systemActor([staged.countyCode]))
  const small = await countSmallRows(tx, staged)
  const { rows: units } = await sql<RowCounts>`
    select table_no as "tableNo", count(*) filter (where is_news) as accepted, count(*) filter (where not is_news) as unchanged
      from (${heldAgainstRecords(staged, sql`u.id`)}) as held
     group by table_no`.execute(tx)
  return [...small, ...units]
}

/** Rows of estate, building and work tables that changed a record, told from the temporary tables of taking over. */
export async function countSmallRows(tx: Tx, { countyCode, importId }: Import): Promise<RowCounts[]> {
  const { rows } = await sql<RowCounts>`
    select s.table_no as "tableNo", count(*) filter (where s.is_news) as accepted, count(*) filter (where not s.is_news) as unchanged
      from (select r.table_no,
                   case t.kind
                     when 'estates' then exists (select from incoming_estates as i
                                                   join estates as e on e.county_code = ${countyCode} and e.name_key = i.estate_key
                                                  where i.table_no = r.table_no and i.row_no = r.row_no
                                                    and (e.id in (select estate_id from changed_estates) or e.id in (select estate_id from new_facts)))
                     when 'buildings' then exists (select from changed_buildings as b
                                    join estates as e on e.county_code = ${countyCode} and e.id = b.estate_id
                                   where e.name_key = r.value ->> 'estate_key' and b.after ->> 'name' = r.value ->> 'building')
                     else exists (select from work_changes as w where w.table_no = r.table_no and w.row_no = r.row_no)
                   end as is_news
              from staged_rows as r
              join import_tables as t using (county_code, import_id, table_no)
             where r.county_code = ${countyCode} and r.import_id = ${importId} and t.kind = any (${['estates', 'buildings', ...workKinds, ...moneyKinds]}::text[]) and not r.is_rejected) as s
     group by s.table_no`.execute(tx)
  return rows
}

/** Writes the counts beside their tables. */
export async function saveCounts(
  tx: Tx,
  { countyCode, importId }: Import,
  counts: readonly RowCounts[],
): Promise<void> {
  await sql`
    update import_tables as t set accepted = c.accepted, unchanged = c.unchanged
      from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as c ("tableNo" smallint, accepted integer, unchanged integer)
     where t.county_code = ${countyCode} and t.import_id = ${importId} and t.table_no = c."tableNo"`.execute(tx)
}
