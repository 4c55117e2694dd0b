import { z } from 'zod'
import { categories } from '#domain/estates/categories.ts'
import { CountyCode, type Endpoint, IsoDate, pageOf, RegionCode, RegionParams } from './platform/endpoint.ts'
import { Figures, Light } from './reports.ts'

const count = z.number().int()

export const EstateLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    name: z.string(),
    category: z.enum(categories),
    township: z.string().nullable(),
    developer: z.string().nullable(),
    units: count,
    firstRegistered: count,
    transferred: count,
    open: count,
    transferRate: z.number().nullable(),
    light: Light,
    statedUnits: count.nullable(),
  })
  .meta({ id: 'EstateLine' })
export type EstateLine = z.infer<typeof EstateLine>

/** Filters of the estate ledger; `asOf` moves every count of the page to that day. */
export const EstatesQuery = z.object({
  name: z.string().trim().max(64).optional(),
  category: z.enum(categories).optional(),
  light: Light.optional(),
  asOf: IsoDate.optional(),
  sort: z.enum(['name', 'units', 'open', 'rate']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type EstatesQuery = z.infer<typeof EstatesQuery>

export const FactEntry = z
  .object({
    fact: z.string(),
    isKnown: z.boolean(),
    value: z.union([z.boolean(), z.number(), z.string()]).nullable(),
    said: z.string().nullable(),
    source: z.object({
      kind: z.string(),
      file: z.string().nullable(),
      sheet: z.string().nullable(),
      cell: z.string().nullable(),
    }),
    asOf: IsoDate,
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'FactEntry' })
export type FactEntry = z.infer<typeof FactEntry>

const BuildingLine = z.object({
  id: z.uuid(),
  name: z.string(),
  floors: count.nullable(),
  entrances: count.nullable(),
  units: count,
  firstRegistered: count,
  transferred: count,
  statedUnits: count.nullable(),
})

export const Estate = EstateLine.extend({
  location: z.string().nullable(),
  nature: z.string().nullable(),
  parcelCode: z.string().nullable(),
  completedIn: z.string().nullable(),
  developerCode: z.string().nullable(),
  developerContact: z.string().nullable(),
  developerPhoneMasked: z.string().nullable(),
  liaison: z.string().nullable(),
  liaisonPerson: z.string().nullable(),
  remark: z.string().nullable(),
  listedOn: IsoDate,
  figures: Figures,
  stated: z.object({
    on: IsoDate.nullable(),
    units: count.nullable(),
    firstRegistered: count.nullable(),
    transferred: count.nullable(),
    buildings: count.nullable(),
    areaM2: z.number().nullable(),
  }),
  facts: z.array(FactEntry),
  buildings: z.array(BuildingLine),
}).meta({ id: 'Estate' })
export type Estate = z.infer<typeof Estate>

const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
const reason = z.string().trim().min(2).max(200)

export const estatesEndpoints = {
  listEstates: {
    method: 'GET',
    path: '/api/regions/:region/estates',
    permission: 'estates.read',
    summary: '小区台账',
    params: RegionParams,
    query: EstatesQuery,
    response: pageOf(EstateLine),
  },
  exportEstates: {
    method: 'GET',
    path: '/api/regions/:region/estates.xlsx',
    permission: 'lists.export',
    summary: '导出小区台账',
    params: RegionParams,
    query: EstatesQuery.omit({ after: true, limit: true }),
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  },
  getEstate: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate',
    permission: 'estates.read',
    summary: '小区档案',
    params: estateParams,
    query: z.object({ asOf: IsoDate.optional() }),
    response: Estate,
  },
  correctEstate: {
    method: 'POST',
    path: '/api/counties/:county/estates/:estate/correct',
    permission: 'units.act',
    summary: '更正小区（须写理由）',
    params: estateParams,
    body: z.object({
      category: z.enum(categories).optional(),
      location: z.string().max(200).optional(),
      remark: z.string().max(500).optional(),
      reason,
    }),
    response: Estate,
  },
} as const satisfies Record<string, Endpoint>
