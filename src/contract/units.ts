import { z } from 'zod'
import { categories } from '#domain/estates/categories.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { CountyCode, type Endpoint, IsoDate, pageOf, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const UnitState = z.enum(['listed', 'surveyed', 'first_registered', 'transferred'])

export const UnitLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    estateId: z.uuid(),
    estateName: z.string(),
    building: z.string(),
    entrance: z.string(),
    room: z.string(),
    floor: count.nullable(),
    areaM2: z.number().nullable(),
    owners: z.string(),
    state: UnitState,
    firstRegisteredOn: IsoDate.nullable(),
    transferredOn: IsoDate.nullable(),
    certificateNo: z.string().nullable(),
    obstacle: z.enum(obstacles).nullable(),
    openReason: z.string().nullable(),
  })
  .meta({ id: 'UnitLine' })
export type UnitLine = z.infer<typeof UnitLine>

/**
 * Filters of the unit ledger. `search` is what a clerk types: an owner's name (from its beginning), a room, a
 * certificate number, or an exact ID number or phone – the latter two are compared as keyed digests only, and are
 * sent in the body of a POST so that no log keeps them.
 */
export const UnitsQuery = z.object({
  search: z.string().trim().max(64).optional(),
  estate: z.uuid().optional(),
  building: z.uuid().optional(),
  /** Only these homes: those chosen on a building table. */
  ids: z.array(z.uuid()).max(2000).optional(),
  category: z.enum(categories).optional(),
  state: z.enum(['listed', 'surveyed', 'first_registered', 'transferred', 'open']).optional(),
  obstacle: z.enum(obstacles).optional(),
  /** Shows states as of this day. */
  asOf: IsoDate.optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type UnitsQuery = z.infer<typeof UnitsQuery>

const Owner = z
  .object({
    ownerNo: count,
    name: z.string(),
    idKind: z.string().nullable(),
    idMasked: z.string().nullable(),
    phoneMasked: z.string().nullable(),
  })
  .meta({ id: 'Owner' })

export const HistoryEntry = z
  .object({
    actNo: count,
    kind: z.string(),
    actorName: z.string(),
    actedAt: z.iso.datetime(),
    reason: z.string(),
    change: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' })
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const Unit = UnitLine.omit({ owners: true })
  .extend({
    buildingId: z.uuid(),
    floorsTotal: count.nullable(),
    unitCode: z.string().nullable(),
    use: z.string().nullable(),
    structure: z.string().nullable(),
    innerAreaM2: z.number().nullable(),
    sharedAreaM2: z.number().nullable(),
    coOwnership: z.string().nullable(),
    contractNo: z.string().nullable(),
    priceFen: count.nullable(),
    hasInvoice: z.boolean().nullable(),
    deedTaxFen: count.nullable(),
    maintenanceFundFen: count.nullable(),
    isMailed: z.boolean().nullable(),
    liaison: z.string().nullable(),
    remark: z.string().nullable(),
    owners: z.array(Owner),
    history: z.array(HistoryEntry),
  })
  .meta({ id: 'Unit' })
export type Unit = z.infer<typeof Unit>

const unitParams = z.object({ county: CountyCode, unit: z.uuid() })
const reason = z.string().trim().min(2).max(200)

export const unitsEndpoints = {
  listUnits: {
    method: 'POST',
    path: '/api/regions/:region/units/search',
    permission: 'units.read',
    summary: '分户台账（查询条件在正文中，不入日志）',
    params: RegionParams,
    body: UnitsQuery,
    response: pageOf(UnitLine),
  },
  exportUnits: {
    method: 'POST',
    path: '/api/regions/:region/units.xlsx',
    permission: 'lists.export',
    summary: '导出分户台账',
    params: RegionParams,
    body: UnitsQuery.omit({ after: true, limit: true }),
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  },
  getUnit: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit',
    permission: 'units.read',
    summary: '分户档案',
    params: unitParams,
    response: Unit,
  },
  recordTransfer: {
    method: 'POST',
    path: '/api/counties/:county/units/:unit/transfer',
    permission: 'units.act',
    summary: '记录转移登记',
    params: unitParams,
    body: z.object({ transferredOn: IsoDate, certificateNo: z.string().trim().min(1).max(64), reason }),
    response: Unit,
  },
  recordObstacle: {
    method: 'POST',
    path: '/api/counties/:county/units/:unit/obstacle',
    permission: 'units.act',
    summary: '记录未办原因与登记意愿',
    params: unitParams,
    body: z.object({ openReason: z.string().trim().min(2).max(200), on: IsoDate, reason }),
    response: Unit,
  },
  openPersonalData: {
    method: 'POST',
    path: '/api/counties/:county/units/:unit/owners/:ownerNo/open',
    permission: 'personal.open',
    summary: '查看权利人证件号码、电话（须写用途，全程留痕）',
    params: unitParams.extend({ ownerNo: z.coerce.number().int().min(1).max(99) }),
    body: z.object({ reason }),
    response: z.object({ idNumber: z.string().nullable(), phone: z.string().nullable() }),
  },
} as const satisfies Record<string, Endpoint>
