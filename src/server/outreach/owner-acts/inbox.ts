import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { InboxLine } from '#contract/owner-act-shapes.ts'
import type { ownerInboxEndpoints } from '#contract/owner-inbox.ts'
import type { Tx } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { answersOf } from './cases.ts'

type Query = z.output<(typeof ownerInboxEndpoints)['ownerInbox']['query']>

/** A page of what owners sent: what is open by its coming, what is done the latest first. */
export async function ownerInbox(tx: Tx, countyCode: string, query: Query) {
  const rows = await linesOf(tx, countyCode, query)
  const last = rows.at(-1)
  return {
    rows,
    next: last && rows.length === query.limit ? last.id : null,
    total: null,
    open: await openCounts(tx, countyCode),
  }
}

async function openCounts(tx: Tx, countyCode: string) {
  const { rows } = await sql<{ paper: number; authorisation: number; case: number; late: number }>`
    select (select count(*) from owner_papers where county_code = ${countyCode} and state = 'waiting') as paper,
           (select count(*) from authorisations where county_code = ${countyCode} and state = 'waiting') as authorisation,
           (select count(*) from owner_cases where county_code = ${countyCode} and state in ('open', 'reopened')) as case,
           (select count(*) from owner_cases where county_code = ${countyCode} and state in ('open', 'reopened') and due_on < ${officeToday()}) as late`.execute(
    tx,
  )
  return rows[0] ?? { paper: 0, authorisation: 0, case: 0, late: 0 }
}

/** Each kind gives at most a page in the order of its own index; the page is what comes first of them all. */
async function linesOf(tx: Tx, countyCode: string, { kind, state, after, limit }: Query): Promise<InboxLine[]> {
  const isOpen = state === 'open'
  const page = (which: RawBuilder<unknown>) => sql`
    where t.county_code = ${countyCode} and ${which}
      and ${after === undefined ? sql`true` : isOpen ? sql`t.id > ${after}::uuid` : sql`t.id < ${after}::uuid`}
    order by t.id ${isOpen ? sql`asc` : sql`desc`} limit ${limit}`
  const parts = {
    paper: sql`(select t.id, 'paper' as kind, t.unit_id, 1 as part from owner_papers as t ${page(isOpen ? sql`t.state = 'waiting'` : sql`t.state in ('accepted', 'returned')`)})`,
    authorisation: sql`(select t.id, 'authorisation', t.unit_id, 2 from authorisations as t ${page(isOpen ? sql`t.state = 'waiting'` : sql`t.decided_by is not null and t.state <> 'waiting'`)})`,
    case: sql`(select t.id, 'case', t.unit_id, 3 from owner_cases as t ${page(isOpen ? sql`t.state in ('open', 'reopened')` : sql`t.state in ('answered', 'closed')`)})`,
  }
  const chosen = kind ? [parts[kind]] : Object.values(parts)
  const { rows } = await sql<InboxLine>`
    with page as (select * from (${sql.join(chosen, sql` union all `)}) as sent (id, kind, unit_id, part) order by id ${isOpen ? sql`asc` : sql`desc`} limit ${limit})
    select page.id, page.kind, page.unit_id as "unitId", e.name as "estateName", concat_ws('-', b.name, nullif(u.entrance, ''), u.room) as home,
           coalesce(p.owner_name, a.owner_name, c.owner_name) as "ownerName", coalesce(p.came_on, a.sent_on, c.asked_on) as "cameOn", c.due_on as "dueOn",
           ${isOpen}::boolean as "isOpen", coalesce(p.decided_on, a.decided_on) as "decidedOn", coalesce(p.decider_name, a.decider_name) as "deciderName",
           coalesce(p.decision_words, a.decision_words) as words,
           case when p.id is not null then json_build_object('paper', p.paper, 'name', p.name, 'state', p.state, 'mediaType', p.media_type) end as paper,
           case when a.id is not null then json_build_object(
             'agentName', a.agent_name, 'agentIdMasked', a.agent_id_masked, 'agentPhoneMasked', a.agent_phone_masked, 'purposes', a.purposes,
             'validUntil', a.valid_until, 'state', a.state, 'isInForce', a.state = 'accepted' and a.valid_until >= ${officeToday()},
             'photos', (select coalesce(json_agg(f.photo order by f.photo), '[]') from authorisation_photos as f
                         where f.county_code = a.county_code and f.authorisation_id = a.id)) end as authorisation,
           case when c.id is not null then json_build_object(
             'no', c.case_no, 'kind', c.kind, 'topic', c.topic, 'words', c.words, 'state', c.state, 'organisation', o.name, 'taskId', c.task_id,
             'answers', ${answersOf}) end as case
      from page
      join units as u on u.county_code = ${countyCode} and u.id = page.unit_id
      join buildings as b on b.county_code = u.county_code and b.id = u.building_id
      join estates as e on e.county_code = u.county_code and e.id = u.estate_id
      left join owner_papers as p on page.part = 1 and p.county_code = ${countyCode} and p.id = page.id
      left join authorisations as a on page.part = 2 and a.county_code = ${countyCode} and a.id = page.id
      left join owner_cases as c on page.part = 3 and c.county_code = ${countyCode} and c.id = page.id
      left join organisations as o on o.county_code = c.county_code and o.id = c.organisation_id
     order by page.id ${isOpen ? sql`asc` : sql`desc`}`.execute(tx)
  return rows
}
