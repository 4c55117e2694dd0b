import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { CrossFinding, Import } from './checks.ts'

/** Names in the estate ledgers of an import, rows that stay out included. */
export const stagedEstateNames = (countyCode: string, importId: string) => sql`
  select s.value ->> 'estate_key' as estate_key, s.value ->> 'name' as name, s.is_rejected, s.table_no, s.row_no
    from staged_rows as s
    join import_tables as t using (county_code, import_id, table_no)
   where s.county_code = ${countyCode} and s.import_id = ${importId} and t.kind = 'estates'
     and s.value ->> 'estate_key' is not null`

/** Buildings of estates that stand neither in an estate ledger of this import nor in the records. */
export async function buildingsOfUnknownEstates(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    select s.table_no as "tableNo", s.row_no as "rowNo", 'estate' as field, 'unknown_estate' as kind,
           '小区不在小区台账中' as message, '[]'::jsonb as related, null as suggestion
      from staged_rows as s
      join import_tables as t using (county_code, import_id, table_no)
     where s.county_code = ${countyCode} and s.import_id = ${importId} and t.kind = 'buildings' and s.value ->> 'estate_key' is not null
       and not exists (select from estates as e where e.county_code = ${countyCode} and e.name_key = s.value ->> 'estate_key')
       and s.value ->> 'estate_key' not in (select estate_key from (${stagedEstateNames(countyCode, importId)}) as named where not is_rejected)
     order by 1, 2`.execute(tx)
  return rows
}

/** An estate that stands twice in the estate ledgers: the later row holds, as it does from one ledger to the next. */
export async function repeatedEstates(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    select e.table_no as "tableNo", e.row_no as "rowNo", 'name' as field, 'duplicate_estate' as kind,
           '小区重复：与“' || f.name || '”的“' || t.sheet || '”第 ' || e.other_row || ' 行为同一小区，以后一行为准' as message,
           '[]'::jsonb as related, null as suggestion
      from (select *, coalesce(lag(table_no) over alike, lead(table_no) over alike) as other_table,
                   coalesce(lag(row_no) over alike, lead(row_no) over alike) as other_row
              from (${stagedEstateNames(countyCode, importId)}) as named
             where not is_rejected
            window alike as (partition by estate_key order by table_no, row_no)) as e
      join import_tables as t on t.county_code = ${countyCode} and t.import_id = ${importId} and t.table_no = e.other_table
      join import_files as f on f.county_code = ${countyCode} and f.import_id = ${importId} and f.file_no = t.file_no
     order by 1, 2`.execute(tx)
  return rows
}

/** Unit codes the records give to another home. */
export async function unitCodesOfOthers(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    select s.table_no as "tableNo", s.row_no as "rowNo", 'unitCode' as field, 'duplicate_unit' as kind,
           '不动产单元号重复：系统中“' || e.name || '”' || b.name || '幢 ' || concat_ws('-', nullif(u.entrance, ''), u.room) || ' 已用此号' as message,
           '[]'::jsonb as related, null as suggestion
      from staged_units as s
      join units as u on u.county_code = ${countyCode} and u.unit_code = s.unit_code
      join buildings as b on b.county_code = ${countyCode} and b.id = u.building_id
      join estates as e on e.county_code = ${countyCode} and e.id = u.estate_id
     where s.county_code = ${countyCode} and s.import_id = ${importId}
       and (e.name_key, b.name, u.entrance, u.room) is distinct from (s.estate_key, s.building, s.entrance, s.room)
     order by 1, 2`.execute(tx)
  return rows
}

/**
 * Transfers that only together with the records, or for want of a column, break what every transfer must have: a first
 * registration before it and a certificate.
 */
export async function transfersAgainstRecords(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    with half_told as (
      select * from staged_units
       where county_code = ${countyCode} and import_id = ${importId} and not is_rejected
         and (first_registered_on is null or transferred_on is null or certificate_no is null)
         and num_nonnulls(first_registered_on, transferred_on) > 0
    ), merged as (
      select s.table_no, s.row_no, s.transferred_on is not null as tells_transfer, s.first_registered_on is not null as tells_first,
             coalesce(s.first_registered_on, u.first_registered_on) as first,
             coalesce(s.transferred_on, u.transferred_on) as transfer,
             coalesce(s.certificate_no, u.certificate_no) as certificate
        from half_told as s
        left join (units as u
                   join buildings as b on b.county_code = u.county_code and b.id = u.building_id
                   join estates as e on e.county_code = u.county_code and e.id = u.estate_id)
          on u.county_code = ${countyCode} and (e.name_key, b.name, u.entrance, u.room) = (s.estate_key, s.building, s.entrance, s.room)
    )
    select m.table_no as "tableNo", m.row_no as "rowNo", d.field, d.kind, d.message, '[]'::jsonb as related, null as suggestion
      from merged as m
     cross join lateral (values
             ('transferredOn', 'missing_mandatory', '已办理转移登记，但台账和系统中都没有首次登记时间', m.first is null),
             ('transferredOn', 'transfer_without_cert', '已办理转移登记，但台账和系统中都没有不动产权证号', m.certificate is null),
             (case when m.tells_transfer then 'transferredOn' else 'firstRegisteredOn' end, 'transfer_before_first',
              case when m.tells_first then '系统中的' else '' end || '转移登记 ' || m.transfer || ' 早于'
                || case when m.tells_first then '' else '系统中的' end || '首次登记 ' || m.first, m.transfer < m.first)
           ) as d (field, kind, message, is_wrong)
     where m.transfer is not null and d.is_wrong
     order by 1, 2`.execute(tx)
  return rows
}

