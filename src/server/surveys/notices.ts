import { type RawBuilder, sql } from 'kysely'
import type { Actor, Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { officePeople } from '../tasks/actions.ts'
import type { EstatePlace } from './ground.ts'

type Told = EstatePlace & { surveyId: string; words: string }

/** The clearance office learns that a survey waits for a second person. */
export const tellWaiting = (tx: Tx, told: Told, actorId: string): Promise<void> =>
  tell(tx, 'survey_handed_in', told, officePeople(told.countyCode, actorId))

/** Whoever handed a survey in, if he is a listed person, learns why it came back. */
export const tellReturned = (tx: Tx, told: Told): Promise<void> =>
  tell(
    tx,
    'survey_returned',
    told,
    sql`select p.id from people as p join surveys as s on s.county_code = p.county_code and s.handed_in_by = p.account_id
         where p.county_code = ${told.countyCode} and s.id = ${told.surveyId} and p.left_on is null`,
  )

/** The clearance office learns that an appraisal waits for a second person. */
export const tellAppraisal = (tx: Tx, told: Told, { accountId }: Actor): Promise<void> =>
  tell(tx, 'appraisal_handed_in', told, officePeople(told.countyCode, accountId))

async function tell(
  tx: Tx,
  kind: 'survey_handed_in' | 'survey_returned' | 'appraisal_handed_in',
  { countyCode, estateId, surveyId, words }: Told,
  whom: RawBuilder<unknown>,
): Promise<void> {
  await sql`
    with told as (
      insert into notices (county_code, person_id, kind, topic, for_day, content)
      select ${countyCode}, whom.id, ${kind}, ${surveyId}, ${officeToday()}::date,
             jsonb_build_object('estateId', e.id, 'estate', e.name, 'words', ${words}::text)
        from (${whom}) as whom
        join estates as e on e.county_code = ${countyCode} and e.id = ${estateId}
      on conflict on constraint notice_is_given_once do update set read_at = null
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
