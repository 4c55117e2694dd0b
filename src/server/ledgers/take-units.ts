import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { difference, type Taking } from './take-estates.ts'

/** The columns a unit ledger may say something about; what it leaves empty stays as it was. */
const said = [
  'floor',
  'floors_total',
  'unit_code',
  'use',
  'structure',
  'area_m2',
  'inner_area_m2',
  'shared_area_m2',
  'co_ownership',
  'contract_no',
  'price_fen',
  'has_invoice',
  'deed_tax_fen',
  'maintenance_fund_fen',
  'first_registered_on',
  'transferred_on',
  'certificate_no',
  'is_mailed',
  'liaison',
  'remark',
] as const

const names = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))

/** The value after the ledger has spoken: what it says, else what was known. */
const kept = (column: string) => sql`coalesce(${sql.ref(`s.${column}`)}, ${sql.ref(`u.${column}`)})`

/**
 * A reason for not transferring belongs to an open unit: once transferred it goes; while open, a ledger that repeats
 * the reason keeps the day it was first given.
 */
const keptReason = (column: string) => sql`
  case when coalesce(s.transferred_on, u.transferred_on) is not null then null
       when s.open_reason is null or s.open_reason = u.open_reason then ${sql.ref(`u.${column}`)}
       else ${sql.ref(`s.${column}`)} end`

const reasonColumns = ['open_reason', 'obstacle', 'obstacle_on'] as const

/** The columns a ledger decides; without owner columns it says nothing of the owners, for which an empty digest stands. */
const decided = [...said, ...reasonColumns, 'owners_digest'] as const
const unitColumns = ['estate_id', 'building_id', 'entrance', 'room', ...decided] as const

/** Everything a unit `u` would be after its row `s` of the ledger, in the order of `decided`. */
const after = sql.join([
  ...said.map(kept),
  ...reasonColumns.map(keptReason),
  sql`coalesce(nullif(s.owners_digest, '\\x'), u.owners_digest, '\\x')`,
])

const before = sql.join(decided.map((column) => sql.ref(`u.${column}`)))

/**
 * Each staged unit beside the unit `u` the records have in its place, and whether it says anything the records do not.
 * Buildings are put to their estates first: those of this import are so new that the planner believes there are none.
 */
export const heldAgainstRecords = (
  { countyCode, importId }: Omit<Taking, 'actNo'>,
  columns: RawBuilder<unknown>,
) => sql`
  with houses as materialized (
    select e.name_key, e.id as estate_id, b.name, b.id as building_id
      from estates as e
      join buildings as b on b.county_code = e.county_code and b.estate_id = e.id
     where e.county_code = ${countyCode}
  )
  select s.table_no, u.id is null or (${after}) is distinct from (${before}) as is_news, ${columns}
    from staged_units as s
    join houses as h on h.name_key = s.estate_key and h.name = s.building
    left join units as u on u.county_code = ${countyCode} and u.building_id = h.building_id and u.entrance = s.entrance and u.room = s.room
   where s.county_code = ${countyCode} and s.import_id = ${importId} and not s.is_rejected`

/**
 * Merges the staged units and their owners. Fills the temporary tables `incoming_units`, what every new or changed unit
 * is from now on, and `changed_units`, what the known ones among them were before and are after.
 */
export async function takeUnits(tx: Tx, taking: Taking): Promise<void> {
  await gatherUnits(tx, taking)
  await insertNewUnits(tx, taking)
  await updateKnownUnits(tx, taking)
  await replaceOwners(tx, taking)
}

/** Ids rise in the order of the ledger, which is the order in which units are listed. */
async function gatherUnits(tx: Tx, taking: Taking): Promise<void> {
  const columns = sql`u.id, s.row_no, h.estate_id, h.building_id, s.entrance, s.room, ${after}`
  await sql`
    create temporary table incoming_units (table_no, is_new, unit_id, source_row, ${names(unitColumns)}) on commit drop as
    select table_no, id is null, coalesce(id, uuidv7()), row_no, ${names(unitColumns)}
      from (select * from (${heldAgainstRecords(taking, columns)}) as held (table_no, is_news, id, row_no, ${names(unitColumns)})
             where is_news order by table_no, row_no) as news`.execute(tx)
  await sql`analyze incoming_units (table_no, source_row, is_new, unit_id, estate_id)`.execute(tx)
}

