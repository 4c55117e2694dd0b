import { type RawBuilder, sql } from 'kysely'
import type { Candidate } from '#contract/meeting-shapes.ts'
import { addWorkingDays } from '#domain/tasks/calendar.ts'
import { openStates } from '#domain/tasks/moves.ts'
import { isLeftOut } from '../campaign/actions.ts'
import { estateStandings } from '../diagnosis/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { calendarIn } from '../tasks/actions.ts'
import { openReferrals } from './referrals.ts'

export type CandidateKind = 'clinic' | 'round' | 'consultation' | 'joint' | 'standing_committee'

/** Working days a task may be overdue before it is a matter for a consultation. */
const patience = 5

/** What waits for a clinic, a round or a consultation, in the order in which it is to be taken; one statement. */
export async function listCandidates(
  tx: Tx,
  countyCode: string,
  { kind, limit }: { kind: CandidateKind; limit: number },
): Promise<Candidate[]> {
  const { from, order } = await queueOf(tx, countyCode, kind)
  const { rows } = await sql<Candidate>`
    with ${ground(countyCode, kind)}
    select q.estate_id as "estateId", q.task_id as "taskId", coalesce(q.title, s.name) as title, q.why, s.verdict, coalesce(q.homes, s.homes, 0) as homes,
           coalesce(q.homes, s.waiting, 0) as open, coalesce(cardinality(s.asks), 0) as asks, coalesce(s.missing, '{}') as missing,
           r.name as township, (v.seen_at at time zone 'Asia/Shanghai')::date as "lastSeenOn"
      from (${from}) as q
      left join standing as s on s.estate_id = q.estate_id
      left join regions as r on r.code = s.township_code
      left join visited as v on v.estate_id = q.estate_id
     order by ${order}
     limit ${limit}`.execute(tx)
  return rows
}

/**
 * What every queue is read from: where each estate within the campaign stands that still waits for first registration, which are on an agenda of this kind already,
 * when one of this kind last dealt with each, and when a round was there.
 */
const ground = (countyCode: string, kind: CandidateKind) => sql`
  standing as (
    select s.* from (${estateStandings({ counties: [countyCode] })}) as s
     where (s.waiting > 0 or s.homes = 0) and not ${isLeftOut(sql`s.county_code`, sql`s.estate_id`)}
  ), items as (
    select i.estate_id, i.task_id, i.state, i.seen_at, m.kind, m.state as meeting_state, m.held_on
      from agenda_items as i
      join meetings as m on m.county_code = i.county_code and m.id = i.meeting_id
     where i.county_code = ${countyCode} and m.state <> 'cancelled'
  ), planned as (
    select estate_id, task_id from items where kind = ${kind} and meeting_state in ('planned', 'held') and state = 'open'
  ), dealt as (
    select estate_id, task_id, max(held_on) as held_on from items where kind = ${kind} and state = 'done' group by estate_id, task_id
  ), visited as (
    select estate_id, max(seen_at) as seen_at from items where estate_id is not null and seen_at is not null group by estate_id
  )`

type Queue = { from: RawBuilder<unknown>; order: RawBuilder<unknown> }

async function queueOf(tx: Tx, countyCode: string, kind: CandidateKind): Promise<Queue> {
  if (kind === 'clinic') return clinicQueue(countyCode)
  if (kind === 'round') return roundQueue
  if (kind !== 'consultation') return { from: openReferrals(countyCode, kind), order: largestFirst }
  const lastDay = addWorkingDays(await calendarIn(tx), officeToday(), -patience)
  return {
    from: sql`${stuckEstates} union all ${overdueTasks(countyCode, lastDay)} union all ${openReferrals(countyCode, null)}`,
    order: largestFirst,
  }
}

const largestFirst = sql`open desc, q.estate_id, q.task_id`

const isPlanned = (estate: RawBuilder<unknown>) => sql`
  exists (select from planned as p where p.estate_id = ${estate} and p.task_id is null)`

/**
 * Estates no clinic has gone over, whose diagnosis changed since one did, or of which a missing requirement is nobody's
 * task yet. The largest first.
 */
const clinicQueue = (countyCode: string): Queue => ({
  from: sql`
    select s.estate_id, null::uuid as task_id, null::text as title, null::integer as homes,
           case when s.verdict is null or d.held_on is null then 'undiagnosed' else 'changed' end as why
      from standing as s
      left join dealt as d on d.estate_id = s.estate_id and d.task_id is null
     where not ${isPlanned(sql`s.estate_id`)}
       and (s.verdict is null
            or (cardinality(s.missing) + cardinality(s.unknown) > 0
                and (d.held_on is null or s.diagnosed_on > d.held_on
                     or exists (select unnest(s.missing)
                                except
                                select t.requirement from tasks as t
                                 where t.county_code = ${countyCode} and t.estate_id = s.estate_id and t.state <> 'cancelled'))))`,
  order: sql`homes desc, q.estate_id`,
})

/**
 * Estates with something to ask, by how much the answers weigh: facts asked for × homes that wait. Those of one township
 * stand together, the township where most weighs first, so that a route is short.
 */
const roundQueue: Queue = {
  from: sql`
    select s.estate_id, null::uuid as task_id, null::text as title, null::integer as homes, 'visit' as why
      from standing as s
     where cardinality(s.asks) > 0 and s.waiting > 0 and not ${isPlanned(sql`s.estate_id`)}`,
  order: sql`sum(cardinality(s.asks) * s.waiting) over (partition by s.township_code) desc, s.township_code, cardinality(s.asks) * s.waiting desc, q.estate_id`,
}

/** Estates the rules send to a consultation, or for which they have no way, unless one decided since the diagnosis or a rule of one waits to be published. */
const stuckEstates = sql`
  select s.estate_id, null::uuid as task_id, null::text as title, null::integer as homes, 'no_rule' as why
    from standing as s
    left join dealt as d on d.estate_id = s.estate_id and d.task_id is null
   where s.verdict = 'consult' and not ${isPlanned(sql`s.estate_id`)} and (d.held_on is null or s.diagnosed_on > d.held_on)
     and not exists (select from resolutions as r join policy_versions as v on v.county_code = r.county_code and v.id = r.policy_id
                      where r.county_code = s.county_code and r.estate_id = s.estate_id and v.status = 'draft')`

/** Tasks due before a day and still open, unless a consultation dealt with them after they were due. */
const overdueTasks = (countyCode: string, lastDay: string) => sql`
  select t.estate_id, t.id, t.title, t.homes, 'overdue'
    from tasks as t
   where t.county_code = ${countyCode} and t.due_on < ${lastDay} and t.state = any (${openStates}::text[]) and t.state <> 'paused'
     and not exists (select from planned as p where p.task_id = t.id)
     and not exists (select from dealt as d where d.task_id = t.id and d.held_on > t.due_on)`
