import { z } from 'zod'
import { announcementChannels, planChannels } from '#domain/outreach/plans/plan.ts'
import { contactFilters, segmentStates, willingnessFilters } from '#domain/outreach/plans/segment.ts'
import { visitChannelCodes } from '#domain/outreach/visits/channels.ts'
import { contactStates, visitFields, willingnesses } from '#domain/outreach/visits/fields.ts'
import { obstacles } from '#domain/units/obstacles.ts'
import { IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
const Named = z.object({ id: z.uuid(), name: z.string() })
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

/** A reason why owners do not come: shipped, the county's own, or words somebody used that are on no list. */
export const OutreachReason = z
  .object({
    name: z.string(),
    nameEn: z.string().nullable(),
    isShipped: z.boolean(),
    /** Whether it is or was offered: words said that are on no list are not. */
    isListed: z.boolean(),
    fromOn: IsoDate.nullable(),
    endedOn: IsoDate.nullable(),
    mergedInto: z.string().nullable(),
    /** Homes of which it stands now in these words. */
    homes: count,
  })
  .meta({ id: 'OutreachReason' })
export type OutreachReason = z.infer<typeof OutreachReason>

/** A home as the ledger of outreach names it. */
export const OutreachLine = z
  .object({
    unitId: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    estateId: z.uuid(),
    estateName: z.string(),
    home: z.string(),
    owners: z.string(),
    state: z.enum(['listed', 'surveyed', 'first_registered', 'transferred']),
    obstacle: z.enum(obstacles).nullable(),
    contact: z.enum(contactStates).nullable(),
    willingness: z.enum(willingnesses).nullable(),
    reason: z.string().nullable(),
    attempts: count,
    lastVisitedOn: IsoDate.nullable(),
    nextOn: IsoDate.nullable(),
    nextStep: z.string().nullable(),
  })
  .meta({ id: 'OutreachLine' })
export type OutreachLine = z.infer<typeof OutreachLine>

/** How outreach stands: of the homes not transferred, how many were tried, met and asked, and what they said. */
export const OutreachSummary = z
  .object({
    open: count,
    tried: count,
    reached: count,
    unreachable: count,
    asked: count,
    willing: count,
    unwilling: count,
    undecided: count,
    /** To be asked again by today. */
    due: count,
    conflicts: count,
    reasons: z.array(z.object({ reason: z.string(), homes: count })),
  })
  .meta({ id: 'OutreachSummary' })
export type OutreachSummary = z.infer<typeof OutreachSummary>

/** What attempts brought, by week and by channel. */
export const OutreachResults = z
  .object({
    weeks: z.array(
      z.object({
        /** Its Monday. */
        week: IsoDate,
        attempts: count,
        contacted: count,
        willing: count,
        unwilling: count,
        unreachable: count,
      }),
    ),
    channels: z.array(
      z.object({
        channel: z.enum(visitChannelCodes),
        attempts: count,
        contacted: count,
        willing: count,
        unwilling: count,
      }),
    ),
  })
  .meta({ id: 'OutreachResults' })
export type OutreachResults = z.infer<typeof OutreachResults>

const Attempt = z.object({
  id: z.uuid(),
  channel: z.enum(visitChannelCodes),
  source: z.enum(['phone', 'office', 'portal']),
  /** In the office's own time, `YYYY-MM-DDTHH:MM`. */
  at: z.string(),
  isContacted: z.boolean(),
  willingness: z.enum(willingnesses).nullable(),
  reason: z.string().nullable(),
  nextStep: z.string().nullable(),
  nextOn: IsoDate.nullable(),
  phoneShown: z.string().nullable(),
  note: z.string().nullable(),
  photos: count,
  visitorName: z.string(),
})

export const Announcement = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    estate: Named,
    channel: z.enum(announcementChannels),
    onDay: IsoDate,
    words: z.string(),
    reached: count.nullable(),
    recorderName: z.string(),
  })
  .meta({ id: 'Announcement' })
export type Announcement = z.infer<typeof Announcement>

/** A home with every attempt at its owner, the latest first, and what else was tried. */
export const HomeOutreach = z
  .object({
    line: OutreachLine,
    revision: count,
    phoneShown: z.string().nullable(),
    papers: z.array(z.string()).nullable(),
    conflicts: z.array(z.enum(visitFields)),
    attempts: z.array(Attempt),
    plans: z.array(z.object({ id: z.uuid(), title: z.string(), untilOn: IsoDate, person: z.string() })),
    announcements: z.array(Announcement),
    messages: z.array(z.object({ id: z.uuid(), to: z.string(), text: z.string(), state: z.string(), at: z.string() })),
  })
  .meta({ id: 'HomeOutreach' })
export type HomeOutreach = z.infer<typeof HomeOutreach>

/** An estate with so many homes of a plan. */
export const PlanHomes = Named.extend({ homes: count })

export const VisitPlanLine = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    title: z.string(),
    channel: z.enum(planChannels),
    person: Named,
    fromOn: IsoDate,
    untilOn: IsoDate,
    endedOn: IsoDate.nullable(),
    homes: count,
    /** Of its homes, since its first day. */
    tried: count,
    contacted: count,
    willing: count,
    unwilling: count,
    transferred: count,
  })
  .meta({ id: 'VisitPlanLine' })
export type VisitPlanLine = z.infer<typeof VisitPlanLine>

export const VisitPlan = VisitPlanLine.extend({
  segment: Segment,
  estates: z.array(PlanHomes.extend({ tried: count })),
  results: OutreachResults,
  makerName: z.string(),
  endReason: z.string().nullable(),
  revision: count,
}).meta({ id: 'VisitPlan' })
export type VisitPlan = z.infer<typeof VisitPlan>
