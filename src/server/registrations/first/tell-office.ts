import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { officePeople } from '../../tasks/actions.ts'

/** Tells the clearance office to which estates' notices objections stand undecided; once a day, anew when they change. */
export async function tellOfObjections(tx: Tx, { accountId }: Actor, countyCode: string): Promise<void> {
  await sql`
    with undecided as (
      select string_agg(distinct e.name, '、') as estates
        from public_notices as n
        join applications as a on a.county_code = n.county_code and a.id = n.application_id
        join estates as e on e.county_code = a.county_code and e.id = a.estate_id
       where n.county_code = ${countyCode} and n.state = 'stopped'
    ), told as (
      insert into notices as n (county_code, person_id, kind, for_day, content)
      select ${countyCode}, office.id, 'objection', ${officeToday()}::date, jsonb_build_object('words', undecided.estates)
        from (${officePeople(countyCode, accountId)}) as office, undecided
      on conflict on constraint notice_is_given_once do update set content = excluded.content, read_at = null
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
