import { sql } from 'kysely'
import { daysOfWarning } from '#domain/surveys/qualifications.ts'
import { systemActor, type Tx, transact } from '../platform/acts.ts'
import type { House } from '../platform/http/house.ts'
import { officeToday } from '../platform/office-day.ts'
import { officePeople } from '../tasks/actions.ts'
import { holderJoins, holderName, peopleOfHolder } from './holders.ts'

const job = 'surveys.qualifications'
const everyMorning = '14 0 * * *'
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Tells of each qualification that ends soon, once: the clearance office, and whoever holds it. Days missed are caught up;
 * a second run tells nobody again.
 */
export async function tellEnding(tx: Tx, countyCode: string, today: string): Promise<void> {
  await sql`
    with ending as (
      select c.id, c.county_code, c.account_id, c.organisation_id, c.field, c.certificate_no, c.valid_until, ${holderName} as holder
        from qualifications as c ${holderJoins}
       where c.county_code = ${countyCode} and c.withdrawn_on is null and c.valid_until between ${today}::date and ${today}::date + ${daysOfWarning}::integer
    ), whom as (
      select c.id, office.id as person_id from ending as c cross join (${officePeople(countyCode, nobody)}) as office
       union
      select c.id, holder.id from ending as c cross join lateral (${peopleOfHolder}) as holder
    ), told as (
      insert into notices (county_code, person_id, kind, topic, for_day, content)
      select ${countyCode}, w.person_id, 'qualification_ends', c.id, c.valid_until,
             jsonb_build_object('words', concat(c.holder, ' · ', c.certificate_no, ' · ', c.valid_until))
        from ending as c join whom as w on w.id = c.id
      on conflict on constraint notice_is_given_once do nothing
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}

/** At the beginning of each day and at every start. */
export async function startQualificationJobs({ db, queue, sessions }: House): Promise<void> {
  const counties = sessions.countiesOf('141100')
  await queue.work(job, async () => {
    const today = officeToday()
    for (const county of counties) await transact(db, systemActor([county]), (tx) => tellEnding(tx, county, today)) // county by county, as every act
  })
  await queue.schedule(job, everyMorning)
  await transact(db, systemActor(counties), (tx) => queue.send(tx, job, {}))
}
