import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'

export type Taking = { countyCode: string; importId: string; actNo: number }

/**
 * Merges the staged estates: townships and developers they name, the estates themselves, what they state, and their
 * facts. A ledger that does not mention something leaves it as it was. Fills the temporary table `changed_estates`.
 */
export async function takeEstates(tx: Tx, taking: Taking): Promise<void> {
  await incomingEstates(tx, taking)
  await nameTownships(tx, taking)
  await nameDevelopers(tx, taking)
  await mergeEstates(tx, taking)
  await appendFacts(tx, taking)
}

/** The rows of this import's estate tables, the last one of each name, with what they name resolved later. */
async function incomingEstates(tx: Tx, { countyCode, importId }: Taking): Promise<void> {
  await sql`
    create temporary table incoming_estates on commit drop as
    select distinct on (e.estate_key) e.*
      from (${stagedEstates(countyCode, importId)}) as e
     order by e.estate_key, e.table_no desc, e.row_no desc`.execute(tx)
}

/** Staged estate rows as columns; every reader of staged estates looks through this. */
const stagedEstates = (countyCode: string, importId: string) => sql`
  select s.table_no, s.row_no, e.*
    from staged_rows as s
    join import_tables as t using (county_code, import_id, table_no)
   cross join jsonb_to_record(s.value) as e (
           name text, estate_key text, category text, township text, location text, nature text,
           developer text, developer_code text, developer_contact text,
           phone_cipher text, phone_digest text, phone_masked text,
           parcel_code text, completed_in text, liaison text, liaison_person text, remark text,
           stated_on date, units integer, first_registered integer, transferred integer, buildings integer,
           area_m2 numeric, facts jsonb)
   where s.county_code = ${countyCode} and s.import_id = ${importId} and t.kind = 'estates' and not s.is_rejected`

async function nameTownships(tx: Tx, { countyCode }: Taking): Promise<void> {
  await sql`
    insert into regions (code, level, parent_code, county_code, name, is_official)
    select ${countyCode} || 'T' || lpad((known.n + row_number() over (order by named.township))::text, 2, '0'),
           'township', ${countyCode}, ${countyCode}, named.township, false
      from (select distinct township from incoming_estates where township is not null) as named,
           (select count(*) as n from regions where parent_code = ${countyCode}) as known
     where not exists (select from regions as r where r.parent_code = ${countyCode} and r.name = named.township)`.execute(
    tx,
  )
}

async function nameDevelopers(tx: Tx, { countyCode }: Taking): Promise<void> {
  await sql`
    insert into organisations as known (county_code, kind, name, uscc, contact, phone_cipher, phone_digest, phone_masked)
    select distinct on (developer)
           ${countyCode}, 'developer', developer, developer_code, developer_contact,
           decode(phone_cipher, 'base64'), decode(phone_digest, 'hex'), phone_masked
      from incoming_estates
     where developer is not null
     order by developer, table_no desc, row_no desc
    on conflict (county_code, kind, name) do update
       set uscc = coalesce(excluded.uscc, known.uscc),
           contact = coalesce(excluded.contact, known.contact),
           phone_cipher = coalesce(excluded.phone_cipher, known.phone_cipher),
           phone_digest = coalesce(excluded.phone_digest, known.phone_digest),
           phone_masked = coalesce(excluded.phone_masked, known.phone_masked)
     where (coalesce(excluded.uscc, known.uscc), coalesce(excluded.contact, known.contact), coalesce(excluded.phone_digest, known.phone_digest))
           is distinct from (known.uscc, known.contact, known.phone_digest)`.execute(tx)
}

