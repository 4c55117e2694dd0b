import { sql } from 'kysely'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { officePeople } from '../../tasks/actions.ts'

type Told = { topic: string; words: string }

/** The clearance office learns that a developer handed something in. */
export async function tellOfHandIn(
  tx: Tx,
  { countyCode, estateId }: { countyCode: string; estateId: string },
  { topic, words }: Told,
  actorId: string,
): Promise<void> {
  await sql`
    with told as (
      insert into notices (county_code, person_id, kind, topic, for_day, content)
      select ${countyCode}, whom.id, 'developer_handed_in', ${topic}, ${officeToday()}::date,
             jsonb_build_object('estateId', e.id, 'estate', e.name, 'words', ${words}::text)
        from (${officePeople(countyCode, actorId)}) as whom
        join estates as e on e.county_code = ${countyCode} and e.id = ${estateId}
      on conflict on constraint notice_is_given_once do update set read_at = null
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
