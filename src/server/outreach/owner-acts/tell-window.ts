import { sql } from 'kysely'
import { type Role, roles } from '#domain/staff/roles.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'

/** Roles that look at what owners bring. */
const windowRoles = (Object.keys(roles) as Role[]).filter((role) =>
  (roles[role] as readonly string[]).includes('registrations.accept'),
)

/** Tells those at the windows how much of what owners sent waits; once a day, anew when it changes. */
export async function tellWindow(tx: Tx, countyCode: string): Promise<void> {
  await sql`
    with waiting as (
      select (select count(*) from owner_papers where county_code = ${countyCode} and state = 'waiting') as papers,
             (select count(*) from authorisations where county_code = ${countyCode} and state = 'waiting') as agents,
             (select count(*) from owner_cases where county_code = ${countyCode} and state in ('open', 'reopened')) as cases
    ), told as (
      insert into notices as n (county_code, person_id, kind, for_day, content)
      select ${countyCode}, p.id, 'owner_came', ${officeToday()}::date,
             jsonb_build_object('words', concat_ws('、', '材料 ' || nullif(papers, 0) || ' 份', '委托 ' || nullif(agents, 0) || ' 件', '咨询投诉 ' || nullif(cases, 0) || ' 件'))
        from people as p cross join waiting
       where p.county_code = ${countyCode} and p.left_on is null and papers + agents + cases > 0
         and exists (select from account_roles as g
                      where g.account_id = p.account_id and g.role = any (${windowRoles}::text[]) and g.region_code = ${countyCode})
      on conflict on constraint notice_is_given_once do update set content = excluded.content, read_at = null
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
