import { z } from 'zod'
import { CountyCode, type Endpoint } from './platform/endpoint.ts'

export const Act = z
  .object({
    countyCode: CountyCode,
    actNo: z.number().int(),
    kind: z.string(),
    actorName: z.string(),
    actedAt: z.iso.datetime(),
    reason: z.string(),
    rowCount: z.number().int(),
    hash: z.string(),
  })
  .meta({ id: 'Act' })
export type Act = z.infer<typeof Act>

export const auditEndpoints = {
  listActs: {
    method: 'GET',
    path: '/api/counties/:county/acts',
    permission: 'audit.read',
    summary: '操作记录',
    params: z.object({ county: CountyCode }),
    query: z.object({
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ rows: z.array(Act), next: z.number().int().nullable() }),
  },
} as const satisfies Record<string, Endpoint>
