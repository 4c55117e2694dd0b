import type { EstateSchedule } from '#contract/schedule.ts'
import type { Activity } from '#domain/tasks/schedule.ts'
import type { EstateStep } from '../diagnosis/actions.ts'
import { stepKey } from '../tasks/actions.ts'
import type { EstatePlan } from './plans.ts'
import type { EstateTask } from './store.ts'

/** A piece of work as its estate's schedule shows it; none where no plan could be made. */
export function scheduledStep(estate: EstatePlan, activity: Activity): EstateSchedule['steps'] {
  const timing = estate.planned.plan?.timings.get(activity.id)
  if (!timing) return []
  const { step, task } = behind(estate, activity.id)
  return [
    {
      id: activity.id,
      title: titleOf(estate, activity.id),
      unit: task?.unit ?? estate.paths.unitNames[step?.unit ?? ''] ?? step?.unit ?? '',
      taskId: task?.id ?? null,
      workingDays: activity.workingDays,
      daysAssumed: estate.assumed.has(activity.id),
      needs: [...activity.needs],
      ...timing,
      isBeside: activity.isBeside,
    },
  ]
}

/** What a piece of work is called: as its task, else as the step of its rule. */
export function titleOf(estate: EstatePlan, id: string): string {
  const { step, task } = behind(estate, id)
  return task?.title ?? step?.title ?? id
}

const behind = (
  { paths, tasks }: EstatePlan,
  id: string,
): { step: EstateStep | undefined; task: EstateTask | undefined } => ({
  step: paths.steps.find((step) => stepKey(step) === id),
  task: tasks.find((task) => (task.step ?? task.id) === id),
})
