import { inWorkingDays } from '../diagnosis/paths.ts'
import type { IsoDate } from '../shared/quantities.ts'
import { type WorkCalendar, workingDaysBetween } from './calendar.ts'
import type { TaskState } from './moves.ts'
import type { Activity } from './schedule.ts'

/** A step of an estate's way, as its diagnosis has it. `workingDays`: its own work and the notice that goes with it. */
export type WayStep = {
  id: string
  registration: 'first' | 'transfer'
  isBeside: boolean
  /** What it serves. */
  requirement: string | null
  needs: readonly string[]
  workingDays: number
  daysUnset: boolean
  notice: { days: number | null; kind: 'working' | 'calendar' } | null
}

/** The task a step has become. `waitsUntil`: when the last of what it needs beside the estate's own steps is due. */
export type StepTask = {
  state: TaskState
  stateOn: IsoDate
  startsOn: IsoDate
  dueOn: IsoDate
  writtenOffOn: IsoDate | null
  needs: readonly string[]
  waitsUntil: IsoDate | null
}

export type Targets = { firstOn: IsoDate | null; transferOn: IsoDate | null }

/** What is to be done for an estate: homes that wait for each registration, its steps, and those given as tasks. */
export type EstateWork<S extends WayStep = WayStep> = {
  waiting: { first: number; transfer: number }
  targets: Targets
  steps: readonly S[]
  tasks: ReadonlyMap<string, StepTask>
}

/** By what work is measured: the day, the working days, and the days a county gives a step nobody has fixed. */
export type Measure = { today: IsoDate; calendar: WorkCalendar; defaultStepDays: number }

export type StepActivity<S extends WayStep = WayStep> = Activity & { step: S; daysAssumed: boolean }

/**
 * The work of an estate as activities that can be planned: what no home waits for any more is left out. The transfer
 * has the first registration itself among its steps: that waits for all the first registration still lacks, and is
 * bound by its target.
 */
export function activitiesOf<S extends WayStep>(measure: Measure, work: EstateWork<S>): StepActivity<S>[] {
  const steps = work.steps.filter((step) => step.isBeside || work.waiting[purposeOf(step)] > 0)
  const ends = endsOf(steps)
  const firstEnds = [...ends].filter(({ registration }) => registration === 'first').map(({ id }) => id)
  return steps.map((step) => {
    const own = workOf(measure, step, work.tasks.get(step.id))
    const isRegistering = isFirstRegistration(step) && ends.has(step)
    return {
      id: step.id,
      step,
      isBeside: step.isBeside,
      deadline: step.isBeside ? work.targets.transferOn : ends.has(step) ? work.targets[`${purposeOf(step)}On`] : null,
      ...own,
      needs: isRegistering ? [...own.needs, ...firstEnds] : own.needs,
    }
  })
}

/** Whether a step of the transfer's way carries out the first registration. */
const isFirstRegistration = ({ registration, requirement }: WayStep) =>
  registration === 'transfer' && requirement === 'first_registration'

/** Which registration a step is for, whatever way it stands on. */
export const purposeOf = (step: WayStep) => (isFirstRegistration(step) ? 'first' : step.registration)

/** The owners' steps that none other of the same way waits for. */
function endsOf<S extends WayStep>(steps: readonly S[]): Set<S> {
  const owners = steps.filter(({ isBeside }) => !isBeside)
  const needed = new Set(owners.flatMap(({ needs }) => needs))
  return new Set(owners.filter(({ id }) => !needed.has(id)))
}

type Work = Pick<StepActivity, 'workingDays' | 'daysAssumed' | 'notice' | 'needs' | 'notBefore' | 'doneOn'>

function workOf(measure: Measure, step: WayStep, task: StepTask | undefined): Work {
  if (!task) return { ...ownWork(step, measure.defaultStepDays), needs: step.needs, notBefore: null, doneOn: null }
  const { waitsUntil, startsOn } = task
  return {
    workingDays: daysLeftOf(measure, task),
    daysAssumed: false,
    notice: null, // the term of a task has its notice within
    needs: [...new Set([...step.needs, ...task.needs])],
    notBefore: waitsUntil !== null && waitsUntil > startsOn ? waitsUntil : startsOn,
    doneOn: task.writtenOffOn,
  }
}

/** Days nobody fixed are the county's; a step that waits for no notice takes at least one. */
function ownWork({ workingDays, daysUnset, notice }: WayStep, defaultStepDays: number) {
  const waiting = notice?.days ?? 0
  const own = workingDays - (notice?.kind === 'calendar' ? inWorkingDays(waiting) : waiting)
  const least = daysUnset ? defaultStepDays : waiting > 0 ? 0 : 1
  return {
    workingDays: own > 0 ? own : least,
    daysAssumed: daysUnset,
    notice: notice && waiting > 0 ? { days: waiting, kind: notice.kind } : null,
  }
}

/** Working days left of a task's term; none once it is handed in, those it had when it was paused while it is. */
function daysLeftOf({ today, calendar }: Measure, { state, stateOn, startsOn, dueOn }: StepTask): number {
  if (state === 'submitted' || state === 'accepted') return 0
  const from = state === 'paused' ? stateOn : today
  return Math.max(1, workingDaysBetween(calendar, from > startsOn ? from : startsOn, dueOn))
}
