import { z } from 'zod'
import type { Permission } from '#domain/staff/permissions.ts'

/**
 * One endpoint, said once: the server registers it, the web client calls it, the OpenAPI document is made from it.
 * `permission`: what the caller must hold for the county or region in the path; `signed_in` for what every account
 * may do; `owner` for an owner who proved who he is by a code sent, `visitor` for him or anybody whose phone received one;
 * `open` for what needs no account. There is no default.
 */
export type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  permission: Permission | 'signed_in' | 'owner' | 'visitor' | 'open'
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  /** What comes back as JSON; a file or a stream of events names its media type instead. */
  response: z.ZodType | { mediaType: string }
}

export const IsoDate = z.iso.date().meta({ description: '日 YYYY-MM-DD' })
export const CountyCode = z.string().regex(/^\d{6}$/)
export const RegionCode = z.string().regex(/^\d{6}$/)
export const CountyParams = z.object({ county: CountyCode })
export const RegionParams = z.object({ region: RegionCode })

/** A page of a list: where the next one starts, and how many there are in all when the figures know it. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), total: z.number().int().nullable() })

/** Every refusal has this shape. `code` has words in both languages on the web. */
export const Problem = z
  .object({
    code: z.string(),
    message: z.string(),
    requestId: z.string().optional(),
    fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
