import { sql } from 'kysely'
import type { ApplicationStanding } from '#domain/registrations/application.ts'
import type { Tx } from '../platform/acts.ts'

/** Everything a decision needs to see of an application `a` and its home `u`. */
const standing = sql`
  a.id, a.kind, a.state, a.estate_id as "estateId", a.building_id as "buildingId", a.unit_id as "unitId", a.homes,
  a.submitted_on as "submittedOn", a.submitted_by as "submittedBy", a.acceptance_no as "acceptanceNo", a.accepted_on as "acceptedOn",
  a.accepted_by as "acceptedBy", a.due_on as "dueOn", a.legal_days as "legalDays", a.promised_on as "promisedOn", a.promised_days as "promisedDays",
  a.entered_on as "enteredOn", a.certificate_no as "certificateNo", a.certified_on as "certifiedOn",
  (select coalesce(jsonb_agg(jsonb_build_object('gate', g.gate, 'state', g.state, 'decidedOn', g.decided_on, 'decidedBy', g.decided_by)), '[]')
     from application_gates as g where g.county_code = a.county_code and g.application_id = a.id) as gates,
  (select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'fromOn', p.from_on, 'untilOn', p.until_on) order by p.pause_no), '[]')
     from application_pauses as p where p.county_code = a.county_code and p.application_id = a.id) as pauses,
  case when u.id is not null then jsonb_build_object('firstRegisteredOn', u.first_registered_on, 'transferredOn', u.transferred_on) end as home,
  case when a.kind = 'first'
       then (select count(*) from application_units as c join units as h on h.county_code = c.county_code and h.id = c.unit_id
              where c.county_code = a.county_code and c.application_id = a.id and h.first_registered_on is not null)
       else 0 end as "homesRegistered",
  null as hold`

/** Terms given at acceptance stay with the application: a county that sets others does not move them. */
export type LockedApplication = ApplicationStanding & { legalDays: number | null; promisedDays: number | null }

/** Applications as they stand, by id; `held` keeps them so until the act is through, locked in one order everywhere. */
export async function findApplications(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  { held }: { held: boolean },
): Promise<ReadonlyMap<string, LockedApplication>> {
  const { rows } = await sql<LockedApplication>`
    select ${standing} from applications as a
      left join units as u on u.county_code = a.county_code and u.id = a.unit_id
     where a.county_code = ${countyCode} and a.id = any (${ids}::uuid[])
     order by a.id ${held ? sql`for no key update of a` : sql``}`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The homes of these applications, each with the application it stands in. */
export async function homesOf(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<readonly { applicationId: string; unitId: string }[]> {
  const { rows } = await sql<{ applicationId: string; unitId: string }>`
    select id as "applicationId", unit_id as "unitId" from applications
     where county_code = ${countyCode} and id = any (${ids}::uuid[]) and unit_id is not null
     union all
    select application_id, unit_id from application_units where county_code = ${countyCode} and application_id = any (${ids}::uuid[])`.execute(
    tx,
  )
  return rows
}
