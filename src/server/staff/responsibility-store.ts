import { sql } from 'kysely'
import type { Charge, Person, Responsibility, ResponsibleUnit } from '#contract/responsibility.ts'
import { responsibleUnits } from '#domain/diagnosis/catalogue.ts'
import { isOfficeCode, type UnitCode } from '#domain/staff/unit-names.ts'
import { previousWorkingDay } from '#domain/tasks/calendar.ts'
import type { Tx } from '../platform/acts.ts'
import { calendarIn, isOpen, isOverdue } from '../tasks/actions.ts'

/** Most estates named as nobody's; whoever has more of them knows what to do first. */
const mostUnattended = 200

/** Who answers for what in a county, as of a day: units, people, charges, and what nobody answers for yet. */
export async function readResponsibility(tx: Tx, countyCode: string, today: string): Promise<Responsibility> {
  const lateUntil = previousWorkingDay(await calendarIn(tx), today)
  const units = await listUnits(tx, countyCode, lateUntil)
  const filled = new Set(units.flatMap(({ unitCodes }) => unitCodes))
  const offices = (Object.keys(responsibleUnits) as UnitCode[]).filter(isOfficeCode) // the keys of a literal
  return {
    countyCode,
    units,
    people: await listPeople(tx, countyCode, lateUntil),
    charges: await listCharges(tx, countyCode),
    unfilled: offices
      .filter((code) => !filled.has(code))
      .map((unitCode) => ({ unitCode, name: responsibleUnits[unitCode] })),
    unattended: await listUnattended(tx, countyCode, today),
  }
}

async function listUnits(tx: Tx, countyCode: string, lateUntil: string): Promise<ResponsibleUnit[]> {
  const { rows } = await sql<ResponsibleUnit>`
    select o.id, o.county_code as "countyCode", o.kind, o.name, o.duties,
           coalesce(f.codes, '[]') as "unitCodes", coalesce(p.postings, '[]') as postings,
           coalesce(t.open, 0) as "openTasks", coalesce(t.overdue, 0) as "overdueTasks", coalesce(t.done, 0) as "writtenOffTasks"
      from organisations as o
      left join (select organisation_id, json_agg(unit_code order by unit_code) as codes
                   from unit_functions where county_code = ${countyCode} group by organisation_id) as f on f.organisation_id = o.id
      left join (select organisation_id,
                        json_agg(json_build_object('id', id, 'personId', person_id, 'duty', duty, 'from', from_on, 'until', until_on)
                                 order by until_on is not null, array_position(array['head', 'deputy', 'liaison', 'member'], duty), from_on, id) as postings
                   from postings where county_code = ${countyCode} group by organisation_id) as p on p.organisation_id = o.id
      left join (select organisation_id, count(*) filter (where ${isOpen})::integer as open,
                        count(*) filter (where ${isOverdue(lateUntil)})::integer as overdue,
                        count(*) filter (where state = 'written_off')::integer as done
                   from tasks as t where t.county_code = ${countyCode} group by organisation_id) as t on t.organisation_id = o.id
     where o.county_code = ${countyCode} and o.kind not in ('developer', 'third_party')
     order by array_position(array['clearance_office', 'government', 'taskforce', 'responsible_unit', 'registration_centre', 'inspection'], o.kind), o.id`.execute(
    tx,
  )
  return rows
}

async function listPeople(tx: Tx, countyCode: string, lateUntil: string): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select p.id, p.county_code as "countyCode", p.name, p.organisation_id as "organisationId", a.login,
           p.phone_masked as "phoneMasked", p.left_on as "leftOn",
           coalesce(t.open, 0) as "openTasks", coalesce(t.overdue, 0) as "overdueTasks", coalesce(c.n, 0) as charges
      from people as p
      left join accounts as a on a.id = p.account_id
      left join (select person_id, count(*)::integer as open, count(*) filter (where ${isOverdue(lateUntil)})::integer as overdue
                   from tasks as t where t.county_code = ${countyCode} and ${isOpen} group by person_id) as t on t.person_id = p.id
      left join (select person_id, count(*)::integer as n
                   from charges where county_code = ${countyCode} and until_on is null group by person_id) as c on c.person_id = p.id
     where p.county_code = ${countyCode}
     order by p.left_on is not null, p.name, p.id`.execute(tx)
  return rows
}

async function listCharges(tx: Tx, countyCode: string): Promise<Charge[]> {
  const { rows } = await sql<Charge>`
    select c.id, c.person_id as "personId", c.scope, c.township_code as "townshipCode", c.estate_id as "estateId",
           c.building_id as "buildingId", c.floor,
           case c.scope when 'county' then county.name when 'township' then t.name
                else concat(e.name, ' ' || b.name || '号楼', ' ' || c.floor || '层') end as place,
           c.from_on as "from", c.until_on as "until"
      from charges as c
      join regions as county on county.code = c.county_code
      left join regions as t on t.code = c.township_code
      left join estates as e on e.county_code = c.county_code and e.id = c.estate_id
      left join buildings as b on b.county_code = c.county_code and b.id = c.building_id
     where c.county_code = ${countyCode}
     order by c.until_on is not null, array_position(array['county', 'township', 'estate', 'building', 'floor'], c.scope), place, c.from_on, c.id`.execute(
    tx,
  )
  return rows
}

/** Estates without anybody who looks after them, or after a building of theirs, on a day. */
async function listUnattended(tx: Tx, countyCode: string, today: string): Promise<Responsibility['unattended']> {
  const { rows } = await sql<{ id: string; name: string }>`
    select e.id, e.name from estates as e
     where e.county_code = ${countyCode}
       and not exists (select from charges as c
                        where c.county_code = e.county_code and c.estate_id = e.id and (c.until_on is null or c.until_on > ${today}::date))
     order by e.id limit ${mostUnattended}`.execute(tx)
  return rows
}

export async function nameOfRegion(tx: Tx, code: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from regions where code = ${code}`.execute(tx)
  const region = rows[0]
  if (!region) throw new Error(`no region ${code}`)
  return region.name
}
