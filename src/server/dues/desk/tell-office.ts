import { sql } from 'kysely'
import type { Actor, Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { officePeople } from '../../tasks/actions.ts'

/** Tells the clearance office which registered homes owe again because a payment was taken back; once for each receipt. */
export async function tellOwedAfterEntry(
  tx: Tx,
  { accountId }: Actor,
  countyCode: string,
  { unitIds, receiptNo }: { unitIds: readonly string[]; receiptNo: string },
): Promise<void> {
  await sql`
    with homes as (
      select string_agg(distinct e.name || ' ' || concat_ws('-', b.name, nullif(u.entrance, ''), u.room), '、') as places
        from units as u
        join buildings as b on b.county_code = u.county_code and b.id = u.building_id
        join estates as e on e.county_code = u.county_code and e.id = u.estate_id
       where u.county_code = ${countyCode} and u.id = any (${unitIds}::uuid[])
    ), told as (
      insert into notices (county_code, person_id, kind, topic, for_day, content)
      select ${countyCode}, office.id, 'owed_after_entry', ${receiptNo}, ${officeToday()}::date,
             jsonb_build_object('words', homes.places || '（' || ${receiptNo}::text || '）')
        from (${officePeople(countyCode, accountId)}) as office, homes
      on conflict on constraint notice_is_given_once do update set content = excluded.content, read_at = null
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