/** No other act of the county can put a unit in one of these places meanwhile: acts wait for each other. */
async function insertNewUnits(tx: Tx, { countyCode }: Taking): Promise<void> {
  await sql`
    insert into units (county_code, id, ${names(unitColumns)})
    select ${countyCode}, unit_id, ${names(unitColumns)} from incoming_units where is_new`.execute(tx)
}

async function updateKnownUnits(tx: Tx, { countyCode }: Taking): Promise<void> {
  await sql`
    create temporary table changed_units (unit_id uuid, before jsonb, after jsonb) on commit drop`.execute(tx)
  await sql`
    with merged as (
      update units as known
         set ${sql.join(decided.map((column) => sql`${sql.ref(column)} = ${sql.ref(`i.${column}`)}`))}
        from incoming_units as i
       where not i.is_new and known.county_code = ${countyCode} and known.id = i.unit_id
      returning new.id, to_jsonb(old.*) as before, to_jsonb(new.*) as after
    )
    insert into changed_units select id, before, after from merged`.execute(tx)
}

/** Owners of a unit are named as a whole: where the ledger names others, they take the place of the known ones. */
async function replaceOwners(tx: Tx, { countyCode, importId }: Taking): Promise<void> {
  await sql`
    create temporary table other_owners on commit drop as
    select unit_id from changed_units where before ->> 'owners_digest' is distinct from after ->> 'owners_digest'`.execute(
    tx,
  )
  await sql`
    delete from owners where county_code = ${countyCode} and unit_id in (select unit_id from other_owners)`.execute(tx)
  await sql`
    insert into owners (county_code, unit_id, owner_no, name, id_kind, id_cipher, id_digest, id_masked, phone_cipher, phone_digest, phone_masked)
    select ${countyCode}, i.unit_id, s.owner_no, s.name, s.id_kind, s.id_cipher, s.id_digest, s.id_masked, s.phone_cipher, s.phone_digest, s.phone_masked
      from incoming_units as i
      join staged_owners as s
        on s.county_code = ${countyCode} and s.import_id = ${importId} and s.table_no = i.table_no and s.row_no = i.source_row
     where i.is_new or i.unit_id in (select unit_id from other_owners)`.execute(tx)
}

/** What the history says of the units this import changed: all of a new one, of a known one what is other than before. */
export const unitChanges = sql`
  select unit_id, json_object(${sql.join(unitColumns.map((column) => sql`${sql.lit(column)}: ${sql.ref(column)}`))} absent on null returning jsonb) as change
    from incoming_units
   where is_new
  union all
  select unit_id, ${difference('before', 'after')} from changed_units`

/** What the units of this import count for from now on, and what they no longer count for. */
export const unitDeltas = (countyCode: string) => sql`
  with counted as (
    select estate_id, 1 as sign, area_m2, first_registered_on, transferred_on, obstacle, obstacle_on from incoming_units
    union all
    select u.estate_id, -1, u.area_m2, u.first_registered_on, u.transferred_on, u.obstacle, u.obstacle_on
      from changed_units as c
     cross join jsonb_to_record(c.before) as u (estate_id uuid, area_m2 numeric, first_registered_on date, transferred_on date, obstacle text, obstacle_on date)
  )
  select c.estate_id, p.indicator, p.day, c.sign * p.n
    from counted as c
    join estates as e on e.county_code = ${countyCode} and e.id = c.estate_id
   cross join lateral unit_points(e.listed_on, c.area_m2, c.first_registered_on, c.transferred_on, c.obstacle, c.obstacle_on) as p`
