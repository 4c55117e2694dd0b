import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import type { Taking } from './take-estates.ts'

/**
 * Takes who looks after an estate 包联 as its ledger says it: each named person, known by name within the unit the ledger
 * gives, is charged with the estate. Whom a later ledger no longer names has ended; charges given otherwise stay.
 */
export async function takeCharges(tx: Tx, { countyCode }: Taking): Promise<void> {
  await incomingCharges(tx, countyCode)
  await addPeople(tx, countyCode)
  await endFormerCharges(tx, countyCode)
  await beginCharges(tx, countyCode)
}

/** A cell may name several. */
const namesIn = (cell: ReturnType<typeof sql>) => sql`regexp_split_to_table(${cell}, '\\s*[、,，;；/]\\s*')`

/** Of estates of which this import says somebody new, each person by himself. */
async function incomingCharges(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    create temporary table incoming_charges on commit drop as
    select distinct i.table_no, i.row_no, c.estate_id, o.id as organisation_id, named.name, null::uuid as person_id,
           coalesce(i.stated_on, (c.after ->> 'listed_on')::date) as day
      from changed_estates as c
      join incoming_estates as i on i.estate_key = c.after ->> 'name_key'
     cross join lateral ${namesIn(sql`c.after ->> 'liaison_person'`)} as named (name)
      left join organisations as o on o.county_code = ${countyCode} and o.kind = 'responsible_unit' and o.name = c.after ->> 'liaison'
     where named.name <> ''
       and (c.before ->> 'liaison_person', c.before ->> 'liaison') is distinct from (c.after ->> 'liaison_person', c.after ->> 'liaison')`.execute(
    tx,
  )
}

const isPerson = (countyCode: string) => sql`
  p.county_code = ${countyCode} and p.organisation_id is not distinct from i.organisation_id and p.name = i.name and p.left_on is null`

async function addPeople(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with added as (
      insert into people (county_code, name, organisation_id)
      select distinct ${countyCode}, i.name, i.organisation_id
        from incoming_charges as i
       where not exists (select from people as p where ${isPerson(countyCode)})
      returning id, name, organisation_id
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select distinct on (a.id) i.table_no, i.row_no, 'person', a.id,
           jsonb_strip_nulls(jsonb_build_object('name', a.name, 'organisation_id', a.organisation_id))
      from added as a join incoming_charges as i on i.name = a.name and i.organisation_id is not distinct from a.organisation_id
     order by a.id, i.table_no, i.row_no`.execute(tx)
  await sql`
    update incoming_charges as i set person_id = (select id from people as p where ${isPerson(countyCode)} order by id limit 1)`.execute(
    tx,
  )
}

/** Ends the charges of those the ledger named before and names no more. */
async function endFormerCharges(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with ended as (
      update charges as g set until_on = greatest(g.from_on, i.day)
        from (select distinct on (estate_id) * from incoming_charges order by estate_id, table_no, row_no) as i
        join changed_estates as c on c.estate_id = i.estate_id
       cross join lateral ${namesIn(sql`c.before ->> 'liaison_person'`)} as former (name)
        join people as p on p.county_code = ${countyCode} and p.name = former.name
       where g.county_code = ${countyCode} and g.scope = 'estate' and g.estate_id = i.estate_id and g.person_id = p.id and g.until_on is null
         and not exists (select from incoming_charges as kept where kept.estate_id = i.estate_id and kept.person_id = p.id)
      returning g.id, g.person_id, g.scope, g.estate_id, g.from_on, g.until_on, i.table_no, i.row_no
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select table_no, row_no, 'person', person_id, ${saidCharge('ended')} from ended`.execute(tx)
}

async function beginCharges(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with begun as (
      insert into charges (county_code, person_id, scope, estate_id, from_on)
      select distinct on (estate_id, person_id) ${countyCode}, person_id, 'estate', estate_id, day
        from incoming_charges order by estate_id, person_id, day
      on conflict do nothing
      returning id, person_id, scope, estate_id, from_on, until_on
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select distinct on (begun.id) i.table_no, i.row_no, 'person', begun.person_id, ${saidCharge('begun')}
      from begun join incoming_charges as i using (estate_id, person_id)
     order by begun.id, i.table_no, i.row_no`.execute(tx)
}

/** A charge as the history of its person tells it: under its own key, whole. */
const saidCharge = (charge: string) => {
  const of = (column: string) => sql.ref(`${charge}.${column}`)
  return sql`
    jsonb_build_object('charge:' || ${of('id')}, jsonb_strip_nulls(jsonb_build_object(
      'scope', ${of('scope')}, 'estate_id', ${of('estate_id')}, 'from_on', ${of('from_on')}, 'until_on', ${of('until_on')})))`
}
