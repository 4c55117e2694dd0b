import { type CountyPlan, countyPlans } from './county-plans.ts'
import { at } from './draws.ts'

/** An office that answers for a part of the campaign in its county. */
export type SampleOrganisation = { county: string; kind: 'responsible_unit'; name: string }

const offices = [
  '自然资源局',
  '住房和城乡建设局',
  '行政审批服务管理局',
  '税务局',
  '财政局',
  '城乡建设综合服务中心',
  '人民防空办公室',
  '消防救援大队',
  '不动产登记中心',
  '公安局',
  '民政局',
  '市场监督管理局',
  '城市管理综合执法局',
]

/** How many units answer for the campaign; 方山县 has reported 13, the others are invented. */
const fewest = 9
const responsible: Readonly<Record<string, number>> = { '141128': 13 }

/** The responsible units of every county, by generic office names. */
export function sampleResponsibleUnits(): SampleOrganisation[] {
  return countyPlans.flatMap((plan) =>
    unitsOf(plan).map((name) => ({ county: plan.code, kind: 'responsible_unit', name })),
  )
}

/** The responsible unit that looks after an estate. */
export function liaisonOf(plan: CountyPlan, estate: number): string {
  const units = unitsOf(plan)
  return at(units, (estate * 5) % units.length)
}

const leadersOfUnit = 3

/** Which of the county's leaders looks after an estate: each unit has a few, and each of them several estates. */
export function leaderOf(plan: CountyPlan, estate: number): number {
  return estate % (unitsOf(plan).length * leadersOfUnit)
}

function unitsOf({ code, name }: CountyPlan): string[] {
  return offices.slice(0, responsible[code] ?? fewest).map((office) => name + office)
}
