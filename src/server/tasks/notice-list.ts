import { sql } from 'kysely'
import type { Notice } from '#contract/tasks.ts'
import type { Tx } from '../platform/acts.ts'
import { countUnread } from './desk.ts'

const shown = 100

/** The last notices to whoever the account is, newest first. */
export async function noticesOf(tx: Tx, accountId: string): Promise<{ unread: number; rows: Notice[] }> {
  const { rows } = await sql<Notice>`
    select n.id, n.county_code as "countyCode", n.kind, n.for_day as "forDay",
           to_char(n.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt", n.read_at is not null as "isRead",
           case when t.id is not null then json_build_object('id', t.id, 'no', t.task_no, 'title', t.title, 'dueOn', t.due_on, 'light', t.light) end as task,
           case when n.kind in ('hand_in_due', 'hand_in_returned') then n.content end as report,
           case when n.kind in ('digest', 'ladder') then n.content end as counts,
           case when n.kind in ('survey_handed_in', 'survey_returned') then n.content end as survey,
           case when n.kind = 'deferral_run_out' then n.content end as deferral,
           case when n.kind in ('survey_returned', 'objection', 'owed_after_entry', 'qualification_ends', 'owner_came') then n.content ->> 'words'
                when n.kind in ('developer_handed_in', 'appraisal_handed_in') then concat_ws(' · ', n.content ->> 'estate', n.content ->> 'words')
                when n.kind = 'file_shared' then n.content ->> 'purpose'
                when n.kind = 'urge' then (n.content ->> 'by') || '：' || (n.content ->> 'words') end as words
      from (select n.* from people as p join notices as n on n.county_code = p.county_code and n.person_id = p.id
             where p.account_id = ${accountId} order by n.made_at desc, n.id limit ${shown}) as n
      left join tasks as t on t.county_code = n.county_code and t.id = n.task_id
     order by n.made_at desc, n.id`.execute(tx)
  return { unread: await countUnread(tx, accountId), rows }
}

/** Marks notices to the account as read; without ids all of them. No act: nothing of the work moves by it. */
export async function readNotices(
  tx: Tx,
  accountId: string,
  ids: readonly string[] | null,
): Promise<{ unread: number }> {
  await sql`
    update notices as n set read_at = now()
      from people as p
     where p.account_id = ${accountId} and n.county_code = p.county_code and n.person_id = p.id and n.read_at is null
       and (${ids}::uuid[] is null or n.id = any (${ids}::uuid[]))`.execute(tx)
  await sql`select pg_notify('notices', ${accountId})`.execute(tx)
  return { unread: await countUnread(tx, accountId) }
}