/** A statement older than the one we have changes nothing; the day it is made as of decides. */
async function mergeEstates(tx: Tx, { countyCode }: Taking): Promise<void> {
  await sql`
    create temporary table changed_estates (estate_id uuid, before jsonb, after jsonb) on commit drop`.execute(tx)
  await sql`
    with merged as (
      insert into estates as known (county_code, name, name_key, category, township_code, location, nature, developer_id,
             parcel_code, completed_in, liaison, liaison_person, remark, listed_on,
             stated_on, stated_units, stated_first_registered, stated_transferred, stated_buildings, stated_area_m2)
      select ${countyCode}, i.name, i.estate_key, i.category, r.code, i.location, i.nature, d.id,
             i.parcel_code, i.completed_in, i.liaison, i.liaison_person, i.remark, c.started_on,
             case when num_nonnulls(i.units, i.first_registered, i.transferred, i.buildings, i.area_m2) > 0 then i.stated_on end,
             i.units, i.first_registered, i.transferred, i.buildings, i.area_m2
        from incoming_estates as i
        join regions as county on county.code = ${countyCode}
        join campaigns as c on c.region_code in (county.code, county.parent_code)
        left join regions as r on r.parent_code = ${countyCode} and r.name = i.township
        left join organisations as d on d.county_code = ${countyCode} and d.kind = 'developer' and d.name = i.developer
      on conflict (county_code, name_key) do update
         set category = excluded.category,
             township_code = coalesce(excluded.township_code, known.township_code),
             location = coalesce(excluded.location, known.location),
             nature = coalesce(excluded.nature, known.nature),
             developer_id = coalesce(excluded.developer_id, known.developer_id),
             parcel_code = coalesce(excluded.parcel_code, known.parcel_code),
             completed_in = coalesce(excluded.completed_in, known.completed_in),
             liaison = coalesce(excluded.liaison, known.liaison),
             liaison_person = coalesce(excluded.liaison_person, known.liaison_person),
             remark = coalesce(excluded.remark, known.remark),
             stated_on = ${newerStatement('stated_on')},
             stated_units = ${newerStatement('stated_units')},
             stated_first_registered = ${newerStatement('stated_first_registered')},
             stated_transferred = ${newerStatement('stated_transferred')},
             stated_buildings = ${newerStatement('stated_buildings')},
             stated_area_m2 = ${newerStatement('stated_area_m2')}
      returning new.id, to_jsonb(old.*) as before, to_jsonb(new.*) as after
    )
    insert into changed_estates
    select id, before, after from merged where before is distinct from after`.execute(tx)
}

const newerStatement = (column: string) => sql`
  case when excluded.stated_on >= coalesce(known.stated_on, '-infinity')
       then coalesce(excluded.${sql.ref(column)}, known.${sql.ref(column)})
       else known.${sql.ref(column)} end`

/**
 * Appends what a ledger says of a fact only when it is other than what the last ledger that spoke of it said; a blank
 * never hides what is known, and an older statement never follows a newer one.
 */
async function appendFacts(tx: Tx, { countyCode, importId, actNo }: Taking): Promise<void> {
  await sql`
    create temporary table new_facts on commit drop as
    with stated as (
      select e.id as estate_id, f.*, file.name as source_file, t.sheet as source_sheet
        from incoming_estates as i
        join estates as e on e.county_code = ${countyCode} and e.name_key = i.estate_key
        join import_tables as t on t.county_code = ${countyCode} and t.import_id = ${importId} and t.table_no = i.table_no
        join import_files as file on file.county_code = t.county_code and file.import_id = t.import_id and file.file_no = t.file_no
       cross join jsonb_to_recordset(i.facts) as f (fact text, statement_no smallint, is_known boolean, value jsonb, said text, cell text, as_of date)
    ), words as (
      select estate_id, fact, ${wordsOf('stated')} as words from stated group by estate_id, fact
    ), known as (
      select k.estate_id, k.fact, max(k.as_of) as as_of, bool_or(k.is_known) as is_known,
             max(k.act_no) filter (where k.source_kind = 'ledger') as ledger_act
        from estate_facts as k
       where k.county_code = ${countyCode} and k.estate_id in (select estate_id from stated)
       group by k.estate_id, k.fact
    ), news as (
      select w.estate_id, w.fact
        from words as w
        left join known as k using (estate_id, fact)
        left join lateral (
               select ${wordsOf('l')} as words from estate_facts as l
                where l.county_code = ${countyCode} and l.estate_id = w.estate_id and l.fact = w.fact and l.act_no = k.ledger_act) as last on true
       where w.words is distinct from last.words
    )
    select s.*
      from stated as s
      join news using (estate_id, fact)
      left join known as k using (estate_id, fact)
     where case when k.as_of is null then true when s.is_known then s.as_of >= k.as_of else not k.is_known end`.execute(
    tx,
  )
  await sql`
    insert into estate_facts (county_code, estate_id, fact, act_no, statement_no, is_known, value, said, source_kind, source_file, source_sheet, source_cell, as_of)
    select ${countyCode}, estate_id, fact, ${actNo}, statement_no, is_known, value, said, 'ledger', source_file, source_sheet, cell, as_of
      from new_facts`.execute(tx)
}

