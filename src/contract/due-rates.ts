import { z } from 'zod'
import { feeUses } from '#domain/dues/registration-fee.ts'
import { fen, reason } from './due-shapes.ts'
import { CountyParams, type Endpoint, IsoDate } from './platform/endpoint.ts'

const storeys = z.number().int().min(1).max(200)

/** Since when a rate holds, until when, where it stands, and whether somebody held it against the text. */
const dated = {
  from: IsoDate,
  until: IsoDate.nullable().default(null),
  source: z.object({
    document: z.string().trim().min(2).max(200),
    number: z.string().trim().min(1).max(100).nullable().default(null),
    verified: z.boolean(),
  }),
}

const FundRate = z.object({
  use: z.enum(feeUses),
  storeysFrom: storeys,
  storeysTo: storeys.nullable().default(null),
  fenPerM2: fen.max(10_000_00),
  ...dated,
})

/** `perMille`: 30 to 50 – the law lets the province set 3 to 5 per cent. */
const StatutoryRate = z.object({ perMille: z.number().int().min(30).max(50), ...dated })

/** The rates a county entered; those that come with the release stand in src/domain/dues. */
export const DueRates = z
  .object({ maintenanceFund: z.array(FundRate), deedTax: z.array(StatutoryRate) })
  .meta({ id: 'DueRates' })
export type DueRates = z.infer<typeof DueRates>

export const dueRatesEndpoints = {
  getDueRates: {
    method: 'GET',
    path: '/api/counties/:county/due-rates',
    permission: 'dues.read',
    summary: '本县维修资金交存标准与契税法定税率',
    params: CountyParams,
    response: DueRates,
  },
  setFundRates: {
    method: 'PUT',
    path: '/api/counties/:county/due-rates/maintenance-fund',
    permission: 'dues.record',
    summary: '设置本县维修资金交存标准（整张表）',
    params: CountyParams,
    body: z.object({ rows: z.array(FundRate).max(200), reason }),
    response: DueRates,
  },
  setDeedTaxRates: {
    method: 'PUT',
    path: '/api/counties/:county/due-rates/deed-tax',
    permission: 'dues.record',
    summary: '设置契税法定税率（整张表）',
    params: CountyParams,
    body: z.object({ rows: z.array(StatutoryRate).max(50), reason }),
    response: DueRates,
  },
} as const satisfies Record<string, Endpoint>
