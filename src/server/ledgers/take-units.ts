import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { Taking } from './take-estates.ts'

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

const list = (prefix: string, columns: readonly string[]) =>
  sql.join(columns.map((column) => sql`${sql.ref(`${prefix}.${column}`)}`))
const names = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))

/** The value after the ledger has spoken: what it says, else what was known. */
const kept = (said: string, known: string) => (column: string) =>
  sql`coalesce(${sql.ref(`${said}.${column}`)}, ${sql.ref(`${known}.${column}`)})`

/**
 * A reason for not transferring belongs to an open unit: once transferred it goes; while open, a ledger that repeats
 * the reason keeps the day it was first given.
 */
const keptReason = (saidRow: string, knownRow: string, column: string) => {
  const now = (name: string) => sql.ref(`${saidRow}.${name}`)
  const was = (name: string) => sql.ref(`${knownRow}.${name}`)
  return sql`case when coalesce(${now('transferred_on')}, ${was('transferred_on')}) is not null then null
       when ${now('open_reason')} is null or ${now('open_reason')} = ${was('open_reason')} then ${was(column)}
       else ${now(column)} end`
}

/** A ledger without owner columns says nothing of the owners; an empty digest stands for that. */
const keptOwners = (saidRow: string, knownRow: string) =>
  sql`coalesce(nullif(${sql.ref(`${saidRow}.owners_digest`)}, '\\x'), ${sql.ref(`${knownRow}.owners_digest`)})`

const reasonColumns = ['open_reason', 'obstacle', 'obstacle_on'] as const

/** Everything a unit would be after the ledger, as a row to hold against what it is. */
const after = (saidRow: string, knownRow: string) =>
  sql.join([
    ...said.map(kept(saidRow, knownRow)),
    ...reasonColumns.map((column) => keptReason(saidRow, knownRow, column)),
    keptOwners(saidRow, knownRow),
  ])

const before = (knownRow: string) => list(knownRow, [...said, ...reasonColumns, 'owners_digest'])

/** Whether the ledger's row says anything the unit does not say already. */
export const unitDiffers = (saidRow: string, knownRow: string) =>
  sql`(${after(saidRow, knownRow)}) is distinct from (${before(knownRow)})`

/**
 * Where each staged unit stands: its estate and building by the names the ledger gives. Buildings are put to their
 * estates first: those of this import are so new that the planner believes there are none.
 */
export const stagedPlaces = ({ countyCode, importId }: Omit<Taking, 'actNo'>) => sql`
  with houses as materialized (
    select e.name_key, e.id as estate_id, b.name, b.id as building_id
      from estates as e
      join buildings as b on b.county_code = e.county_code and b.estate_id = e.id
     where e.county_code = ${countyCode}
  )
  select s.table_no, s.row_no, h.estate_id, h.building_id, s.entrance, s.room
    from staged_units as s
    join houses as h on h.name_key = s.estate_key and h.name = s.building
   where s.county_code = ${countyCode} and s.import_id = ${importId} and not s.is_rejected`

/** Merges the staged units and their owners. Fills the temporary table `changed_units`. */
export async function takeUnits(tx: Tx, taking: Taking): Promise<void> {
  await sql`
    create temporary table places on commit drop as ${stagedPlaces(taking)}`.execute(tx)
  await sql`analyze places`.execute(tx)
  await sql`
    create temporary table changed_units (unit_id uuid, estate_id uuid, table_no smallint, source_row integer, before jsonb, after jsonb)
    on commit drop`.execute(tx)
  await mergeUnits(tx, taking)
  await sql`analyze changed_units`.execute(tx)
  await replaceOwners(tx, taking)
}

async function mergeUnits(tx: Tx, { countyCode, importId }: Taking): Promise<void> {
  await sql`
    with merged as (
      insert into units as known (county_code, estate_id, building_id, entrance, room, ${names([...said, ...reasonColumns, 'owners_digest'])})
      select ${countyCode}, p.estate_id, p.building_id, s.entrance, s.room, ${list('s', said)},
             ${sql.join(reasonColumns.map((column) => sql`case when s.transferred_on is null then ${sql.ref(`s.${column}`)} end`))},
             coalesce(s.owners_digest, '\\x')
        from staged_units as s
        join places as p using (table_no, row_no)
       where s.county_code = ${countyCode} and s.import_id = ${importId}
       order by s.table_no, s.row_no
      on conflict (county_code, building_id, entrance, room) do update
         set ${sql.join([
           ...said.map((column) => sql`${sql.ref(column)} = ${kept('excluded', 'known')(column)}`),
           ...reasonColumns.map((column) => sql`${sql.ref(column)} = ${keptReason('excluded', 'known', column)}`),
           sql`owners_digest = ${keptOwners('excluded', 'known')}`,
         ])}
       where ${unitDiffers('excluded', 'known')}
      returning new.id, new.estate_id, new.building_id, new.entrance, new.room, to_jsonb(old.*) as before, to_jsonb(new.*) as after
    )
    insert into changed_units
    select m.id, m.estate_id, p.table_no, p.row_no, m.before, m.after
      from merged as m
      join places as p using (building_id, entrance, room)`.execute(tx)
}

/** Owners of a unit are named as a whole: where the ledger names others, they take the place of the known ones. */
async function replaceOwners(tx: Tx, { countyCode, importId }: Taking): Promise<void> {
  await sql`
    delete from owners as o
     using changed_units as c
     where o.county_code = ${countyCode} and o.unit_id = c.unit_id
       and c.before is not null and c.before ->> 'owners_digest' is distinct from c.after ->> 'owners_digest'`.execute(
    tx,
  )
  await sql`
    insert into owners (county_code, unit_id, owner_no, name, id_kind, id_cipher, id_digest, id_masked, phone_cipher, phone_digest, phone_masked)
    select ${countyCode}, c.unit_id, s.owner_no, s.name, s.id_kind, s.id_cipher, s.id_digest, s.id_masked, s.phone_cipher, s.phone_digest, s.phone_masked
      from changed_units as c
      join staged_owners as s
        on s.county_code = ${countyCode} and s.import_id = ${importId} and s.table_no = c.table_no and s.row_no = c.source_row
     where c.before is null or c.before ->> 'owners_digest' is distinct from c.after ->> 'owners_digest'`.execute(tx)
}
