import { type RawBuilder, sql } from 'kysely'
import { type Role, roles } from '#domain/staff/roles.ts'
import type { Tx } from '../platform/acts.ts'

type TaskNotice = 'assigned' | 'submitted' | 'returned' | 'written_off' | 'extension'

/** Roles that both assign and check: whoever sits in the clearance office. */
const officeRoles = (Object.keys(roles) as Role[]).filter((role) => {
  const allowed: readonly string[] = roles[role]
  return allowed.includes('tasks.assign') && allowed.includes('tasks.check')
})

/** People of the clearance office of a county, but for whoever acts: those who check and decide. */
export const officePeople = (countyCode: string, actorId: string) => sql`
  select p.id from people as p
   where p.county_code = ${countyCode} and p.left_on is null and p.account_id <> ${actorId}
     and exists (select from account_roles as g
                  where g.account_id = p.account_id and g.role = any (${officeRoles}::text[])
                    and g.region_code in (select code from regions where code = ${countyCode}
                                          union select parent_code from regions where code = ${countyCode}))`

type Told = { countyCode: string; kind: TaskNotice; day: string; content: Record<string, unknown> }

/** Tells the person behind each of these tasks; told again on the same day, it is unread again. */
export const tellHolders = (tx: Tx, told: Told, ids: readonly string[]): Promise<void> =>
  tell(
    tx,
    told,
    sql`select person_id, id as task_id from tasks
         where county_code = ${told.countyCode} and id = any (${ids}::uuid[]) and person_id is not null`,
  )

/** Tells the clearance office of each of these tasks. */
export const tellOffice = (tx: Tx, told: Told, actorId: string, ids: readonly string[]): Promise<void> =>
  tell(
    tx,
    told,
    sql`select office.id as person_id, task.id as task_id
          from (${officePeople(told.countyCode, actorId)}) as office cross join unnest(${ids}::uuid[]) as task (id)`,
  )

async function tell(tx: Tx, { countyCode, kind, day, content }: Told, whom: RawBuilder<unknown>): Promise<void> {
  await sql`
    with told as (
      insert into notices (county_code, person_id, kind, task_id, for_day, content)
      select ${countyCode}, person_id, ${kind}, task_id, ${day}::date, ${JSON.stringify(content)}::jsonb from (${whom}) as whom
      on conflict on constraint notice_is_given_once do update set read_at = null
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
