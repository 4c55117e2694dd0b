import type { EstatePlan } from '#domain/tasks/estate-plan.ts'
import type { PlannedStep } from '../diagnosis/actions.ts'
import type { PlannedEstate } from './plans.ts'

/** The steps that wait for each other in a ring, by their titles; null where none do. */
export function ringOf({ activities, cycle }: EstatePlan<PlannedStep>): string[] | null {
  const titles = new Map(activities.map(({ id, step }) => [id, step.title]))
  return cycle?.map((id) => titles.get(id) ?? id) ?? null
}

/** Years the work runs through whose public holidays nobody has published. */
export function provisionalYears(planned: readonly PlannedEstate[]): number[] {
  const finishes = planned.flatMap(({ plan: { plan } }) => plan?.finishOn ?? []).toSorted()
  const [some] = planned
  const last = finishes.at(-1)
  if (!some || last === undefined) return []
  const { today, calendar } = some.measures
  const first = Number(today.slice(0, 4))
  const years = Array.from({ length: Number(last.slice(0, 4)) - first + 1 }, (_, place) => first + place)
  return years.filter((year) => !calendar.publishedYears.has(year))
}