/**
 * Completes a transfer told without its first registration or certificate from the records. PostgreSQL holds the row
 * to be inserted to the constraints of a unit before it sees that the unit is known.
 */
export async function completeTransfers(tx: Tx, { countyCode, importId }: Import): Promise<void> {
  await sql`
    update staged_units as s
       set first_registered_on = coalesce(s.first_registered_on, u.first_registered_on),
           certificate_no = coalesce(s.certificate_no, u.certificate_no)
      from units as u
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
     where s.county_code = ${countyCode} and s.import_id = ${importId} and u.county_code = ${countyCode}
       and (e.name_key, b.name, u.entrance, u.room) = (s.estate_key, s.building, s.entrance, s.room)
       and s.transferred_on is not null and (s.first_registered_on is null or s.certificate_no is null)`.execute(tx)
}

/** Rows of an extract that say otherwise than the ledger they were taken from, or that stand in no ledger at all. */
export async function extracts(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    with extracted as (
      select s.table_no, s.row_no, x.*
        from staged_rows as s
        join import_tables as t using (county_code, import_id, table_no)
       cross join jsonb_to_record(s.value) as x (estate_key text, building text, entrance text, room text, area_m2 numeric, open_reason text)
       where s.county_code = ${countyCode} and s.import_id = ${importId} and t.kind = 'unit_extract'
    ), ledger as (
      select estate_key, building, entrance, room, area_m2, open_reason, transferred_on
        from staged_units where county_code = ${countyCode} and import_id = ${importId}
      union all
      select e.name_key, b.name, u.entrance, u.room, u.area_m2, u.open_reason, u.transferred_on
        from units as u
        join buildings as b on b.county_code = u.county_code and b.id = u.building_id
        join estates as e on e.county_code = u.county_code and e.id = u.estate_id
       where u.county_code = ${countyCode} and e.name_key in (select estate_key from extracted)
         and not exists (select from staged_units as s where s.county_code = ${countyCode} and s.import_id = ${importId})
    )
    select x.table_no as "tableNo", x.row_no as "rowNo", d.field, 'extract_disagrees' as kind, d.message, '[]'::jsonb as related, null as suggestion
      from extracted as x
      left join ledger as l on (l.estate_key, l.building, l.entrance, l.room) = (x.estate_key, x.building, coalesce(x.entrance, ''), x.room)
     cross join lateral (values
             ('room', l.room is null, '摘录表中的房屋不在分户台账中'),
             ('openReason', l.transferred_on is not null, '摘录表列为未办，分户台账已有转移登记 ' || l.transferred_on),
             ('openReason', l.open_reason <> x.open_reason, '未办原因与分户台账不符：摘录表“' || x.open_reason || '”，分户台账“' || l.open_reason || '”'),
             ('areaM2', abs(l.area_m2 - x.area_m2) >= 0.01, '建筑面积与分户台账不符：摘录表 ' || x.area_m2 || '㎡，分户台账 ' || l.area_m2 || '㎡')
           ) as d (field, is_wrong, message)
     where d.is_wrong
     order by 1, 2`.execute(tx)
  return rows
}
