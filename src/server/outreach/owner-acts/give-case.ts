import { sql } from 'kysely'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { calendarIn, createTasks } from '../../tasks/actions.ts'
import { answerTerm } from './answer-term.ts'
import type { Own } from './own.ts'

/** What is to be answered; `not`: the account whose answer did not help. */
type Wanted = { title: string; no: number; unit: string; not: string | null }
type Given = { dueOn: string; organisationId: string | null; taskId: string | null }

/**
 * Makes a task of a case for somebody who can answer it. Where nobody is in post at all, the case stands without a task
 * and the office sees it among what came in: an owner is not turned away for that.
 */
export async function giveCase(tx: Tx, actor: Actor, { countyCode, unitId }: Own, wanted: Wanted): Promise<Given> {
  const term = await answerTerm(tx, countyCode)
  const dueOn = addWorkingDays(await calendarIn(tx), officeToday(), term.workingDays)
  const holder = await holderFor(tx, countyCode, wanted)
  if (!holder) return { dueOn, organisationId: null, taskId: null }
  const estateId = await estateOf(tx, countyCode, unitId)
  const [taskId = null] = await createTasks(tx, { countyCode, actor, reason: wanted.title }, [
    {
      title: wanted.title,
      wanted: `在“业主来件”中答复第${wanted.no}号；答复即为办理结果`,
      source: 'hand',
      estateId,
      organisationId: holder.organisationId,
      personId: holder.personId,
      startsOn: officeToday(),
      dueOn,
      workingDays: null,
      homes: 1,
    },
  ])
  return { dueOn, organisationId: holder.organisationId, taskId }
}

/**
 * The liaison or head of the unit that answers for the topic, else of the clearance office; for a second answer somebody
 * else than who gave the first, a head before a liaison.
 */
async function holderFor(tx: Tx, countyCode: string, { unit, not }: Wanted) {
  const { rows } = await sql<{ organisationId: string; personId: string }>`
    select o.id as "organisationId", p.id as "personId"
      from organisations as o
      join postings as s on s.county_code = o.county_code and s.organisation_id = o.id and s.until_on is null and s.from_on <= ${officeToday()}
      join people as p on p.county_code = s.county_code and p.id = s.person_id and p.left_on is null
      left join unit_functions as f on f.county_code = o.county_code and f.organisation_id = o.id and f.unit_code = ${unit}
     where o.county_code = ${countyCode} and s.duty in ('liaison', 'head', 'deputy') and p.account_id is distinct from ${not}::uuid
       and (f.unit_code is not null or o.kind = 'clearance_office'
            or exists (select from unit_functions as g where g.county_code = o.county_code and g.organisation_id = o.id and g.unit_code = 'clearance_office'))
     order by f.unit_code is null, array_position(${not === null ? ['liaison', 'head', 'deputy'] : ['head', 'deputy', 'liaison']}::text[], s.duty), o.id, p.id
     limit 1`.execute(tx)
  return rows[0]
}

async function estateOf(tx: Tx, countyCode: string, unitId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select estate_id as id from units where county_code = ${countyCode} and id = ${unitId}`.execute(tx)
  return rows[0]?.id ?? null
}
