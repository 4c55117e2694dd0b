import { sql } from 'kysely'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { officePeople } from '../../tasks/actions.ts'

type Told = 'visit_conflict' | 'device_quarantine'

/** The clearance office learns that visits say things that do not agree; once a day, however many. */
export const tellConflicts = (tx: Tx, countyCode: string, actorId: string): Promise<void> =>
  tellOffice(tx, 'visit_conflict', countyCode, actorId)

/** The clearance office learns that records wait in quarantine; once a day, however many. */
export const tellQuarantine = (tx: Tx, countyCode: string, actorId: string): Promise<void> =>
  tellOffice(tx, 'device_quarantine', countyCode, actorId)

async function tellOffice(tx: Tx, kind: Told, countyCode: string, actorId: string): Promise<void> {
  await sql`
    with told as (
      insert into notices (county_code, person_id, kind, for_day, content)
      select ${countyCode}, office.id, ${kind}, ${officeToday()}::date, '{}' from (${officePeople(countyCode, actorId)}) as office
      on conflict on constraint notice_is_given_once do update set read_at = null
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
