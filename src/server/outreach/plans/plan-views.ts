import { type RawBuilder, sql } from 'kysely'
import type { VisitPlan, VisitPlanLine } from '#contract/outreach.ts'
import type { Tx } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { resultsWhere } from '../ledger/summary.ts'

/** Attempts `a` at the homes of a plan `p` while it went on. */
const ofPlan = sql`
  a.county_code = p.county_code and a.visited_on >= p.from_on and (p.ended_on is null or a.visited_on <= p.ended_on)`

/** How far a plan `p` has come. */
const progress = sql`
  (select json_build_object(
            'tried', count(*) filter (where t.attempts > 0), 'contacted', count(*) filter (where t.is_contacted),
            'willing', count(*) filter (where v.willingness = 'willing'), 'unwilling', count(*) filter (where v.willingness = 'unwilling'),
            'transferred', count(*) filter (where u.transferred_on is not null))
     from visit_plan_homes as h
     join units as u on u.county_code = h.county_code and u.id = h.unit_id
     left join unit_outreach as v on v.county_code = h.county_code and v.unit_id = h.unit_id
     left join lateral (select count(*) as attempts, bool_or(a.is_contacted) as is_contacted
                          from visits as a where a.unit_id = h.unit_id and ${ofPlan}) as t on true
    where h.county_code = p.county_code and h.plan_id = p.id)`

const line = sql`
  p.id, p.county_code as "countyCode", r.name as "countyName", p.title, p.channel, json_build_object('id', w.id, 'name', w.name) as person,
  p.from_on as "fromOn", p.until_on as "untilOn", p.ended_on as "endedOn", p.homes, ${progress} as progress`

const places = sql`
  join regions as r on r.code = p.county_code
  join people as w on w.county_code = p.county_code and w.id = p.person_id`

type Progress = Pick<VisitPlanLine, 'tried' | 'contacted' | 'willing' | 'unwilling' | 'transferred'>
type WithProgress<T> = Omit<T, keyof Progress> & { progress: Progress }

type PlansQuery = {
  state?: 'running' | 'ended' | undefined
  estate?: string | undefined
  after?: string | undefined
  limit: number
}

/** A page of plans, those that end last first. */
export async function listPlans(tx: Tx, counties: readonly string[], { state, estate, after, limit }: PlansQuery) {
  const [, day, id] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})$/.exec(after ?? '') ?? []
  if (after !== undefined && !id)
    throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
  const set: (RawBuilder<unknown> | false)[] = [
    sql`p.county_code = any (${counties}::text[])`,
    state === 'running' && sql`p.ended_on is null`,
    state === 'ended' && sql`p.ended_on is not null`,
    estate !== undefined &&
      sql`exists (select from visit_plan_homes as h where h.county_code = p.county_code and h.estate_id = ${estate} and h.plan_id = p.id)`,
    id !== undefined && sql`(p.until_on, p.id) < (${day}::date, ${id}::uuid)`,
  ]
  const which = sql.join(
    set.filter((condition) => condition !== false),
    sql` and `,
  )
  const { rows } = await sql<WithProgress<VisitPlanLine>>`
    select ${line} from (select * from visit_plans as p where ${which} order by p.until_on desc, p.id desc limit ${limit}) as p ${places}
     order by p.until_on desc, p.id desc`.execute(tx)
  const last = rows.at(-1)
  return {
    rows: rows.map(({ progress, ...row }) => ({ ...row, ...progress })),
    next: last && rows.length === limit ? `${last.untilOn}.${last.id}` : null,
    total: null,
  }
}

export type PlanKey = { countyCode: string; planId: string }

/** A plan whole: its homes by estate, how far it has come, and what it brought. */
export async function getPlan(tx: Tx, { countyCode, planId }: PlanKey): Promise<VisitPlan> {
  const { rows } = await sql<WithProgress<Omit<VisitPlan, 'results'>>>`
    select ${line}, p.segment, p.maker_name as "makerName", p.end_reason as "endReason", p.revision,
           (select json_agg(json_build_object('id', x.id, 'name', x.name, 'homes', x.homes, 'tried', x.tried) order by x.homes desc, x.name)
              from (select e.id, e.name, count(*) as homes,
                           count(*) filter (where exists (select from visits as a where a.unit_id = h.unit_id and ${ofPlan})) as tried
                      from visit_plan_homes as h join estates as e on e.county_code = h.county_code and e.id = h.estate_id
                     where h.county_code = p.county_code and h.plan_id = p.id group by e.id, e.name) as x) as estates
      from visit_plans as p ${places}
     where p.county_code = ${countyCode} and p.id = ${planId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_plan', message: '没有这个走访计划' })
  const { progress, ...plan } = rows[0]
  const during = sql`
    exists (select from visit_plans as p join visit_plan_homes as h on h.county_code = p.county_code and h.plan_id = p.id
             where p.county_code = ${countyCode} and p.id = ${planId} and h.unit_id = a.unit_id and ${ofPlan})`
  const results = await resultsWhere(tx, sql`a.county_code = ${countyCode} and ${during}`)
  return { ...plan, ...progress, results }
}
