import type { EstateRow } from '#domain/ledgers/rows.ts'
import { campaignDays } from './calendar.ts'
import { creditCode } from './companies.ts'
import { at, type Draws, drawsFor } from './draws.ts'
import { slotsOf } from './layouts.ts'
import { leaderOf, liaisonOf } from './organisations.ts'
import { drawPapers } from './papers.ts'
import { samplePerson } from './people.ts'
import type { PlannedCounty, PlannedEstate } from './planned-county.ts'
import { certificateNumber, notTransferred } from './schedule.ts'

const streets = ['迎星路', '望羚街', '样板巷', '新图路', '晨光街', '通明路', '和风街', '长虹巷', '清源路', '远景街']
const officials = 190_000

/** The estate ledger of a county; what it says of units is counted from the same plan the units come from. */
export function estateRowsOf(county: PlannedCounty): EstateRow[] {
  const developers = [...new Set(county.estates.map(({ name }) => name.developer))]
  const codes = new Map(developers.map((name, number) => [name, creditCode(county.plan, number + 1)]))
  const certificates = firstCertificates(county)
  return county.estates.map((estate) => ({
    ...placeOf(county, estate),
    ...developerOf(county, estate, codes),
    ...landOf(estate, drawsFor(`${county.plan.code}/land/${estate.order}`)),
    ...progressOf(county, estate),
    problemMarks: [],
    problemCells: [],
    problemCount: null,
    firstCertificateNo: at(certificates, estate.order),
  }))
}

function placeOf({ plan }: PlannedCounty, { order, name, category, township }: PlannedEstate) {
  const draws = drawsFor(`${plan.code}/place/${order}`)
  return {
    serial: String(order + 1),
    county: plan.name,
    township,
    name: name.estate,
    location: `${plan.name}${township}${draws.pick(streets)}${draws.between(1, 180)}号`,
    category,
    liaison: liaisonOf(plan, order),
    liaisonPerson: samplePerson(plan.order * 200_000 + officials + leaderOf(plan, order)).name,
  }
}

function developerOf({ plan }: PlannedCounty, { order, name }: PlannedEstate, codes: ReadonlyMap<string, string>) {
  const { name: developerContact, phone: developerPhone } = samplePerson(
    plan.order * 200_000 + officials + 5000 + order,
  )
  return {
    developer: name.developer,
    developerCode: codes.get(name.developer) ?? null,
    developerContact,
    developerPhone,
  }
}

function landOf(estate: PlannedEstate, draws: Draws) {
  const { buildings, completedYear } = estate
  const area = buildings.flatMap(slotsOf).reduce((sum, slot) => sum + slot.area, 0)
  const maxFloors = Math.max(...buildings.map(({ floors }) => floors))
  const approved = Math.round((area / (maxFloors < 8 ? 1.4 : 2.3)) * (0.9 + draws.next() * 0.2))
  const isOverBuilt = estate.category === 'legacy' && draws.chance(0.18)
  const excess = isOverBuilt ? Math.round(approved * (0.004 + draws.next() * 0.03)) : 0
  return {
    nature: natureOf(estate, draws),
    parcelCode: estate.parcelCode,
    landAcquisition: estate.name.isWorkUnit || estate.category === 'shantytown' ? '划拨' : '出让',
    approvedLandM2: approved / 100,
    surveyedLandM2: (approved + excess) / 100,
    excessLandM2: excess / 100,
    buildings: buildings.length,
    maxFloors,
    areaM2: area / 100,
    completedIn: draws.chance(0.1)
      ? String(completedYear)
      : `${completedYear}-${String(draws.between(1, 12)).padStart(2, '0')}`,
    ...drawPapers(estate, isOverBuilt, draws),
  }
}

function natureOf({ category, name, completedYear }: PlannedEstate, draws: Draws): string {
  if (category === 'shantytown') return '拆迁安置房'
  if (!name.isWorkUnit) return category === 'legacy' && draws.chance(0.08) ? '经济适用住房' : '市场化商品房'
  return completedYear < 2000 ? '房改房' : '集资建房'
}

function progressOf({ transferDays }: PlannedCounty, { startUnit, units, first }: PlannedEstate) {
  const days = transferDays.subarray(startUnit, startUnit + units)
  const transferredUnits = days.reduce((sum, day) => (day === notTransferred ? sum : sum + 1), 0)
  const lastDay = days.reduce((latest, day) => Math.max(latest, day), notTransferred)
  return {
    units,
    firstRegisteredUnits: units,
    firstRegisteredOn: at(campaignDays, first.completedOn),
    transferableUnits: units,
    transferredUnits,
    openUnits: units - transferredUnits,
    lastTransferredOn: lastDay === notTransferred ? null : at(campaignDays, lastDay),
  }
}

/** The number of each estate's certificate of first registration; of several, the last one. */
function firstCertificates({ plan, estates, numbers }: PlannedCounty): string[] {
  const next = Int32Array.from(numbers.first)
  return estates.map(({ first }) => {
    let latest = ''
    for (const day of first.isByBuilding ? first.days : [first.completedOn]) {
      const number = at(next, day)
      next[day] = number + 1
      latest = certificateNumber(plan, day, number)
    }
    return latest
  })
}
