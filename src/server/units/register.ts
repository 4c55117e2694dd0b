import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { applyTallyDeltas } from '../platform/tallies.ts'

/**
 * Homes become first-registered 首次登记. `homes` gives `unit_id, on_day`. Runs within an act that gathers its changes;
 * whether they may stands decided.
 */
export function registerFirst(tx: Tx, countyCode: string, homes: RawBuilder<unknown>): Promise<void> {
  return register(tx, countyCode, async () => {
    await sql`
      with changed as (
        update units as u set first_registered_on = h.on_day
          from (${homes}) as h where u.county_code = ${countyCode} and u.id = h.unit_id
        returning ${standings}, false as has_other_owners
      ), told as (
        insert into act_changes
        select 'unit', unit_id, jsonb_build_object('first_registered_on', first_after) from changed
      )
      insert into registered_homes select * from changed`.execute(tx)
  })
}

/**
 * Homes become their buyers' 转移登记: certificate, contract and owners with it, and what kept them from it ends. `transfers`
 * gives `unit_id, on_day, certificate_no, co_ownership, contract_no, price_fen, has_invoice`, whose last four may be empty;
 * `owners` gives every buyer with the columns of owners.
 */
export function registerTransfers(
  tx: Tx,
  countyCode: string,
  { transfers, owners }: { transfers: RawBuilder<unknown>; owners: RawBuilder<unknown> },
): Promise<void> {
  return register(tx, countyCode, async () => {
    await changeHomes(tx, countyCode, transfers, owners)
    await replaceOwners(tx, countyCode, owners)
  })
}

/** A unit before and after, as far as figures ask. */
const standings = sql`
  new.id as unit_id, new.estate_id, new.area_m2, old.first_registered_on as first_before, new.first_registered_on as first_after,
  old.transferred_on as transferred_before, new.transferred_on as transferred_after,
  old.obstacle as obstacle_before, old.obstacle_on as obstacle_on_before, new.obstacle as obstacle_after, new.obstacle_on as obstacle_on_after`

async function register(tx: Tx, countyCode: string, change: () => Promise<void>): Promise<void> {
  await sql`
    create temporary table registered_homes (
      unit_id uuid, estate_id uuid, area_m2 numeric, first_before date, first_after date, transferred_before date, transferred_after date,
      obstacle_before text, obstacle_on_before date, obstacle_after text, obstacle_on_after date, has_other_owners boolean) on commit drop`.execute(
    tx,
  )
  await change()
  await applyTallyDeltas(tx, countyCode, deltas(countyCode))
  await sql`drop table registered_homes`.execute(tx)
  await sql`select pg_notify('figures', ${countyCode})`.execute(tx)
}

/** What the homes count for now, less what they counted for before. */
const deltas = (countyCode: string) => sql`
  select r.estate_id, p.indicator, p.day, s.sign * p.n as n
    from registered_homes as r
    join estates as e on e.county_code = ${countyCode} and e.id = r.estate_id
   cross join lateral (values (1, r.first_after, r.transferred_after, r.obstacle_after, r.obstacle_on_after),
                              (-1, r.first_before, r.transferred_before, r.obstacle_before, r.obstacle_on_before))
           as s (sign, first_on, transferred_on, obstacle, obstacle_on)
   cross join lateral unit_points(e.listed_on, r.area_m2, s.first_on, s.transferred_on, s.obstacle, s.obstacle_on) as p`

const filled = ['co_ownership', 'contract_no', 'price_fen', 'has_invoice'] as const
const keptUnlessTold = sql.join(
  filled.map((column) => sql`${sql.ref(column)} = coalesce(${sql.ref(`t.${column}`)}, ${sql.ref(`u.${column}`)})`),
)
const toldIfOther = sql.join(
  [...filled, 'owners_digest'].map(
    (column) =>
      sql`${sql.lit(column)}: case when ${sql.ref(`new.${column}`)} is distinct from ${sql.ref(`old.${column}`)} then ${sql.ref(`new.${column}`)} end`,
  ),
)

async function changeHomes(
  tx: Tx,
  countyCode: string,
  transfers: RawBuilder<unknown>,
  owners: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    with digests as (
      select o.unit_id, sha256(string_agg(convert_to(concat(o.name, '|', o.id_kind, '|', encode(o.id_digest, 'hex'), '|', encode(o.phone_digest, 'hex'), ';'), 'UTF8'), ''::bytea order by o.owner_no)) as digest
        from (${owners}) as o group by o.unit_id
    ), changed as (
      update units as u
         set transferred_on = t.on_day, certificate_no = t.certificate_no, open_reason = null, obstacle = null, obstacle_on = null,
             ${keptUnlessTold}, owners_digest = d.digest
        from (${transfers}) as t join digests as d using (unit_id)
       where u.county_code = ${countyCode} and u.id = t.unit_id
      returning ${standings}, old.owners_digest is distinct from new.owners_digest as has_other_owners,
                json_object('transferred_on': new.transferred_on, 'certificate_no': new.certificate_no, ${toldIfOther} absent on null returning jsonb)
                || case when old.obstacle is null then '{}'::jsonb else '{"open_reason":null,"obstacle":null,"obstacle_on":null}' end as change
    ), told as (
      insert into act_changes select 'unit', unit_id, change from changed
    )
    insert into registered_homes
    select unit_id, estate_id, area_m2, first_before, first_after, transferred_before, transferred_after,
           obstacle_before, obstacle_on_before, obstacle_after, obstacle_on_after, has_other_owners from changed`.execute(
    tx,
  )
}

/** Owners are named as a whole: the buyers take the place of whom the ledger named, unless they are the same. */
async function replaceOwners(tx: Tx, countyCode: string, owners: RawBuilder<unknown>): Promise<void> {
  await sql`
    delete from owners
     where county_code = ${countyCode} and unit_id in (select unit_id from registered_homes where has_other_owners)`.execute(
    tx,
  )
  await sql`
    insert into owners (county_code, unit_id, owner_no, name, id_kind, id_cipher, id_digest, id_masked, phone_cipher, phone_digest, phone_masked)
    select ${countyCode}, o.unit_id, o.owner_no, o.name, o.id_kind, o.id_cipher, o.id_digest, o.id_masked, o.phone_cipher, o.phone_digest, o.phone_masked
      from (${owners}) as o join registered_homes as r on r.unit_id = o.unit_id and r.has_other_owners`.execute(tx)
}
