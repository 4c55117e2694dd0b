import { z } from 'zod'
import { contactFilters, segmentStates, willingnessFilters } from '#domain/outreach/plans/segment.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { IsoDate } from './platform/endpoint.ts'

const times = z.number().int().min(0).max(999)

/** Which homes: of a county, narrowed by every word given. Nothing given is every home that is not transferred. */
export const Segment = z
  .object({
    estates: z.array(z.uuid()).max(200).default([]),
    state: z.enum(segmentStates).default('open'),
    willingness: z.array(z.enum(willingnessFilters)).max(willingnessFilters.length).default([]),
    contact: z.array(z.enum(contactFilters)).max(contactFilters.length).default([]),
    obstacles: z.array(z.enum(obstacles)).max(obstacles.length).default([]),
    /** Attempts so far. */
    leastAttempts: times.nullable().default(null),
    mostAttempts: times.nullable().default(null),
    /** In the county's words; those merged into it count with it. */
    reason: z.string().trim().min(1).max(200).nullable().default(null),
    /** To be asked again by this day. */
    nextBy: IsoDate.nullable().default(null),
    /** Who looks after the estate. */
    person: z.uuid().nullable().default(null),
    plan: z.uuid().nullable().default(null),
  })
  .meta({ id: 'OutreachSegment' })
export type Segment = z.infer<typeof Segment>
