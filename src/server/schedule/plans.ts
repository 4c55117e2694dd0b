import { activitiesOf, type Targets } from '#domain/tasks/estate-plan.ts'
import { type Activity, type Planned, planOf } from '#domain/tasks/schedule.ts'
import { type EstatePaths, type EstateStep, estatePaths } from '../diagnosis/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { type Measures, measuresOf, stepKey } from '../tasks/actions.ts'
import { type EstateTask, listEstateIds, listEstateTasks } from './store.ts'

/** An estate, its work and its plan. */
export type EstatePlan = {
  paths: EstatePaths
  tasks: readonly EstateTask[]
  activities: readonly Activity[]
  /** Steps that are no task yet and whose days nobody fixed: the county's own stand for them. */
  assumed: ReadonlySet<string>
  planned: Planned
}

export type CountyPlans = { measures: Measures; estates: EstatePlan[] }

/** The plans of a county's estates, or of one of them, from their latest diagnoses and their open tasks. */
export async function plansOf(
  tx: Tx,
  countyCode: string,
  { targets, estateId, today }: { targets: Targets; estateId?: string; today?: string },
): Promise<CountyPlans> {
  const measures = await measuresOf(tx, countyCode, today)
  const ids = await listEstateIds(tx, countyCode, estateId)
  const paths = await estatePaths(tx, countyCode, ids)
  const tasks = await listEstateTasks(tx, countyCode, ids)
  const estates = [...paths.values()].map((found) => {
    const own = tasks.get(found.estateId) ?? []
    const situation = { ...measures, homes: found.homes, targets }
    const activities = activitiesOf(situation, found.steps.map(openStep), own)
    const planned = planOf(measures.calendar, measures.today, activities)
    return { paths: found, tasks: own, activities, assumed: assumedSteps(found.steps, own), planned }
  })
  return { measures, estates }
}

function assumedSteps(steps: readonly EstateStep[], tasks: readonly EstateTask[]): Set<string> {
  const given = new Set(tasks.map(({ step }) => step))
  return new Set(
    steps
      .filter(({ daysUnset }) => daysUnset)
      .map(stepKey)
      .filter((id) => !given.has(id)),
  )
}

/** A step under its name over both registrations; what it needs is a step of the same registration. */
const openStep = (step: EstateStep) => ({
  ...step,
  id: stepKey(step),
  needs: step.needs.map((need) => `${step.registration}:${need}`),
})
