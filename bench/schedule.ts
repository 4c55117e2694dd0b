import { estatePlanOf } from '#domain/tasks/estate-plan.ts'
import type { EstateWork } from '#domain/tasks/estate-work.ts'
import { rankingOf } from '#domain/tasks/ranking.ts'
import { read, systemActor } from '#server/platform/acts.ts'
import { openHouse } from '#server/platform/command-house.ts'
import { getEstateSchedule } from '#server/schedule/estate.ts'
import { getForecast } from '#server/schedule/forecast.ts'
import { getWholeSchedule } from '#server/schedule/list.ts'
import { type PlannedEstate, plannedEstates } from '#server/schedule/plans.ts'
import { getPlace } from '#server/schedule/store.ts'

const city = '141100'
const rounds = 9
const size = { estates: 1614, activities: 15_000 }
const asked = { sort: 'slack', size: 1, ease: 1, nearness: 1 } as const

/**
 * The backward schedule: the sample city as it is, and 1,614 estates with some 15,000 steps put together from it; what
 * the planning takes on one core, planning anew one estate of it, and whole answers with the database. Median milliseconds.
 */
export async function benchSchedule() {
  const house = await openHouse()
  try {
    const counties = house.regions.below.get(city) ?? []
    const within = <T>(ask: (tx: Parameters<Parameters<typeof read>[2]>[0]) => Promise<T>) =>
      read(house.db, systemActor(counties), ask)
    const begun = performance.now()
    const planned = await within(async (tx) => plannedEstates(tx, (await getPlace(tx, city, counties)).counties))
    const firstMs = performance.now() - begun
    const [one] = planned
    if (!one) throw new Error('no estate has homes left')
    const place = { county: one.estate.countyCode, estate: one.estate.id }
    return {
      sample: { estates: planned.length, activities: activitiesIn(planned), firstMs },
      plan: planCity(planned),
      answers: {
        cityMs: await median(() => within((tx) => getWholeSchedule(tx, city, counties, asked))),
        estateMs: await median(() => within((tx) => getEstateSchedule(tx, place))),
        forecastMs: await median(() => within((tx) => getForecast(tx, city, counties, undefined))),
      },
    }
  } finally {
    await house.close()
  }
}

const activitiesIn = (planned: readonly PlannedEstate[]) =>
  planned.reduce((sum, { plan }) => sum + plan.activities.length, 0)

/** As many estates as a city has, each going through the steps of one of the sample so often that there are as many as asked for. */
function planCity(planned: readonly PlannedEstate[]) {
  const ways = planned.filter(({ plan }) => plan.activities.length > 0)
  const mean = activitiesIn(ways) / ways.length
  const times = Math.max(1, Math.ceil(size.activities / size.estates / mean))
  const estates = Array.from({ length: size.estates }, (_, at) => {
    const { measures, work } = ways[at % ways.length] ?? fail()
    return { id: String(at), measures, work: inTurn(work, times) }
  })
  const planOne = ({ id, measures, work }: (typeof estates)[number]) => {
    const plan = estatePlanOf(measures, work)
    const activities = plan.activities.length
    return { id, activities, open: work.waiting.transfer, workingDays: activities, share: 0 }
  }
  const rank = (all: ReturnType<typeof planOne>[]) => rankingOf(all, { size: 1, ease: 1, nearness: 1 })
  const known = estates.map(planOne)
  const change = (round: number) => {
    const at = (round * 7919) % estates.length
    const changed = estates[at] ?? fail()
    rank(known.with(at, planOne(changed)))
  }
  return {
    estates: known.length,
    activities: known.reduce((sum, { activities }) => sum + activities, 0),
    wholeMs: medianOf(() => rank(estates.map(planOne))),
    limit: 500,
    afterOneChangeMs: medianOf(change),
    changeLimit: 50,
  }
}

function fail(): never {
  throw new Error('no estate of the sample has steps')
}

/** The steps of an estate several times, one round after the other. */
function inTurn(work: EstateWork, times: number): EstateWork {
  const named = (id: string, round: number) => `${id} ${round}`
  const steps = Array.from({ length: times }, (_, round) =>
    work.steps.map((step) => {
      const before = round > 0 && step.needs.length === 0 ? [named(step.id, round - 1)] : []
      return { ...step, id: named(step.id, round), needs: [...step.needs.map((need) => named(need, round)), ...before] }
    }),
  )
  return { ...work, steps: steps.flat(), tasks: new Map([...work.tasks].map(([id, task]) => [named(id, 0), task])) }
}

function medianOf(work: (round: number) => unknown): number {
  const times = Array.from({ length: rounds * 3 }, (_, round) => {
    const begun = performance.now()
    work(round)
    return performance.now() - begun
  })
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
}

async function median(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    await ask()
    times.push(performance.now() - begun)
  }
  return times.toSorted((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0
}
