import { sql } from 'kysely'
import type { FindingKind } from '#domain/ledgers/findings.ts'
import type { Tx } from '../platform/acts.ts'
import {
  buildingsOfUnknownEstates,
  completeTransfers,
  extracts,
  repeatedEstates,
  stagedEstateNames,
  transfersAgainstRecords,
  unitCodesOfOthers,
} from './record-checks.ts'

/** A doubt that only shows when rows are held against each other or against the records. */
export type CrossFinding = {
  tableNo: number
  rowNo: number
  /** The field at whose cell the doubt stands. */
  field: string
  kind: FindingKind
  message: string
  /** The other places the same doubt is about. */
  related: { tableNo: number; rowNo: number; fields: string[] }[]
  suggestion: string | null
}

export type Import = { countyCode: string; importId: string }

/** Holds the staged rows against each other and against the county's records; each check is one statement. */
export async function crossCheck(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  await setBased(tx)
  const findings: CrossFinding[] = []
  for (const check of [
    unknownEstates,
    buildingsOfUnknownEstates,
    repeatedEstates,
    repeatedUnits,
    repeatedUnitCodes,
    repeatedCertificates,
    conflictingOwners,
    unitCodesOfOthers,
    transfersAgainstRecords,
    estateCounts,
    extracts,
  ]) {
    findings.push(...(await check(tx, staged)))
  }
  await completeTransfers(tx, staged)
  return findings
}

/**
 * The tables of an import grow by hundreds of thousands of rows within one transaction, before any statistics know of
 * it: joins over them are hashed or merged, never looped, and no answer is kept for a row that will not come again.
 */
export async function setBased(tx: Tx): Promise<void> {
  await sql`
    select set_config('enable_nestloop', 'off', true), set_config('enable_memoize', 'off', true), set_config('work_mem', '256MB', true)`.execute(
    tx,
  )
}

