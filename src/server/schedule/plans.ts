import { type EstatePlan, estatePlanOf } from '#domain/tasks/estate-plan.ts'
import type { EstateWork, StepActivity } from '#domain/tasks/estate-work.ts'
import { type EstateWay, latestWays, type PlannedStep } from '../diagnosis/actions.ts'
import type { Tx } from '../platform/acts.ts'
import { type Measures, measuresIn } from '../tasks/actions.ts'
import {
  type County,
  type EstateLine,
  estateTasks,
  listEstates,
  type Organisation,
  organisationsBehind,
  type StoredTask,
} from './store.ts'

/** An estate with homes left, its work in time, and by what it was measured. */
export type PlannedEstate = {
  estate: EstateLine
  county: County
  measures: Measures
  verdict: EstateWay['verdict'] | null
  work: EstateWork<PlannedStep>
  tasks: ReadonlyMap<string, StoredTask>
  plan: EstatePlan<PlannedStep>
  /** The responsible unit of a step: the one that has it as a task, else the one whose duty it is; null: nobody's. */
  holderOf: (activity: StepActivity<PlannedStep>) => Organisation | null
}

/** The plans of all estates with homes left in some counties, or of one estate whatever is left of it: six reads in all. */
export async function plannedEstates(
  tx: Tx,
  counties: readonly County[],
  estateId: string | null = null,
): Promise<PlannedEstate[]> {
  const codes = counties.map(({ countyCode }) => countyCode)
  const estates = await listEstates(tx, codes, estateId)
  const ways = await latestWays(tx, codes, estateId)
  const tasks = await estateTasks(tx, codes, estateId)
  const offices = await organisationsBehind(tx, codes)
  const measures = await measuresIn(tx, codes)
  const byCode = new Map(counties.map((county) => [county.countyCode, county]))
  return estates.flatMap((estate) => {
    const [county, measured] = [byCode.get(estate.countyCode), measures.get(estate.countyCode)]
    if (!county || !measured || (estateId === null && isCleared(estate))) return []
    const way = ways.get(estate.id)
    return [
      plannedEstate({ estate, county, measures: measured, way, tasks: tasks.get(estate.id) ?? new Map(), offices }),
    ]
  })
}

const isCleared = ({ homes, transferred, firstRegistered }: EstateLine) =>
  homes <= transferred && homes <= firstRegistered

type Known = Pick<PlannedEstate, 'estate' | 'county' | 'measures' | 'tasks'> & {
  way: EstateWay | undefined
  offices: ReadonlyMap<string, Organisation>
}

function plannedEstate({ way, offices, ...known }: Known): PlannedEstate {
  const { estate, county, measures, tasks } = known
  const { homes, firstRegistered, transferred } = estate
  const steps = way?.steps ?? []
  const work = {
    waiting: { first: homes - firstRegistered, transfer: homes - transferred },
    targets: { firstOn: county.firstOn, transferOn: county.transferOn },
    steps: [...steps, ...tasksBeyond(steps, tasks)],
    tasks,
  }
  return {
    ...known,
    verdict: way?.verdict ?? null,
    work,
    plan: estatePlanOf(measures, work),
    holderOf: ({ id, step }) => tasks.get(id)?.organisation ?? offices.get(`${estate.countyCode} ${step.unit}`) ?? null,
  }
}

/** Open tasks that are no step of the way: from a resolution, by hand, or of a step the rules no longer ask. */
function tasksBeyond(steps: readonly PlannedStep[], tasks: ReadonlyMap<string, StoredTask>): PlannedStep[] {
  const onWay = new Set(steps.map(({ id }) => id))
  const beyond = [...tasks.values()].filter(({ key, state }) => !onWay.has(key) && state !== 'written_off')
  return beyond.map(({ key, registration, title, organisation }) => ({
    ...{ id: key, registration, title, titleEn: null },
    ...{ isBeside: false, requirement: null, needs: [], workingDays: 0, daysUnset: false, notice: null },
    ...{ unit: '', unitName: organisation.name },
  }))
}
