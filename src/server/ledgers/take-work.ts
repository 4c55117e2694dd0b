import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'
import { contentDigest, everything, stagedRows } from './staged-work.ts'
import { takeCharges } from './take-charges.ts'
import type { Taking } from './take-estates.ts'
import { takeOffices } from './take-offices.ts'
import { takeProblems } from './take-problems.ts'

/**
 * Takes what the ledgers tell of the work itself: who answers for what, what was done, what is to be settled. Fills the
 * temporary table `work_changes`, a row per record and ledger row it comes from. What is known already changes nothing.
 */
export async function takeWork(tx: Tx, taking: Taking): Promise<void> {
  await sql`
    create temporary table work_changes (place bigint generated always as identity, table_no smallint, row_no integer,
           subject_kind text, subject_id uuid, change jsonb) on commit drop`.execute(tx)
  await takeOffices(tx, taking)
  await takeCharges(tx, taking)
  await takeEvents(tx, taking)
  await takeTotals(tx, taking)
  await takeProblems(tx, taking)
  await takeAdvice(tx, taking)
}

const eventColumns = sql`
  kind text, happened_on date, number text, host text, target text, estate_key text, content text, quantity bigint, measure text,
  people integer, items integer, outcome text`

/** Rows of logs as events, each with the reference under which it is known again: alike rows of one table are told apart by their order. */
export const incomingEvents = (taking: Pick<Taking, 'countyCode' | 'importId'>) => sql`
  select r.table_no, r.row_no, v.*,
         'event:' || ${contentDigest('v.kind', 'v.happened_on', 'v.number', 'v.host', 'v.target', 'v.estate_key', 'v.content')} || ':'
           || row_number() over (partition by r.table_no, v.kind, v.happened_on, v.number, v.host, v.target, v.estate_key, v.content order by r.row_no) as source_ref
    from (${stagedRows(taking, ['work_log', 'meetings'])}) as r
   cross join jsonb_to_record(r.value) as v (${eventColumns})`

/** What happened has happened: an event that is known stays as it is, and a letter issued here was counted when it was signed. */
async function takeEvents(tx: Tx, taking: Taking): Promise<void> {
  const { countyCode } = taking
  await sql`
    with incoming as (${incomingEvents(taking)}), added as (
      insert into work_events (county_code, kind, happened_on, number, host, target, estate_id, content, quantity, measure, people, items, outcome, source_ref)
      select distinct on (i.source_ref)
             ${countyCode}, i.kind, i.happened_on, i.number, i.host, i.target, e.id, i.content, i.quantity, i.measure, i.people, i.items, i.outcome, i.source_ref
        from incoming as i
        left join estates as e on e.county_code = ${countyCode} and e.name_key = i.estate_key
       where not exists (select from work_events as w
                          where w.county_code = ${countyCode} and w.kind = i.kind and w.number = i.number and w.document_id is not null)
       order by i.source_ref, i.table_no, i.row_no
      on conflict (county_code, source_ref) do nothing
      returning *
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select distinct on (i.source_ref) i.table_no, i.row_no, 'work_event', a.id, ${everything('a')}
      from added as a join incoming as i using (source_ref)
     order by i.source_ref, i.table_no, i.row_no`.execute(tx)
}

/** Lines of summaries whose kind of work has a log are only compared; of the others the rest since the last summary is an event. */
async function takeTotals(tx: Tx, taking: Taking): Promise<void> {
  const { countyCode } = taking
  await sql`
    with incoming as (
      select distinct on (v.kind, v.host) r.table_no, r.row_no, v.*
        from (${stagedRows(taking, ['work_summary'])}) as r
       cross join jsonb_to_record(r.value) as v (${eventColumns})
       where not exists (select from work_events as log where log.county_code = ${countyCode} and log.kind = v.kind and not log.is_total)
       order by v.kind, v.host, v.happened_on desc, r.table_no desc, r.row_no desc
    ), known as (
      select kind, host, max(happened_on) as last_on, sum(quantity) as quantity, sum(people) as people, sum(items) as items
        from work_events where county_code = ${countyCode} and is_total group by kind, host
    ), added as (
      insert into work_events (county_code, kind, happened_on, host, content, quantity, measure, people, items, is_total, source_ref)
      select ${countyCode}, i.kind, i.happened_on, i.host, i.content, i.quantity - coalesce(k.quantity, 0), i.measure,
             greatest(i.people - coalesce(k.people, 0), 0), greatest(i.items - coalesce(k.items, 0), 0), true,
             'total:' || ${contentDigest('i.kind', 'i.host', 'i.happened_on', 'i.quantity')}
        from incoming as i
        left join known as k on k.kind = i.kind and k.host is not distinct from i.host
       where i.quantity > coalesce(k.quantity, 0) and i.happened_on >= coalesce(k.last_on, '-infinity')
      on conflict (county_code, source_ref) do nothing
      returning *
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select i.table_no, i.row_no, 'work_event', a.id, ${everything('a')}
      from added as a join incoming as i on i.kind = a.kind and i.host is not distinct from a.host`.execute(tx)
}

/** Advice and measures of a list, each once, under what the list calls them. */
async function takeAdvice(tx: Tx, taking: Taking): Promise<void> {
  const { countyCode } = taking
  await sql`
    with incoming as (
      select distinct on (source_ref) *
        from (select r.table_no, r.row_no, v.topic, v.matter, v.day,
                     v.form || ':' || ${contentDigest('v.topic', 'v.matter')} as source_ref
                from (${stagedRows(taking, ['advice'])}) as r
               cross join jsonb_to_record(r.value) as v (form text, topic text, matter text, day date)) as rows
       order by source_ref, table_no, row_no
    ), numbered as (
      select i.*, coalesce((select max(resolution_no) from resolutions where county_code = ${countyCode}), 0)
                    + row_number() over (order by i.table_no, i.row_no) as resolution_no
        from incoming as i
       where not exists (select from resolutions as r where r.county_code = ${countyCode} and r.source_ref = i.source_ref)
    ), added as (
      insert into resolutions (county_code, resolution_no, kind, matter, topic, decided_on, source_ref)
      select ${countyCode}, resolution_no, 'advice', matter, topic, day, source_ref from numbered
      returning *
    )
    insert into work_changes (table_no, row_no, subject_kind, subject_id, change)
    select i.table_no, i.row_no, 'resolution', a.id, ${everything('a')}
      from added as a join incoming as i using (source_ref)`.execute(tx)
}
