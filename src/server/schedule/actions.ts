import type { EstateInTime, EstateSchedule, Schedule, ScheduleQuery } from '#contract/schedule.ts'
import { workingDaysBetween } from '#domain/tasks/calendar.ts'
import type { Targets } from '#domain/tasks/estate-plan.ts'
import { rankingOf } from '#domain/tasks/ranking.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import type { Measures } from '../tasks/actions.ts'
import { type EstatePlan, plansOf } from './plans.ts'
import { scheduledStep, titleOf } from './steps.ts'

type Asked = { first?: string | undefined; transfer?: string | undefined }

/**
 * The backward schedule 倒排工期 of the estates of these counties where something is to be done, in the order of work.
 * A page begins at a place in that order: where an estate stands depends on all others and on the weights.
 */
export async function scheduleOf(
  tx: Tx,
  region: string,
  counties: readonly string[],
  query: ScheduleQuery,
  today = officeToday(),
): Promise<Schedule> {
  const targets = targetsOf(query, today)
  const all: (Omit<EstateInTime, 'rank' | 'score' | 'parts'> & { workingDays: number; share: number })[] = []
  for (const county of counties) {
    // as many as there are counties
    const { measures, estates } = await plansOf(tx, county, { targets, today })
    all.push(...estates.filter(hasWork).map((estate) => inTime(county, measures, estate)))
  }
  const byId = new Map(all.map((estate) => [estate.estateId, estate]))
  const ranked = rankingOf(
    all.map(({ estateId, homes, workingDays, share }) => ({ id: estateId, open: homes.transfer, workingDays, share })),
    query,
  )
  const rows = ranked.slice(query.after, query.after + query.limit).flatMap(({ id, rank, score, parts }) => {
    const estate = byId.get(id)
    if (!estate) return []
    const { workingDays: _, share: __, ...row } = estate
    return [{ ...row, rank, score, parts }]
  })
  const last = query.after + rows.length
  return { region, today, targets, totals: totalsOf(all), rows, next: last < all.length ? String(last) : null }
}

/** The schedule of one estate, step by step. */
export async function estateSchedule(
  tx: Tx,
  countyCode: string,
  estateId: string,
  asked: Asked,
  today = officeToday(),
): Promise<EstateSchedule> {
  const targets = targetsOf(asked, today)
  const [estate] = (await plansOf(tx, countyCode, { targets, estateId, today })).estates
  if (!estate) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  const { plan } = estate.planned
  return {
    estateId,
    name: estate.paths.name,
    today,
    targets,
    finishOn: plan?.finishOn ?? null,
    slackDays: plan?.slackDays ?? null,
    extensionDays: plan?.extensionDays ?? 0,
    steps: estate.activities.flatMap((activity) => scheduledStep(estate, activity)),
    cycle: cycleOf(estate),
  }
}

function targetsOf({ first = null, transfer = null }: { [K in keyof Asked]: Asked[K] | null }, today: string): Targets {
  if ((first ?? today) < today || (transfer ?? today) < today)
    throw new Refused({ kind: 'invalid', code: 'target_passed', message: '目标日期已过，请填今天或以后的日期' })
  if (first !== null && transfer !== null && transfer < first)
    throw new Refused({ kind: 'invalid', code: 'targets_reversed', message: '转移登记的目标日期不能早于首次登记' })
  return { first, transfer }
}

function inTime(countyCode: string, measures: Measures, estate: EstatePlan) {
  const { paths, activities, assumed, planned } = estate
  const { finishOn = null, slackDays = null, extensionDays = 0 } = planned.plan ?? {}
  return {
    estateId: paths.estateId,
    countyCode,
    name: paths.name,
    homes: paths.homes,
    steps: activities.length,
    daysAssumed: activities.filter(({ id }) => assumed.has(id)).length,
    finishOn,
    slackDays,
    extensionDays,
    light: lightOf(slackDays, measures),
    cycle: cycleOf(estate),
    workingDays: finishOn === null ? 0 : workingDaysBetween(measures.calendar, measures.today, finishOn),
    share: paths.units === 0 ? 0 : 1 - paths.homes.transfer / paths.units,
  }
}

function lightOf(slackDays: number | null, { yellowDays }: Measures): EstateInTime['light'] {
  if (slackDays === null) return 'grey'
  if (slackDays < 0) return 'red'
  return slackDays <= yellowDays ? 'yellow' : 'green'
}

/** Whether an owner waits for something to be done: a developer's own case has its own course. */
const hasWork = ({ planned }: EstatePlan) => planned.cycle !== null || planned.plan.finishOn !== null

/** The titles of the work that waits for itself. */
const cycleOf = (estate: EstatePlan): string[] | null => estate.planned.cycle?.map((id) => titleOf(estate, id)) ?? null

function totalsOf(all: readonly Pick<EstateInTime, 'steps' | 'light' | 'cycle' | 'finishOn'>[]): Schedule['totals'] {
  return {
    estates: all.length,
    steps: all.reduce((sum, { steps }) => sum + steps, 0),
    late: all.filter(({ light }) => light === 'red').length,
    withoutPlan: all.filter(({ cycle }) => cycle !== null).length,
    lastFinishOn: all.reduce<string | null>(
      (last, { finishOn }) => (finishOn !== null && finishOn > (last ?? '') ? finishOn : last),
      null,
    ),
  }
}