/** Everything one ledger says of a fact, as one value to compare. */
const wordsOf = (statements: string) => sql`
  jsonb_agg(jsonb_build_array(${sql.ref(statements)}.is_known, ${sql.ref(statements)}.value, ${sql.ref(statements)}.said) order by ${sql.ref(statements)}.statement_no)`

/** Takes the buildings named by building tables and by unit rows. Fills the temporary table `changed_buildings`. */
export async function takeBuildings(tx: Tx, { countyCode, importId }: Taking): Promise<void> {
  await sql`
    create temporary table changed_buildings (building_id uuid, estate_id uuid, before jsonb, after jsonb) on commit drop`.execute(
    tx,
  )
  await sql`
    with named as (
      select b.estate_key, b.building, b.floors, b.entrances, b.units, b.structure
        from (${stagedBuildings(countyCode, importId)}) as b
      union all
      select distinct s.estate_key, s.building, null::integer, null::integer, null::integer, null::text
        from staged_units as s
       where s.county_code = ${countyCode} and s.import_id = ${importId} and not s.is_rejected
    ), merged as (
      insert into buildings as known (county_code, estate_id, name, floors, entrances, stated_units, structure)
      select ${countyCode}, e.id, n.building, max(n.floors), max(n.entrances), max(n.units), max(n.structure)
        from named as n
        join estates as e on e.county_code = ${countyCode} and e.name_key = n.estate_key
       group by e.id, n.building
      on conflict (county_code, estate_id, name) do update
         set floors = coalesce(excluded.floors, known.floors),
             entrances = coalesce(excluded.entrances, known.entrances),
             stated_units = coalesce(excluded.stated_units, known.stated_units),
             structure = coalesce(excluded.structure, known.structure)
      returning new.id, new.estate_id, to_jsonb(old.*) as before, to_jsonb(new.*) as after
    )
    insert into changed_buildings
    select id, estate_id, before, after from merged where before is distinct from after`.execute(tx)
}

/** What a record's history row says: the fields that are new or other than before. Derived columns are left out. */
export const difference = (before: string, after: string) => sql`
  case when ${sql.ref(before)} is null
       then jsonb_strip_nulls(${sql.ref(after)}) - '{county_code,id,state,certificate_back}'::text[]
       else (select jsonb_object_agg(key, value) from jsonb_each(${sql.ref(after)} - '{state,certificate_back}'::text[])
              where value is distinct from ${sql.ref(before)} -> key) end`

/** Staged building rows as columns. */
const stagedBuildings = (countyCode: string, importId: string) => sql`
  select s.table_no, s.row_no, b.*
    from staged_rows as s
    join import_tables as t using (county_code, import_id, table_no)
   cross join jsonb_to_record(s.value) as b (estate_key text, building text, floors integer, entrances integer, units integer, structure text)
   where s.county_code = ${countyCode} and s.import_id = ${importId} and t.kind = 'buildings' and not s.is_rejected`
