import { workingDaysBetween } from './calendar.ts'
import {
  activitiesOf,
  type EstateWork,
  type Measure,
  purposeOf,
  type StepActivity,
  type StepTask,
  type Targets,
  type WayStep,
} from './estate-work.ts'
import { type TaskLight, taskLightOf } from './lights.ts'
import { type Plan, planOf, type Timing } from './schedule.ts'

/** An estate's work in time, or the ring of steps that keeps it from being planned. */
export type EstatePlan<S extends WayStep = WayStep> = { activities: StepActivity<S>[] } & (
  | { plan: Plan; cycle: null }
  | { plan: null; cycle: string[] }
)

export function estatePlanOf<S extends WayStep>(measure: Measure, work: EstateWork<S>): EstatePlan<S> {
  const activities = activitiesOf(measure, work)
  return { activities, ...planOf(measure.calendar, measure.today, activities) }
}

/** The step whose turn it is: of the owners' that can start and are not handed in, the one with the least slack. */
export function nextOf<S extends WayStep>({ activities, plan }: EstatePlan<S>): StepActivity<S> | null {
  if (!plan) return null
  const open = new Set(activities.filter(({ doneOn }) => doneOn === null).map(({ id }) => id))
  const ready = activities.filter(
    ({ id, needs, isBeside, workingDays }) =>
      open.has(id) && !isBeside && workingDays > 0 && !needs.some((need) => open.has(need)),
  )
  const slack = ({ id }: StepActivity) => plan.timings.get(id)?.slackDays ?? 0
  return ready.reduce<StepActivity<S> | null>((least, one) => (least && slack(least) <= slack(one) ? least : one), null)
}

/** The earliest day that would do for a target that cannot be kept; null where all can. */
export function leastTargetOf({ activities, plan }: EstatePlan): string | null {
  if (!plan || plan.extensionDays === 0) return null
  const late = activities.flatMap(({ id, deadline, isBeside }) => {
    const timing = plan.timings.get(id)
    return timing && deadline !== null && !isBeside && timing.slackDays < 0 ? timing.earliestFinish : []
  })
  return late.toSorted().at(-1) ?? null
}

type Warning = { today: string; yellowDays: number }

/** The light of an estate: red when its targets cannot be kept, yellow when hardly, grey where nothing can be told. */
export function estateLightOf(slackDays: number | null, targetOn: string | null, at: Warning): TaskLight {
  if (slackDays === null) return targetOn !== null && targetOn < at.today ? 'red' : 'grey'
  if (slackDays < 0) return 'red'
  return slackDays <= at.yellowDays ? 'yellow' : 'green'
}

/** The light of a step: by its slack where a target binds it, else by the task it is; grey before it is one. */
export function stepLightOf(
  { doneOn, isBeside, step }: StepActivity,
  timing: Timing,
  { task, targets }: { task: StepTask | undefined; targets: Targets },
  { calendar, today, yellowDays }: Warning & Pick<Measure, 'calendar'>,
): TaskLight {
  if (doneOn !== null) return 'blue'
  const isBound = targets[isBeside || purposeOf(step) === 'transfer' ? 'transferOn' : 'firstOn'] !== null
  if (isBound && timing.slackDays < 0) return 'red'
  if (isBound && timing.slackDays <= yellowDays) return 'yellow'
  if (!task) return 'grey'
  return taskLightOf({ ...task, daysLeft: workingDaysBetween(calendar, today, task.dueOn) }, today, yellowDays)
}
