import { z } from 'zod'
import type { Endpoint } from './platform/endpoint.ts'

export const Region = z
  .object({
    code: z.string(),
    level: z.enum(['city', 'county', 'township', 'community']),
    parentCode: z.string().nullable(),
    name: z.string(),
  })
  .meta({ id: 'Region' })
export type Region = z.infer<typeof Region>

export const regionsEndpoints = {
  listRegions: {
    method: 'GET',
    path: '/api/regions',
    permission: 'signed_in',
    summary: '行政区（到县级，及本辖区乡镇）',
    response: z.array(Region),
  },
} as const satisfies Record<string, Endpoint>
