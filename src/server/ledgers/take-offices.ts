import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { stagedRows } from './staged-work.ts'
import type { Taking } from './take-estates.ts'

/**
 * Takes responsible units with their heads and liaisons, and units that only a list of problems names. A list older than
 * the posts that are known changes none of them.
 */
export async function takeOffices(tx: Tx, taking: Taking): Promise<void> {
  const { countyCode } = taking
  await incomingOffices(tx, taking)
  await addOffices(tx, countyCode)
  await holdFunctions(tx, countyCode)
  await incomingPosts(tx, countyCode)
  await addPeople(tx, countyCode)
  await endFormerPosts(tx, countyCode)
  await beginPosts(tx, countyCode)
}

async function incomingOffices(tx: Tx, taking: Taking): Promise<void> {
  await sql`
    create temporary table incoming_offices on commit drop as
    select distinct on (v.unit) r.table_no, r.row_no, r.table_kind = 'responsible_units' as is_listed, v.*, null::uuid as organisation_id
      from (${stagedRows(taking, ['responsible_units', 'problems'])}) as r
     cross join jsonb_to_record(r.value) as v (unit text, unit_code text, duties text, posts jsonb, day date)
     order by v.unit, r.table_kind = 'responsible_units' desc, r.table_no desc, r.row_no desc`.execute(tx)
}

