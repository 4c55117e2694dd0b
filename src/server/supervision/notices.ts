import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { officePeople } from '../tasks/actions.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

/** Tells the clearance office, once a day, how many letters the ladder proposed on it, by however many acts. */
export function tellOfficeOfProposals(tx: Tx, countyCode: string, day: string): Promise<void> {
  return tell(
    tx,
    countyCode,
    sql`select office.id as person_id, 'ladder' as kind, null::uuid as task_id, ${day}::date as for_day,
               jsonb_build_object('proposed', (select count(*) from ladder_steps
                                                where county_code = ${countyCode} and proposed_on = ${day} and stage <> 'told')) as content
          from (${officePeople(countyCode, nobody)}) as office`,
  )
}

/** Of steps without a letter: a reminder to the person behind the task, a yellow warning to the head of the unit as well. */
export function tellHolderAndHead(tx: Tx, countyCode: string, day: string, ids: readonly string[]): Promise<void> {
  return tell(
    tx,
    countyCode,
    sql`select distinct whom.id as person_id, s.step as kind, s.task_id, ${day}::date as for_day, '{}'::jsonb as content
          from ladder_steps as s
          join tasks as t on t.county_code = s.county_code and t.id = s.task_id
         cross join lateral (
                select t.person_id as id
                 union
                select g.person_id from postings as g
                 where s.step = 'yellow' and g.county_code = t.county_code and g.organisation_id = t.organisation_id
                   and g.duty = 'head' and g.until_on is null) as whom
         where s.county_code = ${countyCode} and s.id = any (${ids}::uuid[]) and s.stage = 'told' and whom.id is not null`,
  )
}

/** An inspector's word to the person behind a task. */
export function tellUrged(
  tx: Tx,
  countyCode: string,
  day: string,
  { taskId, by, words }: { taskId: string; by: string; words: string },
): Promise<void> {
  return tell(
    tx,
    countyCode,
    sql`select person_id, 'urge' as kind, id as task_id, ${day}::date as for_day, ${JSON.stringify({ by, words })}::jsonb as content
          from tasks where county_code = ${countyCode} and id = ${taskId} and person_id is not null`,
  )
}

/** Gives notices once per person, kind, task and day; on the same day again with other words, it is unread again. */
async function tell(tx: Tx, countyCode: string, whom: ReturnType<typeof sql>): Promise<void> {
  await sql`
    with told as (
      insert into notices as n (county_code, person_id, kind, task_id, for_day, content)
      select ${countyCode}, person_id, kind, task_id, for_day, content from (${whom}) as whom
      on conflict on constraint notice_is_given_once do update set content = excluded.content, read_at = null
       where n.content <> excluded.content
      returning person_id
    )
    select pg_notify('notices', account_id::text)
      from (select distinct p.account_id from told join people as p on p.county_code = ${countyCode} and p.id = told.person_id
             where p.account_id is not null) as accounts`.execute(tx)
}
