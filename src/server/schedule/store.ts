import { sql } from 'kysely'
import type { Category } from '#domain/estates/categories.ts'
import type { StepTask, Targets } from '#domain/tasks/estate-work.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

export type Place = { region: string; regionName: string; level: 'city' | 'county'; counties: readonly County[] }
export type County = Targets & { countyCode: string; countyName: string }

/** A region with those of its counties that may be read, each with the targets that hold there: its own, else the city's. */
export async function getPlace(tx: Tx, code: string, counties: readonly string[]): Promise<Place> {
  const { rows } = await sql<County & { level: 'city' | 'county' }>`
    select r.code as "countyCode", r.name as "countyName", r.level,
           (${targetOf('first')}) as "firstOn", (${targetOf('transfer')}) as "transferOn"
      from regions as r
     where r.code = ${code} and r.level in ('city', 'county') or r.code = any (${counties}::text[]) and r.level = 'county'
     order by r.code`.execute(tx)
  const region = rows.find(({ countyCode }) => countyCode === code)
  if (!region) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有这个行政区' })
  const read = rows.filter(({ countyCode, level }) => level === 'county' && counties.includes(countyCode))
  return {
    region: code,
    regionName: region.countyName,
    level: region.level,
    counties: read.map(({ level: _, ...county }) => county),
  }
}

const targetOf = (registration: 'first' | 'transfer') => sql`
  select due_on from campaign_targets
   where county_code in (r.code, r.parent_code) and registration = ${registration}
   order by county_code = r.code desc limit 1`

export type EstateLine = {
  id: string
  countyCode: string
  name: string
  category: Category
  homes: number
  firstRegistered: number
  transferred: number
}

/** Estates with their homes, counted from the tallies: all of the campaign, without those taken out of it, or the one asked for. */
export async function listEstates(
  tx: Tx,
  counties: readonly string[],
  estateId: string | null = null,
): Promise<EstateLine[]> {
  const { rows } = await sql<EstateLine>`
    select e.id, e.county_code as "countyCode", e.name, e.category, coalesce(c.homes, 0) as homes,
           coalesce(c.first_registered, 0) as "firstRegistered", coalesce(c.transferred, 0) as transferred
      from estates as e
      left join (select county_code, estate_id, sum(n) filter (where indicator = 'units')::integer as homes,
                        sum(n) filter (where indicator = 'first_registered')::integer as first_registered,
                        sum(n) filter (where indicator = 'transferred')::integer as transferred
                   from tallies
                  where county_code = any (${counties}::text[]) and (${estateId}::uuid is null or estate_id = ${estateId}::uuid)
                    and indicator in ('units', 'first_registered', 'transferred')
                  group by county_code, estate_id) as c on c.county_code = e.county_code and c.estate_id = e.id
     where e.county_code = any (${counties}::text[]) and (${estateId}::uuid is null or e.id = ${estateId}::uuid)
       and (${estateId}::uuid is not null
            or not exists (select from campaign_scope as s where s.county_code = e.county_code and s.estate_id = e.id and not s.is_in_scope))
     order by e.county_code, e.id`.execute(tx)
  return rows
}

/** A task of an estate; `key`: the name of the step it is over both registrations, the task's own id where it is none. */
export type StoredTask = StepTask & {
  id: string
  no: number
  estateId: string
  key: string
  registration: 'first' | 'transfer'
  title: string
  organisation: { id: string; name: string }
  person: string | null
}

/**
 * The tasks of estates by what they stand for: steps with those written off, of a step done and given again the open
 * one; of the others – from a resolution or by hand – what is open.
 */
export async function estateTasks(
  tx: Tx,
  counties: readonly string[],
  estateId: string | null = null,
): Promise<Map<string, Map<string, StoredTask>>> {
  const { rows } = await sql<StoredTask>`
    select t.id, t.task_no as no, t.estate_id as "estateId", ${stepKey('t')} as key,
           coalesce(t.registration, 'transfer') as registration, t.title, t.state, t.state_on as "stateOn",
           t.starts_on as "startsOn", t.due_on as "dueOn", t.written_off_on as "writtenOffOn",
           json_build_object('id', o.id, 'name', o.name) as organisation, p.name as person,
           coalesce(n.needs, '{}') as needs, n.waits_until as "waitsUntil"
      from tasks as t
      join organisations as o on o.county_code = t.county_code and o.id = t.organisation_id
      left join people as p on p.county_code = t.county_code and p.id = t.person_id
      left join lateral (
             select array_agg(${stepKey('b')}) filter (where b.estate_id = t.estate_id) as needs,
                    max(b.due_on) filter (where b.estate_id is distinct from t.estate_id) as waits_until
               from task_needs as w
               join tasks as b on b.county_code = w.county_code and b.id = w.needs_id and b.state not in ('written_off', 'cancelled')
              where w.county_code = t.county_code and w.task_id = t.id) as n on true
     where t.county_code = any (${counties}::text[]) and t.estate_id is not null and t.state <> 'cancelled'
       and (t.rule is not null or t.state <> 'written_off')
       and (${estateId}::uuid is null or t.estate_id = ${estateId}::uuid)
     order by t.state = 'written_off' desc, t.task_no`.execute(tx)
  return new Map(
    [...Map.groupBy(rows, ({ estateId }) => estateId)].map(([estate, tasks]) => [
      estate,
      new Map(tasks.map((task) => [task.key, task])),
    ]),
  )
}

const stepKey = (task: 't' | 'b') => {
  const part = (name: string) => sql.ref(`${task}.${name}`)
  return sql`coalesce(${part('registration')} || ':' || ${part('rule')} || '/' || ${part('step')}, ${part('id')}::text)`
}

export type Organisation = { id: string; name: string }

/** Which organisation stands behind each unit a rule names, by county and unit; the clearance office also by its kind. */
export async function organisationsBehind(tx: Tx, counties: readonly string[]): Promise<Map<string, Organisation>> {
  const { rows } = await sql<Organisation & { key: string }>`
    select county_code || ' clearance_office' as key, id, name, 1 as rank from organisations
     where county_code = any (${counties}::text[]) and kind = 'clearance_office'
    union all
    select f.county_code || ' ' || f.unit_code, o.id, o.name, 2
      from unit_functions as f
      join organisations as o on o.county_code = f.county_code and o.id = f.organisation_id
     where f.county_code = any (${counties}::text[])
     order by rank, id`.execute(tx)
  return new Map(rows.map(({ key, id, name }) => [key, { id, name }]))
}
