import { sql } from 'kysely'
import type { ApplicationStanding, HomeStanding } from '#domain/registrations/application.ts'
import type { Pause } from '#domain/registrations/clock.ts'
import type { Gate, GateStanding, GateState } from '#domain/registrations/gates.ts'
import type { Tx } from '../platform/acts.ts'

/** Everything a decision needs to see of an application `a` and its home `u`. */
const standing = sql`
  a.id, a.kind, a.state, a.estate_id as "estateId", a.building_id as "buildingId", a.unit_id as "unitId", a.homes,
  a.submitted_on as "submittedOn", a.submitted_by as "submittedBy", a.acceptance_no as "acceptanceNo", a.accepted_on as "acceptedOn",
  a.accepted_by as "acceptedBy", a.due_on as "dueOn", a.legal_days as "legalDays", a.promised_on as "promisedOn", a.promised_days as "promisedDays",
  a.entered_on as "enteredOn", a.certificate_no as "certificateNo", a.certified_on as "certifiedOn",
  u.id is not null as "isOfHome", u.first_registered_on as "firstRegisteredOn", u.transferred_on as "transferredOn",
  case when a.kind = 'first'
       then (select count(*) from application_units as c join units as h on h.county_code = c.county_code and h.id = c.unit_id
              where c.county_code = a.county_code and c.application_id = a.id and h.first_registered_on is not null)
       else 0 end as "homesRegistered"`

/** Terms given at acceptance stay with the application: a county that sets others does not move them. */
export type LockedApplication = ApplicationStanding & { legalDays: number | null; promisedDays: number | null }

/** Applications as they stand, by id; `held` keeps them so until the act is through, locked in one order everywhere. */
export async function findApplications(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  { held }: { held: boolean },
): Promise<ReadonlyMap<string, LockedApplication>> {
  const { rows } = await sql<FoundApplication>`
    select ${standing} from applications as a
      left join units as u on u.county_code = a.county_code and u.id = a.unit_id
     where a.county_code = ${countyCode} and a.id = any (${ids}::uuid[])
     order by a.id ${held ? sql`for no key update of a` : sql``}`.execute(tx)
  const [gates, pauses] = [await gatesOfAll(tx, countyCode, ids), await pausesOfAll(tx, countyCode, ids)]
  return new Map(
    rows.map(({ isOfHome, firstRegisteredOn, transferredOn, ...row }) => {
      const home = isOfHome ? { firstRegisteredOn, transferredOn } : null
      return [row.id, { ...row, home, hold: null, gates: gates.get(row.id) ?? [], pauses: pauses.get(row.id) ?? [] }]
    }),
  )
}

type FoundApplication = Omit<LockedApplication, 'gates' | 'pauses' | 'home' | 'hold'> &
  HomeStanding & { isOfHome: boolean }

type Written = { id: string; written: string }

/** The gates of applications, one line of text for each: thousands of small objects are dear on the way here. */
async function gatesOfAll(tx: Tx, countyCode: string, ids: readonly string[]): Promise<Map<string, GateStanding[]>> {
  const { rows } = await sql<Written>`
    select application_id as id, string_agg(concat(gate, ' ', state, ' ', decided_on, ' ', decided_by), ';' order by gate) as written
      from application_gates where county_code = ${countyCode} and application_id = any (${ids}::uuid[])
     group by application_id`.execute(tx)
  return new Map(rows.map(({ id, written }) => [id, written.split(';').map(readGate)]))
}

/** The words of a gate are those the check constraints let through. */
function readGate(written: string): GateStanding {
  const [gate, state, decidedOn, decidedBy] = written.split(' ') as [Gate, GateState, string, string]
  return { gate, state, decidedOn: decidedOn || null, decidedBy: decidedBy || null }
}

async function pausesOfAll(tx: Tx, countyCode: string, ids: readonly string[]): Promise<Map<string, Pause[]>> {
  const { rows } = await sql<Pause & { id: string }>`
    select application_id as id, kind, from_on as "fromOn", until_on as "untilOn" from application_pauses
     where county_code = ${countyCode} and application_id = any (${ids}::uuid[]) order by application_id, pause_no`.execute(
    tx,
  )
  return Map.groupBy(rows, ({ id }) => id)
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