/** Estates the rows name that stand neither in an estate ledger of this import nor in the records. */
async function unknownEstates(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    with named as (${stagedEstateNames(countyCode, importId)}), known as (
      select estate_key, name from named where not is_rejected
      union
      select name_key, name from estates where county_code = ${countyCode}
    ), strangers as (
      select s.table_no, s.row_no, s.estate_key, left(s.unit_code, 19) as parcel
        from staged_units as s
       where s.county_code = ${countyCode} and s.import_id = ${importId} and s.estate_key is not null
         and not exists (select from known as k where k.estate_key = s.estate_key)
         -- a row that stays out anyway need not hear of its estate's own row
         and not (s.is_rejected and exists (select from named as n where n.estate_key = s.estate_key))
    ), neighbours as (
      select distinct on (s.parcel) s.parcel, k.name
        from (select distinct left(unit_code, 19) as parcel, estate_key from staged_units
               where county_code = ${countyCode} and import_id = ${importId}) as s
        join known as k using (estate_key)
       where s.parcel in (select parcel from strangers)
       order by s.parcel, k.name
    ), spelled as (
      select distinct on (x.estate_key) x.estate_key, k.name
        from (select distinct estate_key from strangers) as x
        join known as k on similarity(k.estate_key, x.estate_key) >= 0.3
       order by x.estate_key, similarity(k.estate_key, x.estate_key) desc, k.name
    )
    select x.table_no as "tableNo", x.row_no as "rowNo", 'estate' as field, 'unknown_estate' as kind,
           case when exists (select from named as d where d.estate_key = x.estate_key) then '小区台账中该小区一行有错误、未入库：请先改正那一行'
                when not exists (select from known) then '还没有小区：请把小区台账与分户台账一起导入'
                else '小区不在小区台账中' || coalesce('：疑为“' || coalesce(n.name, p.name) || '”', '') end as message,
           '[]'::jsonb as related, coalesce(n.name, p.name) as suggestion
      from strangers as x
      left join neighbours as n using (parcel)
      left join spelled as p using (estate_key)
     order by 1, 2`.execute(tx)
  return rows
}

/** Two rows for one house. Which of them is right cannot be told, so both stay out. */
function repeatedUnits(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  return repeated(tx, staged, {
    key: sql`s.estate_key, s.building, s.entrance, s.room`,
    present: sql`num_nulls(s.estate_key, s.building, s.room) = 0`,
    field: 'room',
    relatedFields: ['room', 'unitCode'],
    kind: 'duplicate_unit',
    words: '同一房屋重复：与{other}为同一房屋',
  })
}

/** One unit code on rows for different houses. */
function repeatedUnitCodes(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  return repeated(tx, staged, {
    key: sql`s.unit_code`,
    present: sql`s.unit_code is not null`,
    place: sql`concat_ws('/', s.estate_key, s.building, s.entrance, s.room)`,
    field: 'unitCode',
    relatedFields: ['unitCode', 'room'],
    kind: 'duplicate_unit',
    words: '不动产单元号重复：与{other}相同',
  })
}

type Repetition = {
  key: ReturnType<typeof sql>
  present: ReturnType<typeof sql>
  /** What must differ for the repetition to be one; the row itself where nothing is named. */
  place?: ReturnType<typeof sql>
  field: string
  relatedFields: string[]
  kind: FindingKind
  words: string
}

/**
 * Rows of this import that share what only one row may have; each of them is told of one other. What is shared is
 * counted first: nearly always nothing is, and then no row has to be put in order.
 */
async function repeated(tx: Tx, { countyCode, importId }: Import, rule: Repetition): Promise<CrossFinding[]> {
  const staged = sql`s.county_code = ${countyCode} and s.import_id = ${importId} and ${rule.present}`
  const related = JSON.stringify(rule.relatedFields)
  const isRepeated = rule.place ? sql`min(${rule.place}) <> max(${rule.place})` : sql`count(*) > 1`
  const { rows } = await sql<CrossFinding>`
    with repeated as materialized (
      select ${rule.key} from staged_units as s where ${staged} group by ${rule.key} having ${isRepeated}
    ), shared as (
      select s.table_no, s.row_no,
             coalesce(lag(s.table_no) over in_order, lead(s.table_no) over in_order) as other_table,
             coalesce(lag(s.row_no) over in_order, lead(s.row_no) over in_order) as other_row,
             case when lag(s.row_no) over in_order is null then lead(s.serial) over in_order else lag(s.serial) over in_order end as other_serial
        from staged_units as s
       where ${staged} and (${rule.key}) in (select * from repeated)
      window in_order as (partition by ${rule.key} order by s.table_no, s.row_no)
    )
    select table_no as "tableNo", row_no as "rowNo", ${rule.field}::text as field, ${rule.kind}::text as kind,
           replace(${rule.words}::text, '{other}',
                   case when other_table <> table_no then (${placeOf(countyCode, importId)}) else coalesce('序号 ' || other_serial, '第 ' || other_row || ' 行') end) as message,
           jsonb_build_array(jsonb_build_object('tableNo', other_table, 'rowNo', other_row, 'fields', ${related}::jsonb),
                             jsonb_build_object('tableNo', table_no, 'rowNo', row_no, 'fields', ${related}::jsonb)) as related,
           null as suggestion
      from shared
     order by 1, 2`.execute(tx)
  return rows
}

/** How a clerk finds a row of another table. */
const placeOf = (countyCode: string, importId: string) => sql`
  select '“' || f.name || '”的“' || t.sheet || '”第 ' || shared.other_row || ' 行'
    from import_tables as t
    join import_files as f using (county_code, import_id, file_no)
   where t.county_code = ${countyCode} and t.import_id = ${importId} and t.table_no = shared.other_table`

/** One certificate number for two homes, within the ledger or between ledger and records. */
async function repeatedCertificates(tx: Tx, staged: Import): Promise<CrossFinding[]> {
  const { countyCode, importId } = staged
  const within = await repeated(tx, staged, {
    key: sql`s.certificate_no`,
    present: sql`s.certificate_no is not null`,
    field: 'certificateNo',
    relatedFields: ['certificateNo'],
    kind: 'cert_duplicate',
    words: '不动产权证号重复：与{other}证号相同',
  })
  const { rows } = await sql<CrossFinding>`
    select s.table_no as "tableNo", s.row_no as "rowNo", 'certificateNo' as field, 'cert_duplicate' as kind,
           '不动产权证号重复：系统中“' || e.name || '”' || b.name || '幢 ' || u.room || ' 已用此证号' as message,
           '[]'::jsonb as related, null as suggestion
      from staged_units as s
      join units as u on u.county_code = ${countyCode} and u.certificate_no = s.certificate_no
      join buildings as b on b.county_code = ${countyCode} and b.id = u.building_id
      join estates as e on e.county_code = ${countyCode} and e.id = u.estate_id
     where s.county_code = ${countyCode} and s.import_id = ${importId}
       and (e.name_key, b.name, u.entrance, u.room) is distinct from (s.estate_key, s.building, s.entrance, s.room)`.execute(
    tx,
  )
  return [...within, ...rows]
}

/** One ID number with two names, within the ledger or between ledger and records of other homes. */
async function conflictingOwners(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    with doubtful as materialized (
      select id_digest from staged_owners
       where county_code = ${countyCode} and import_id = ${importId} and id_digest is not null and name is not null
       group by id_digest having min(name) <> max(name)
    ), named as (
      select o.table_no, o.row_no, o.id_digest, o.name
        from staged_owners as o
       where o.county_code = ${countyCode} and o.import_id = ${importId} and o.name is not null
         and o.id_digest in (select id_digest from doubtful)
    )
    select distinct on (a.table_no, a.row_no)
           a.table_no as "tableNo", a.row_no as "rowNo", 'idNumber' as field, 'owner_id_conflict' as kind,
           '同一证件号对应不同姓名：与' || coalesce('序号 ' || s.serial, '第 ' || b.row_no || ' 行') || '（' || b.name || '）证件号相同而姓名不同' as message,
           jsonb_build_array(jsonb_build_object('tableNo', b.table_no, 'rowNo', b.row_no, 'fields', '["idNumber", "ownerName"]'::jsonb),
                             jsonb_build_object('tableNo', a.table_no, 'rowNo', a.row_no, 'fields', '["ownerName"]'::jsonb)) as related,
           null as suggestion
      from named as a
      join named as b on b.id_digest = a.id_digest and b.name <> a.name
      join staged_units as s on s.county_code = ${countyCode} and s.import_id = ${importId} and s.table_no = b.table_no and s.row_no = b.row_no
     order by a.table_no, a.row_no, b.table_no, b.row_no`.execute(tx)
  const { rows: known } = await sql<CrossFinding>`
    select distinct on (o.table_no, o.row_no)
           o.table_no as "tableNo", o.row_no as "rowNo", 'idNumber' as field, 'owner_id_conflict' as kind,
           '同一证件号对应不同姓名：系统中此证件号登记为“' || k.name || '”（' || e.name || ' ' || b.name || '幢 ' || u.room || '）' as message,
           '[]'::jsonb as related, null as suggestion
      from staged_owners as o
      join owners as k on k.county_code = ${countyCode} and k.id_digest = o.id_digest and k.name <> o.name
      join units as u on u.county_code = ${countyCode} and u.id = k.unit_id
      join buildings as b on b.county_code = ${countyCode} and b.id = u.building_id
      join estates as e on e.county_code = ${countyCode} and e.id = u.estate_id
      join staged_units as s on s.county_code = ${countyCode} and s.import_id = ${importId} and s.table_no = o.table_no and s.row_no = o.row_no
     where o.county_code = ${countyCode} and o.import_id = ${importId}
       and not exists (select from staged_units as again
                        where again.county_code = ${countyCode} and again.import_id = ${importId}
                          and (again.estate_key, again.building, again.entrance, again.room) = (e.name_key, b.name, u.entrance, u.room))
     order by o.table_no, o.row_no`.execute(tx)
  return [...rows, ...known]
}

