import type { ScheduleLoad } from '#contract/schedule.ts'
import { loadOf, type PlannedWork } from '#domain/tasks/load.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { type PlannedEstate, plannedEstates } from './plans.ts'
import { getPlace } from './store.ts'

type Unit = Omit<ScheduleLoad['rows'][number], 'week' | 'days' | 'steps'>

/** What each unit of a region has to do week by week, county by county. What is nobody's yet goes by the name the rule gives. */
export async function getLoad(tx: Tx, code: string, counties: readonly string[]): Promise<ScheduleLoad> {
  const { region, counties: places } = await getPlace(tx, code, counties)
  const planned = await plannedEstates(tx, places)
  const units = new Map<string, Unit>()
  const work = planned.flatMap((estate) => workOf(estate, units))
  const [some] = planned
  const loads = some ? loadOf(some.measures.calendar, work) : []
  return {
    today: officeToday(),
    region,
    rows: loads.flatMap(({ unit, ...week }) => {
      const known = units.get(unit)
      return known ? [{ ...known, ...week }] : []
    }),
  }
}

/** The open work of an estate as each unit's, as early as it can be; `units` takes up whom it meets. */
function workOf(planned: PlannedEstate, units: Map<string, Unit>): PlannedWork[] {
  const { plan, county } = planned
  return plan.activities.flatMap((activity) => {
    const timing = plan.plan?.timings.get(activity.id)
    if (!timing || activity.doneOn !== null) return []
    const holder = planned.holderOf(activity)
    const unit = `${county.countyCode} ${holder?.id ?? activity.step.unitName}`
    if (!units.has(unit))
      units.set(unit, {
        countyCode: county.countyCode,
        countyName: county.countyName,
        organisationId: holder?.id ?? null,
        unit: holder?.name ?? activity.step.unitName,
      })
    return [{ unit, start: timing.earliestStart, workingDays: activity.workingDays }]
  })
}
