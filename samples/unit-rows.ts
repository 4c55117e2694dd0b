import type { OwnerEntry, UnitRow } from '#domain/ledgers/rows.ts'
import { campaignDays } from './calendar.ts'
import { shopCompany } from './companies.ts'
import { at, type Draws, drawsFor } from './draws.ts'
import { type Building, type Slot, slotsOf } from './layouts.ts'
import { liaisonOf } from './organisations.ts'
import { isWomanByNumber, type SamplePerson, samplePerson } from './people.ts'
import type { PlannedCounty, PlannedEstate } from './planned-county.ts'
import { certificateNumber, notTransferred } from './schedule.ts'

/** Where a row stands: its unit's number in the county and its order in the building. */
type Place = {
  county: PlannedCounty
  estate: PlannedEstate
  building: Building
  slot: Slot
  unit: number
  order: number
  firstDay: number
  draws: Draws
}

const uses = { home: '住宅', shop: '商业', garage: '车库' } as const
const priceShares = { home: 1, shop: 2.1, garage: 0.55 }
const peopleOfCounty = 200_000
const reasons = [
  ...Array<string>(28).fill('业主不愿登记'),
  ...Array<string>(24).fill('业主长期在外联系不上'),
  ...Array<string>(16).fill('未缴清契税'),
  ...Array<string>(11).fill('继承纠纷'),
  ...Array<string>(8).fill('未缴住宅专项维修资金'),
  ...Array<string>(6).fill('法院查封'),
  ...Array<string>(4).fill('离婚析产未决'),
  ...Array<string>(3).fill('抵押未解除'),
]

/** The unit ledger of a county, row by row in the order of its estates and buildings. */
export function* unitRowsOf(county: PlannedCounty): Generator<UnitRow> {
  const nextNumber = Int32Array.from(county.numbers.transfer)
  let unit = 0
  for (const estate of county.estates) {
    for (const [place, building] of estate.buildings.entries()) {
      const draws = drawsFor(`${county.plan.code}/units/${estate.order}/${building.number}`)
      const firstDay = at(estate.first.days, place)
      for (const [order, slot] of slotsOf(building).entries())
        yield unitRow({ county, estate, building, slot, unit: unit++, order: order + 1, firstDay, draws }, nextNumber)
    }
  }
}

function unitRow(place: Place, nextNumber: Int32Array): UnitRow {
  const { county, estate, building, slot, unit, order, draws } = place
  const inner = Math.round(slot.area * building.innerShare)
  const owners = ownersOf(place)
  const registration = registrationOf(place, nextNumber)
  return {
    serial: String(unit + 1),
    township: estate.township,
    estate: estate.name.estate,
    building: String(building.number),
    entrance: String(slot.entrance),
    room: slot.room,
    floor: slot.floor,
    floorsTotal: building.floors,
    unitCode: `${estate.parcelCode}F${String(building.number).padStart(4, '0')}${String(order).padStart(4, '0')}`,
    use: uses[slot.kind],
    structure: structureOf(building),
    areaM2: slot.area / 100,
    innerAreaM2: inner / 100,
    sharedAreaM2: (slot.area - inner) / 100,
    owners,
    coOwnership: owners.length === 1 ? 'sole' : draws.chance(0.85) ? 'joint' : 'by_share',
    ...purchaseOf(place, registration.openReason),
    ...registration,
    liaison: liaisonOf(county.plan, estate.order),
    remark: slot.isMerged ? '跃层，含上层' : null,
  }
}

/** Structure of a building in the words of a survey. */
function structureOf({ floors }: Building): string {
  return floors < 8 ? '混合结构' : '钢筋混凝土结构'
}

function ownersOf({ county, slot, unit, order, draws }: Place): OwnerEntry[] {
  const { plan } = county
  const start = plan.order * peopleOfCounty
  if (slot.kind === 'shop' && draws.chance(0.08)) {
    const { name, code } = shopCompany(plan, unit)
    return [{ name, idKind: 'business', idNumber: code, phone: samplePerson(start + unit).phone }]
  }
  const isSecondHome = order > 1 && draws.chance(slot.kind === 'garage' ? 0.9 : 0.015)
  const number = start + (isSecondHome ? unit - draws.between(1, order - 1) : unit)
  const isWoman = isWomanByNumber(number)
  const owner = owned(samplePerson(number, isWoman))
  if (slot.kind !== 'home' || !draws.chance(0.13)) return [owner]
  return [owner, owned(samplePerson(start + peopleOfCounty / 2 + unit, !isWoman))]
}

function owned({ name, idNumber, phone }: SamplePerson): OwnerEntry {
  return { name, idKind: 'identity_card', idNumber, phone }
}

function purchaseOf({ county, estate, building, slot, unit, draws }: Place, openReason: string | null) {
  const isConfirmedAfterwards = estate.hasWeakContracts && draws.chance(0.4)
  const year = isConfirmedAfterwards ? 2021 : estate.completedYear - draws.between(0, 2)
  const age = estate.category === 'legacy' ? 0.3 + (estate.completedYear - 1995) * 0.022 : 1
  const yuanPerM2 = county.plan.priceYuan * age * priceShares[slot.kind] * (0.9 + draws.next() * 0.2)
  const priceFen = Math.round((yuanPerM2 * slot.area) / 10_000) * 10_000
  const taxShare = slot.kind === 'home' ? (slot.area <= 9000 ? 0.01 : 0.015) : 0.03
  const fundFenPerM2 = building.floors < 8 ? 4000 : 7000
  return {
    contractNo: `${isConfirmedAfterwards ? '补签' : 'HT'}${year}-${String(unit + 1).padStart(6, '0')}`,
    priceFen,
    hasInvoice: estate.hasWeakContracts ? isConfirmedAfterwards || draws.chance(0.7) : true,
    deedTaxFen: openReason === '未缴清契税' ? 0 : Math.round(priceFen * taxShare),
    maintenanceFundFen: fundOf(slot, fundFenPerM2, openReason),
  }
}

function fundOf({ kind, area }: Slot, fenPerM2: number, openReason: string | null): number | null {
  if (kind === 'garage') return null
  return openReason === '未缴住宅专项维修资金' ? 0 : Math.round((area * fenPerM2) / 100)
}

function registrationOf({ county, unit, firstDay, draws }: Place, nextNumber: Int32Array) {
  const day = at(county.transferDays, unit)
  const isTransferred = day !== notTransferred
  const number = isTransferred ? at(nextNumber, day) : 0
  if (isTransferred) nextNumber[day] = number + 1
  return {
    firstRegisteredOn: at(campaignDays, firstDay),
    isTransferred,
    transferredOn: isTransferred ? at(campaignDays, day) : null,
    certificateNo: isTransferred ? certificateNumber(county.plan, day, number) : null,
    openReason: isTransferred ? null : draws.pick(reasons),
    isMailed: isTransferred && draws.chance(county.plan.mailedShare),
  }
}