/** Estates whose own ledger states another number than the unit ledger has rows, or the records have units. */
async function estateCounts(tx: Tx, { countyCode, importId }: Import): Promise<CrossFinding[]> {
  const { rows } = await sql<CrossFinding>`
    with stated as (
      select s.table_no, s.row_no, e.*
        from staged_rows as s
        join import_tables as t using (county_code, import_id, table_no)
       cross join jsonb_to_record(s.value) as e (name text, estate_key text, units integer, first_registered integer, transferred integer, area_m2 numeric)
       where s.county_code = ${countyCode} and s.import_id = ${importId} and t.kind = 'estates'
    ), in_rows as (
      select estate_key, count(*) as units, count(first_registered_on) as first_registered, count(transferred_on) as transferred,
             sum(area_m2) as area_m2, bool_or(is_rejected) as has_rejected
        from staged_units
       where county_code = ${countyCode} and import_id = ${importId}
       group by estate_key
    ), in_records as (
      select e.name_key as estate_key, count(*) as units, count(u.first_registered_on) as first_registered,
             count(u.transferred_on) as transferred, sum(u.area_m2) as area_m2, false as has_rejected
        from units as u
        join estates as e on e.county_code = u.county_code and e.id = u.estate_id
       where u.county_code = ${countyCode} and e.name_key in (select estate_key from stated)
         and not exists (select from in_rows as r where r.estate_key = e.name_key)
       group by e.name_key
    ), counted as (
      select *, '分户台账' as place from in_rows union all select *, '系统已有' from in_records
    )
    select s.table_no as "tableNo", s.row_no as "rowNo", d.field, d.kind,
           d.what || '与' || c.place || '不符：小区台账 ' || trim_scale(d.stated) || d.measure || '，' || c.place || ' ' || trim_scale(d.counted) || d.measure as message,
           '[]'::jsonb as related, null as suggestion
      from stated as s
      join counted as c using (estate_key)
     cross join lateral (values
             ('units', 'estate_count_mismatch', '套数', '套', s.units::numeric, c.units::numeric, true),
             ('firstRegisteredUnits', 'estate_first_mismatch', '首次登记套数', '套', s.first_registered, c.first_registered, not c.has_rejected),
             ('transferredUnits', 'estate_transfer_mismatch', '转移登记套数', '套', s.transferred, c.transferred, not c.has_rejected),
             ('areaM2', 'estate_area_mismatch', '建筑面积', '㎡', s.area_m2, c.area_m2, not c.has_rejected)
           ) as d (field, kind, what, measure, stated, counted, is_comparable)
     where d.is_comparable and abs(d.stated - d.counted) >= case when d.field = 'areaM2' then 1 else 0.5 end
     order by 1, 2`.execute(tx)
  return rows
}