async function addOffices(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with added as (
      insert into organisations (county_code, kind, name, duties)
      select ${countyCode}, 'responsible_unit', i.unit, i.duties
        from incoming_offices as i
       where not exists (select from organisations as o
                          where o.county_code = ${countyCode} and o.name = i.unit and o.kind not in ('developer', 'third_party'))
       order by i.table_no, i.row_no
      returning id, kind, name, duties
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select i.table_no, i.row_no, 'organisation', a.id, jsonb_strip_nulls(to_jsonb(a)) - 'id'
      from added as a join incoming_offices as i on i.unit = a.name`.execute(tx)
  await sql`
    update incoming_offices as i
       set organisation_id = (select id from organisations as o
                               where o.county_code = ${countyCode} and o.name = i.unit and o.kind not in ('developer', 'third_party')
                               order by o.kind <> 'responsible_unit' limit 1)`.execute(tx)
  await sql`
    with described as (
      update organisations as o set duties = i.duties
        from incoming_offices as i
       where o.county_code = ${countyCode} and o.id = i.organisation_id and i.duties is not null and i.duties is distinct from o.duties
         and not ${isOutdated(countyCode)}
      returning o.id, o.duties, i.table_no, i.row_no
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select table_no, row_no, 'organisation', id, jsonb_build_object('duties', duties) from described`.execute(tx)
}

/** Whether posts of the office are known of a later day than that of the list. */
const isOutdated = (countyCode: string) => sql`
  exists (select from postings as later
           where later.county_code = ${countyCode} and later.organisation_id = i.organisation_id and later.from_on > i.day)`

/** The unit of the rules an office's name tells of is its own, unless another office holds it. */
async function holdFunctions(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with given as (
      insert into unit_functions (county_code, unit_code, organisation_id)
      select distinct on (unit_code) ${countyCode}, unit_code, organisation_id
        from incoming_offices where unit_code is not null
       order by unit_code, is_listed desc, table_no, row_no
      on conflict do nothing
      returning organisation_id, unit_code
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select i.table_no, i.row_no, 'organisation', i.organisation_id, jsonb_build_object('unit_codes', held.codes)
      from incoming_offices as i
      join lateral (select jsonb_agg(unit_code order by unit_code) as codes
                      from (select unit_code from given where organisation_id = i.organisation_id
                            union
                            select unit_code from unit_functions where county_code = ${countyCode} and organisation_id = i.organisation_id) as all_codes) as held on true
     where i.organisation_id in (select organisation_id from given)`.execute(tx)
}

async function incomingPosts(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    create temporary table incoming_posts on commit drop as
    select i.table_no, i.row_no, i.organisation_id, i.day, p.*, null::uuid as person_id
      from incoming_offices as i
     cross join jsonb_to_recordset(i.posts) as p (duty text, name text, phone_cipher text, phone_digest text, phone_masked text)
     where not ${isOutdated(countyCode)}`.execute(tx)
}

/** A person is known by name within the office; a phone that is told anew replaces the old one. */
async function addPeople(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with added as (
      insert into people (county_code, name, organisation_id, phone_cipher, phone_digest, phone_masked)
      select distinct on (i.organisation_id, i.name)
             ${countyCode}, i.name, i.organisation_id, decode(i.phone_cipher, 'base64'), decode(i.phone_digest, 'hex'), i.phone_masked
        from incoming_posts as i
       where not exists (select from people as p where ${isPerson(countyCode)})
       order by i.organisation_id, i.name, i.phone_digest
      returning id, name, organisation_id, phone_digest
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select distinct on (a.id) i.table_no, i.row_no, 'person', a.id,
           jsonb_strip_nulls(jsonb_build_object('name', a.name, 'organisation_id', a.organisation_id, 'phone_digest', encode(a.phone_digest, 'hex')))
      from added as a join incoming_posts as i using (organisation_id, name)`.execute(tx)
  await sql`
    update incoming_posts as i set person_id = (select id from people as p where ${isPerson(countyCode)} order by id limit 1)`.execute(
    tx,
  )
  await sql`
    with reached as (
      update people as p
         set phone_cipher = decode(i.phone_cipher, 'base64'), phone_digest = decode(i.phone_digest, 'hex'), phone_masked = i.phone_masked
        from incoming_posts as i
       where p.county_code = ${countyCode} and p.id = i.person_id and decode(i.phone_digest, 'hex') is distinct from p.phone_digest and i.phone_digest is not null
      returning p.id, encode(p.phone_digest, 'hex') as digest, i.table_no, i.row_no
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select table_no, row_no, 'person', id, jsonb_build_object('phone_digest', digest) from reached`.execute(tx)
}

const isPerson = (countyCode: string) => sql`
  p.county_code = ${countyCode} and p.organisation_id = i.organisation_id and p.name = i.name and p.left_on is null`

/** Head and liaison are one person at a time: whom a later list no longer names has ended on its day. */
async function endFormerPosts(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with ended as (
      update postings as p set until_on = i.day
        from incoming_posts as i
       where p.county_code = ${countyCode} and p.organisation_id = i.organisation_id and p.duty = i.duty and p.until_on is null
         and p.person_id <> i.person_id
      returning p.id, p.person_id, p.organisation_id, p.duty, p.from_on, p.until_on, i.table_no, i.row_no
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select table_no, row_no, 'person', person_id, ${saidPost('ended')} from ended`.execute(tx)
}

async function beginPosts(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with begun as (
      insert into postings (county_code, person_id, organisation_id, duty, from_on)
      select ${countyCode}, i.person_id, i.organisation_id, i.duty, i.day
        from incoming_posts as i
       where not exists (select from postings as p
                          where p.county_code = ${countyCode} and p.organisation_id = i.organisation_id and p.duty = i.duty and p.until_on is null)
      returning id, person_id, organisation_id, duty, from_on, until_on
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select i.table_no, i.row_no, 'person', begun.person_id, ${saidPost('begun')}
      from begun join incoming_posts as i using (organisation_id, duty)`.execute(tx)
}

/** A post as the history of its person tells it: under its own key, whole. */
const saidPost = (post: string) => {
  const of = (column: string) => sql.ref(`${post}.${column}`)
  return sql`
    jsonb_build_object('posting:' || ${of('id')}, jsonb_strip_nulls(jsonb_build_object(
      'organisation_id', ${of('organisation_id')}, 'duty', ${of('duty')}, 'from_on', ${of('from_on')}, 'until_on', ${of('until_on')})))`
}
