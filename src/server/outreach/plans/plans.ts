import { sql } from 'kysely'
import type { NewVisitPlan, VisitPlan } from '#contract/outreach.ts'
import type { Segment } from '#contract/outreach-shapes.ts'
import { type Actor, type Db, nextAct, recordAct, type Tx, transact } from '../../platform/acts.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { homesAndVisits, ofSegment } from '../ledger/segment.ts'
import { getPlan, type PlanKey } from './plan-views.ts'

/** How many homes of which estates a plan of a segment would name now. */
export async function previewPlan(tx: Tx, countyCode: string, segment: Segment) {
  const { rows } = await sql<{ id: string; name: string; homes: number }>`
    select e.id, e.name, count(*)::integer as homes
      from ${homesAndVisits} join estates as e on e.county_code = u.county_code and e.id = u.estate_id
     where u.county_code = ${countyCode} and ${ofSegment(segment)}
     group by e.id, e.name order by count(*) desc, e.name`.execute(tx)
  return { homes: rows.reduce((sum, { homes }) => sum + homes, 0), estates: rows }
}

/** More homes than this are no plan for one person. */
const mostHomes = 5000

/** Makes a plan: the homes the segment finds now are its homes, whatever becomes of them. */
export function makePlan(db: Db, actor: Actor, countyCode: string, plan: NewVisitPlan): Promise<VisitPlan> {
  refuseBackwards(plan.fromOn, plan.untilOn)
  return transact(db, actor, async (tx) => {
    await nextAct(tx, countyCode)
    await refuseStranger(tx, countyCode, plan.personId)
    const { rows } = await sql<{ id: string; homes: number }>`
      with found as materialized (
        select u.id, u.estate_id from ${homesAndVisits}
         where u.county_code = ${countyCode} and ${ofSegment(plan.segment)} limit ${mostHomes + 1}
      ), plan as (
        insert into visit_plans (county_code, title, channel, segment, person_id, from_on, until_on, homes, made_by, maker_name)
        select ${countyCode}, ${plan.title}, ${plan.channel}, ${JSON.stringify(plan.segment)}::jsonb, ${plan.personId}, ${plan.fromOn}::date,
               ${plan.untilOn}::date, count(*), ${actor.accountId}, ${actor.name}
          from found having count(*) > 0
        returning id, homes
      ), homes as (
        insert into visit_plan_homes (county_code, plan_id, unit_id, estate_id)
        select ${countyCode}, plan.id, found.id, found.estate_id from plan, found
      )
      select id, homes from plan`.execute(tx)
    const made = rows[0]
    if (!made) throw refused('segment', 'plan_without_homes', '按这些条件没有找到户')
    if (made.homes > mostHomes)
      throw refused('segment', 'plan_too_large', `一个计划最多 ${mostHomes} 户，请按小区或情况分开`)
    return told(tx, actor, { countyCode, planId: made.id }, { kind: 'visit_plan_made', reason: plan.reason })
  })
}

type Change = { personId: string; untilOn: string; revision: number; reason: string }

/** Gives a plan to another person, or more or less time. */
export function changePlan(
  db: Db,
  actor: Actor,
  key: PlanKey,
  { personId, untilOn, revision, reason }: Change,
): Promise<VisitPlan> {
  return transact(db, actor, async (tx) => {
    const plan = await mustGoOn(tx, key, revision)
    refuseBackwards(plan.fromOn, untilOn)
    if (personId !== plan.personId) await refuseStranger(tx, key.countyCode, personId)
    await sql`
      update visit_plans set person_id = ${personId}, until_on = ${untilOn}::date, revision = revision + 1
       where county_code = ${key.countyCode} and id = ${key.planId}`.execute(tx)
    return told(tx, actor, key, { kind: 'visit_plan_changed', reason })
  })
}

/** Ends a plan; what it brought stays counted up to this day. */
export function endPlan(
  db: Db,
  actor: Actor,
  key: PlanKey,
  { revision, reason }: { revision: number; reason: string },
): Promise<VisitPlan> {
  return transact(db, actor, async (tx) => {
    await mustGoOn(tx, key, revision)
    await sql`
      update visit_plans set ended_on = ${officeToday()}::date, end_reason = ${reason}, revision = revision + 1
       where county_code = ${key.countyCode} and id = ${key.planId}`.execute(tx)
    return told(tx, actor, key, { kind: 'visit_plan_ended', reason })
  })
}

type Standing = { fromOn: string; endedOn: string | null; personId: string; revision: number }

async function mustGoOn(tx: Tx, { countyCode, planId }: PlanKey, revision: number): Promise<Standing> {
  await nextAct(tx, countyCode)
  const { rows } = await sql<Standing>`
    select from_on as "fromOn", ended_on as "endedOn", person_id as "personId", revision
      from visit_plans where county_code = ${countyCode} and id = ${planId} for update`.execute(tx)
  const found = rows[0]
  if (!found) throw new Refused({ kind: 'missing', code: 'no_such_plan', message: '没有这个走访计划' })
  if (found.endedOn !== null)
    throw new Refused({ kind: 'conflict', code: 'plan_ended', message: '这个走访计划已经结束' })
  if (found.revision !== revision)
    throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '刚有变动，请刷新后再办' })
  return found
}

async function refuseStranger(tx: Tx, countyCode: string, personId: string): Promise<void> {
  const { rows } = await sql`
    select from people where county_code = ${countyCode} and id = ${personId} and left_on is null`.execute(tx)
  if (rows.length === 0) throw refused('personId', 'no_such_person', '请选一位在岗的人员')
}

function refuseBackwards(fromOn: string, untilOn: string): void {
  if (untilOn < fromOn) throw refused('untilOn', 'plan_ends_before_it_begins', '止日早于起日')
}

const refused = (field: string, code: string, message: string) =>
  new Refused({ kind: 'invalid', code, message, fields: [{ field, message }] })

async function told(tx: Tx, actor: Actor, key: PlanKey, { kind, reason }: { kind: string; reason: string }) {
  const { countyCode, planId } = key
  const { rows } = await sql<{ record: Record<string, unknown> }>`
    select visit_plan_record(p) as record from visit_plans as p where county_code = ${countyCode} and id = ${planId}`.execute(
    tx,
  )
  const changed = rows.map(({ record }) => ({ subjectKind: 'visit_plan' as const, subjectId: planId, change: record }))
  await recordAct(tx, { countyCode, kind, actor, reason, rows: changed })
  return getPlan(tx, key)
}
