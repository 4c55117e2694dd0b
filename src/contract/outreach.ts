import { z } from 'zod'
import { IsoDate } from './platform/endpoint.ts'

const count = z.number().int()

/** A reason why owners do not come: shipped, the county's own, or words somebody used that are on no list. */
export const OutreachReason = z
  .object({
    name: z.string(),
    nameEn: z.string().nullable(),
    isShipped: z.boolean(),
    isListed: z.boolean(),
    fromOn: IsoDate.nullable(),
    endedOn: IsoDate.nullable(),
    mergedInto: z.string().nullable(),
    homes: count,
  })
  .meta({ id: 'OutreachReason' })
export type OutreachReason = z.infer<typeof OutreachReason>
