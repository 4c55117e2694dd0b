import type { Condition } from '../diagnosis/conditions.ts'
import type { FactValue } from '../diagnosis/values.ts'

/** Whoever is named in a rule but sits in no office of the county: an office must chase what they have to do. */
const outsiders: readonly string[] = ['developer', 'third_party', 'owner', 'owners', 'applicant', 'work_unit', 'court']

export const isOutsider = (unit: string): boolean => outsiders.includes(unit)

/**
 * The unit a step becomes a task of: its own; of what somebody outside has to do, the unit that answers for the
 * requirement it serves, and where there is none the clearance office.
 */
export function unitInCharge(step: { unit: string; requirementUnit: string | null }): string {
  if (!isOutsider(step.unit)) return step.unit
  return step.requirementUnit && !isOutsider(step.requirementUnit) ? step.requirementUnit : 'clearance_office'
}

/** What is established once a step is done: the facts its rule says plainly, alone or all together. */
export function factsProduced(produces: Condition | undefined): { fact: string; value: FactValue }[] {
  if (!produces) return []
  if ('all' in produces) return produces.all.flatMap((part) => factsProduced(part))
  if (!('fact' in produces) || Object.keys(produces).length !== 2) return []
  const value = produces.is
  return typeof value === 'object' || value === undefined ? [] : [{ fact: produces.fact, value }]
}

/** Working days of a step as a task; days nobody fixed are the county's, and a task takes at least one. */
export const taskDays = (step: { workingDays: number; daysUnset: boolean }, defaultDays: number): number =>
  Math.max(step.workingDays, step.daysUnset ? defaultDays : 1)
