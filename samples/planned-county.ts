import type { Category } from '#domain/estates/categories.ts'
import type { CountyPlan } from './county-plans.ts'
import { at, type Draws, drawsFor } from './draws.ts'
import { type EstateName, nameEstates } from './estate-names.ts'
import { type Building, layOutEstate } from './layouts.ts'
import {
  type CertificateNumbers,
  drawFirstRegistration,
  drawLateTransferDay,
  drawRush,
  drawTransferDay,
  type FirstRegistration,
  notTransferred,
  numberCertificates,
} from './schedule.ts'

/** An estate with everything its units depend on. */
export type PlannedEstate = {
  order: number
  name: EstateName
  category: Category
  units: number
  /** Number of its first unit among the units of the county. */
  startUnit: number
  township: string
  parcelCode: string
  completedYear: number
  /** Whether many owners have no proper contract or invoice. */
  hasWeakContracts: boolean
  buildings: readonly Building[]
  first: FirstRegistration
}

/** A county with its estates, the transfer day of each of its units, and how certificates are numbered. */
export type PlannedCounty = {
  plan: CountyPlan
  estates: readonly PlannedEstate[]
  transferDays: Int16Array
  numbers: CertificateNumbers
}

const smallestEstate = 10

/** Draws a county down to the transfer day of every unit. Always the same for the same plan. */
export function planCounty(plan: CountyPlan): PlannedCounty {
  const estates = planEstates(plan)
  const transferDays = planTransfers(plan, estates)
  const certified = estates.flatMap(({ first }) => (first.isByBuilding ? first.days : [first.completedOn]))
  return { plan, estates, transferDays, numbers: numberCertificates(certified, transferDays) }
}

function planEstates(plan: CountyPlan): PlannedEstate[] {
  const draws = drawsFor(`${plan.code}/estates`)
  const names = nameEstates(plan, draws)
  const sizes = plan.categories.flatMap(({ category, estates, units }) =>
    drawSizes(estates, units, draws).map((size) => ({ category, units: size })),
  )
  const last = draws.between(0, sizes.length - 1)
  let startUnit = 0
  return sizes.map(({ category, units }, order) => {
    const estate = { order, name: at(names, order), category, units, startUnit }
    startUnit += units
    return { ...estate, ...planEstate(plan, estate, order === last) }
  })
}

function planEstate(
  plan: CountyPlan,
  estate: Pick<PlannedEstate, 'order' | 'category' | 'units' | 'name'>,
  isLast: boolean,
) {
  const draws = drawsFor(`${plan.code}/estates/${estate.order}`)
  // Parts of one estate share their developer, and with it this stream: they stand in one township and cadastral district.
  const site = drawsFor(`${plan.code}/site/${estate.name.developer}`)
  const isOld = estate.category === 'legacy'
  const buildings = layOutEstate(estate.units, isOld, draws)
  const district = String(site.between(1, 9)).padStart(3, '0') + String(site.between(1, 20)).padStart(3, '0')
  return {
    township: site.pick(plan.townships),
    parcelCode: `${plan.code}${district}GB${String(estate.order * 3 + draws.between(1, 3)).padStart(5, '0')}`,
    completedYear: completionYear(isOld, buildings, site.next()) + draws.between(0, 1),
    hasWeakContracts: isOld && draws.chance(0.3),
    buildings,
    first: drawFirstRegistration(plan, buildings.length, isLast, draws),
  }
}

function completionYear(isOld: boolean, buildings: readonly Building[], share: number): number {
  if (!isOld) return 2014 + Math.floor(share * 6)
  const isTall = buildings.some(({ floors }) => floors > 7)
  return isTall ? 2007 + Math.floor(share * 7) : 1995 + Math.floor(share * 18)
}

/** Parts units among estates, a few of them much larger than most; the parts sum to the whole. */
function drawSizes(estates: number, units: number, draws: Draws): number[] {
  const spread = () => draws.next() + draws.next() + draws.next() + draws.next() - 2
  const weights = Array.from({ length: estates }, () => Math.exp(1.25 * spread()))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const toShare = units - estates * smallestEstate
  const sizes = weights.map((weight) => smallestEstate + Math.floor((toShare * weight) / whole))
  const left = units - sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size, order) => (order < left ? size + 1 : size))
}

function planTransfers(plan: CountyPlan, estates: readonly PlannedEstate[]): Int16Array {
  const slow = pickSlowUnits(plan, estates)
  const days: number[] = []
  for (const estate of estates) {
    const draws = drawsFor(`${plan.code}/transfers/${estate.order}`)
    const rush = drawRush(estate.first, draws)
    for (const firstDay of firstDaysOfUnits(estate)) {
      const regular = drawTransferDay(plan, firstDay, rush, draws)
      days.push(slow.get(days.length) ?? regular)
    }
  }
  return Int16Array.from(days)
}

function* firstDaysOfUnits({ buildings, first }: PlannedEstate): Generator<number> {
  for (const [place, building] of buildings.entries()) {
    const day = at(first.days, place)
    for (let unit = unitsIn(building); unit > 0; unit--) yield day
  }
}

function unitsIn({ floors, entrances, homesPerFloor, absent, garages }: Building): number {
  return floors * entrances * homesPerFloor - absent.size + garages
}

/** Units that stay open or transfer late, gathered in some estates as they are in life, with the day instead. */
function pickSlowUnits(plan: CountyPlan, estates: readonly PlannedEstate[]): Map<number, number> {
  const draws = drawsFor(`${plan.code}/slow`)
  const wanted = plan.openUnits + plan.lateUnits
  const candidates: number[] = []
  const fewestEstates = Math.min(wanted, estates.length / 2)
  for (const [place, { startUnit, units }] of draws.shuffled(estates).entries()) {
    if (place >= fewestEstates && candidates.length >= wanted * 8) break
    for (let unit = 0; unit < units; unit++) candidates.push(startUnit + unit)
  }
  const chosen = draws.shuffled(candidates).slice(0, wanted)
  return new Map(
    chosen.map((unit, place) => [unit, place < plan.openUnits ? notTransferred : drawLateTransferDay(draws)]),
  )
}
