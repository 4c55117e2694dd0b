import { z } from 'zod'
import { dueOutcomes, unknownReasons } from '#domain/dues/outcomes.ts'
import { reason } from './due-shapes.ts'
import { CountyParams, type Endpoint, IsoDate, pageOf, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const kind = z.enum(['deed_tax', 'maintenance_fund', 'registration_fee'])

/**
 * How many homes come to one outcome of one kind, and to how much; `why`: what must be known first. Of homes with a certificate
 * `fen` is what is known of them, of standing dues what was recorded.
 */
const Sum = z.object({
  kind,
  outcome: z.enum(dueOutcomes),
  why: z.enum(unknownReasons).nullable(),
  homes: count,
  fen: count,
})

/** `assumed…`: taken where a home says nothing, to see what would come of it; never recorded by. */
const Asked = z.object({
  declaredOn: IsoDate.optional(),
  assumedContractOn: IsoDate.optional(),
  assumedFamilyHome: z.enum(['only', 'second', 'further']).optional(),
})
export type AllDuesAsked = z.infer<typeof Asked>

export const AllDues = z.object({ declaredOn: IsoDate, homes: count, sums: z.array(Sum) }).meta({ id: 'AllDues' })
export type AllDues = z.infer<typeof AllDues>

export const EstateAllDues = z
  .object({
    estateId: z.uuid(),
    estateName: z.string(),
    countyCode: RegionCode,
    countyName: z.string(),
    homes: count,
    sums: z.array(Sum),
  })
  .meta({ id: 'EstateAllDues' })
export type EstateAllDues = z.infer<typeof EstateAllDues>

export const NewAllDues = z.object({
  kinds: z.array(kind).min(1),
  /** One estate alone; without it all homes of the county. */
  estateId: z.uuid().nullable().default(null),
  declaredOn: IsoDate.optional(),
  dueOn: IsoDate.nullable().default(null),
  reason,
  after: z.uuid().nullable().default(null),
})
export type NewAllDues = z.infer<typeof NewAllDues>

/** What one step recorded; `next`: where the next begins, null when every home was asked. */
export const AllDuesStep = z
  .object({ homes: count, dues: count, fen: count, next: z.uuid().nullable() })
  .meta({ id: 'AllDuesStep' })
export type AllDuesStep = z.infer<typeof AllDuesStep>

export const allDuesEndpoints = {
  computeAllDues: {
    method: 'GET',
    path: '/api/regions/:region/all-dues',
    permission: 'dues.read',
    summary: '一个地区全部房屋的应缴测算（不登记）：按税费种、按结果',
    params: RegionParams,
    query: Asked,
    response: AllDues,
  },
  computeEstatesDues: {
    method: 'GET',
    path: '/api/regions/:region/all-dues/estates',
    permission: 'dues.read',
    summary: '逐小区的应缴测算',
    params: RegionParams,
    query: Asked.extend({ after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: pageOf(EstateAllDues),
  },
  recordAllDues: {
    method: 'POST',
    path: '/api/counties/:county/all-dues',
    permission: 'dues.record',
    summary: '按测算登记应缴，一次两千户；已登记的跳过，可重复执行',
    params: CountyParams,
    body: NewAllDues,
    response: AllDuesStep,
  },
} as const satisfies Record<string, Endpoint>
