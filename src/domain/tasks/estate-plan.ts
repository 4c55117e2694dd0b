import type { IsoDate } from '../shared/quantities.ts'
import { type WorkCalendar, workingDaysBetween } from './calendar.ts'
import type { Activity } from './schedule.ts'

/** A step still to be done on the way of an estate. `workingDays`: its own work and its public notice together. */
export type OpenStep = {
  id: string
  registration: 'first' | 'transfer'
  track: 'owner' | 'developer'
  workingDays: number
  daysUnset: boolean
  notice: { days: number | null; kind: 'working' | 'calendar' } | null
  needs: readonly string[]
}

/** An open task of an estate. `step`: the step it is; null for one from a resolution or by hand. `needs`: ids of tasks. */
export type OpenTask = {
  id: string
  step: string | null
  startsOn: IsoDate
  dueOn: IsoDate
  isHandedIn: boolean
  needs: readonly string[]
}

/** The days by which the campaign wants both registrations done; null: no day is set. */
export type Targets = { first: IsoDate | null; transfer: IsoDate | null }

type Situation = {
  calendar: WorkCalendar
  today: IsoDate
  /** Homes each registration still waits for. */
  homes: { first: number; transfer: number }
  targets: Targets
  defaultStepDays: number
}

/**
 * The work of one estate as pieces that wait for each other. Steps on the owners' way count while a home waits for
 * their registration, those on the developer's always. A step that is a task takes what is left of the task's term.
 */
export function activitiesOf(situation: Situation, steps: readonly OpenStep[], tasks: readonly OpenTask[]): Activity[] {
  const byStep = new Map(tasks.flatMap((task) => (task.step === null ? [] : [[task.step, task] as const])))
  const names = new Map(tasks.map((task) => [task.id, task.step ?? task.id]))
  const needsOf = (task: OpenTask | undefined) => (task?.needs ?? []).map((need) => names.get(need) ?? need)
  const wanted = steps.filter(({ track, registration }) => track === 'developer' || situation.homes[registration] > 0)
  const known = new Set(wanted.map(({ id }) => id))
  const others = tasks.filter(({ step }) => step === null || !known.has(step))
  return [
    ...wanted.map((step) => {
      const task = byStep.get(step.id)
      const activity = stepActivity(situation, step)
      return task ? { ...activity, ...restOf(situation, task), needs: [...step.needs, ...needsOf(task)] } : activity
    }),
    ...others.map((task) => ({
      id: task.step ?? task.id,
      ...restOf(situation, task),
      needs: needsOf(task),
      deadline: situation.targets.transfer,
      doneOn: null,
      isBeside: false,
    })),
  ]
}

function stepActivity({ targets, defaultStepDays }: Situation, step: OpenStep): Activity {
  const notice = step.notice?.days ? { days: step.notice.days, kind: step.notice.kind } : null
  const own = Math.max(step.workingDays - waiting(notice), 0)
  return {
    id: step.id,
    workingDays: step.daysUnset ? Math.max(own, defaultStepDays) : own,
    notice,
    needs: step.needs,
    deadline: step.track === 'developer' ? null : targets[step.registration],
    notBefore: null,
    doneOn: null,
    isBeside: step.track === 'developer',
  }
}

/** How many working days of a step its notice takes; of seven calendar days five are worked. */
const waiting = (notice: Activity['notice']) =>
  notice === null ? 0 : notice.kind === 'working' ? notice.days : Math.ceil((notice.days * 5) / 7)

/** What is left of a task: its term from today on, at least a day; nothing once it is handed in. */
function restOf({ calendar, today }: Situation, { startsOn, dueOn, isHandedIn }: OpenTask) {
  const from = startsOn > today ? startsOn : today
  return {
    workingDays: isHandedIn ? 0 : Math.max(workingDaysBetween(calendar, from, dueOn), 1),
    notice: null,
    notBefore: startsOn,
  }
}
