import type { EstateSchedule, ScheduledActivity, Slip } from '#contract/schedule.ts'
import { estateLightOf, leastTargetOf, stepLightOf } from '#domain/tasks/estate-plan.ts'
import type { Timing } from '#domain/tasks/schedule.ts'
import { slipOf } from '#domain/tasks/slip.ts'
import type { Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { provisionalYears, ringOf } from './plan-words.ts'
import { type PlannedEstate, plannedEstates } from './plans.ts'
import { getPlace } from './store.ts'

type Place = { county: string; estate: string }

/** The work of one estate in time: what a Gantt chart draws. */
export async function getEstateSchedule(tx: Tx, place: Place): Promise<EstateSchedule> {
  const planned = await getPlanned(tx, place)
  const { estate, measures, work, plan } = planned
  const { firstOn, transferOn } = work.targets
  const slackDays = plan.plan?.slackDays ?? null
  return {
    today: measures.today,
    estateId: estate.id,
    countyCode: estate.countyCode,
    name: estate.name,
    targets: work.targets,
    finishOn: plan.plan?.finishOn ?? null,
    slackDays,
    extensionDays: plan.plan?.extensionDays ?? 0,
    leastTarget: leastTargetOf(plan),
    light: estateLightOf(slackDays, work.waiting.transfer > 0 ? (transferOn ?? firstOn) : firstOn, measures),
    provisionalYears: provisionalYears([planned]),
    cycle: ringOf(plan),
    activities: plan.activities.flatMap((activity) => {
      const timing = plan.plan?.timings.get(activity.id)
      return timing ? [scheduled(planned, activity, timing)] : []
    }),
  }
}

async function getPlanned(tx: Tx, { county, estate }: Place): Promise<PlannedEstate> {
  const { counties } = await getPlace(tx, county, [county])
  const [planned] = await plannedEstates(tx, counties, estate)
  if (!planned) throw new Refused({ kind: 'missing', code: 'no_such_estate', message: '没有这个小区' })
  return planned
}

function scheduled(
  planned: PlannedEstate,
  activity: PlannedEstate['plan']['activities'][number],
  timing: Timing,
): ScheduledActivity {
  const { tasks, work, measures } = planned
  const { id, step, workingDays, daysAssumed, notice, needs, isBeside, doneOn } = activity
  const task = tasks.get(id)
  return {
    id,
    title: task?.title ?? step.title,
    titleEn: step.titleEn,
    registration: step.registration,
    unit: step.unitName,
    organisation: planned.holderOf(activity),
    person: task?.person ?? null,
    taskId: task?.id ?? null,
    no: task?.no ?? null,
    state: task?.state ?? null,
    workingDays,
    daysAssumed,
    notice,
    needs: [...needs],
    ...timing,
    isBeside,
    doneOn,
    light: stepLightOf(activity, timing, { task, targets: work.targets }, measures),
  }
}

/** What moves when one step takes so many working days longer. */
export async function getSlip(tx: Tx, place: Place, asked: { activity: string; days: number }): Promise<Slip> {
  const { plan, measures, tasks } = await getPlanned(tx, place)
  if (plan.cycle)
    throw new Refused({
      kind: 'conflict',
      code: 'needs_in_a_circle',
      message: '工作步骤互为前置，成了循环，排不出工期',
    })
  const { calendar, today } = measures
  const effect = slipOf(calendar, today, plan.activities, { id: asked.activity, days: asked.days })
  if (!effect)
    throw new Refused({ kind: 'missing', code: 'no_such_activity', message: '这一步不在该小区未完成的工作里' })
  const stepOf = new Map(plan.activities.map(({ id, step }) => [id, step]))
  const { moved, ...rest } = effect
  return {
    ...asked,
    ...rest,
    moved: moved.map(({ id, before, after }) => ({
      id,
      title: tasks.get(id)?.title ?? stepOf.get(id)?.title ?? id,
      titleEn: stepOf.get(id)?.titleEn ?? null,
      startBefore: before.start,
      startAfter: after.start,
      finishBefore: before.finish,
      finishAfter: after.finish,
    })),
  }
}
