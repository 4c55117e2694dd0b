import { z } from 'zod'
import { CountyCode, type Endpoint, IsoDate, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()

/** The days by which both registrations are wanted. */
const TargetsQuery = z.object({ first: IsoDate.optional(), transfer: IsoDate.optional() })
const Targets = z.object({ first: IsoDate.nullable(), transfer: IsoDate.nullable() })

/** Grey: no target is given. */
const ScheduleLight = z.enum(['grey', 'green', 'yellow', 'red'])

/**
 * One estate in time. `slackDays`: working days its work may slip, negative when it is too late; null without a target.
 * `extensionDays`: the least number of working days by which the targets would have to move. `cycle`: steps that wait
 * for each other in a ring, so that no plan can be made.
 */
export const EstateInTime = z
  .object({
    estateId: z.uuid(),
    countyCode: RegionCode,
    name: z.string(),
    homes: z.object({ first: count, transfer: count }),
    steps: count,
    /** Steps whose days nobody fixed: the county's own default stands for them. */
    daysAssumed: count,
    finishOn: IsoDate.nullable(),
    slackDays: count.nullable(),
    extensionDays: count,
    light: ScheduleLight,
    /** Its place in the order of work, and why: parts between 0 and 1. */
    rank: count,
    score: z.number(),
    parts: z.object({ size: z.number(), ease: z.number(), nearness: z.number() }),
    cycle: z.array(z.string()).nullable(),
  })
  .meta({ id: 'EstateInTime' })
export type EstateInTime = z.infer<typeof EstateInTime>

export const Schedule = z
  .object({
    region: RegionCode,
    today: IsoDate,
    targets: Targets,
    totals: z.object({
      estates: count,
      steps: count,
      late: count,
      withoutPlan: count,
      lastFinishOn: IsoDate.nullable(),
    }),
    rows: z.array(EstateInTime),
    next: z.string().nullable(),
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof Schedule>

/** A piece of work of an estate: what it is, who does it, and when it can and must happen. */
const ScheduledStep = z
  .object({
    id: z.string(),
    title: z.string(),
    unit: z.string(),
    taskId: z.uuid().nullable(),
    workingDays: count,
    daysAssumed: z.boolean(),
    needs: z.array(z.string()),
    earliestStart: IsoDate,
    earliestFinish: IsoDate,
    latestStart: IsoDate,
    latestFinish: IsoDate,
    slackDays: count,
    isCritical: z.boolean(),
    isBeside: z.boolean(),
  })
  .meta({ id: 'ScheduledStep' })

export const EstateSchedule = z
  .object({
    estateId: z.uuid(),
    name: z.string(),
    today: IsoDate,
    targets: Targets,
    finishOn: IsoDate.nullable(),
    slackDays: count.nullable(),
    extensionDays: count,
    steps: z.array(ScheduledStep),
    cycle: z.array(z.string()).nullable(),
  })
  .meta({ id: 'EstateSchedule' })
export type EstateSchedule = z.infer<typeof EstateSchedule>

const weight = z.coerce.number().min(0).max(100).default(1)

export const ScheduleQuery = TargetsQuery.extend({
  size: weight,
  ease: weight,
  nearness: weight,
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type ScheduleQuery = z.infer<typeof ScheduleQuery>

export const scheduleEndpoints = {
  regionSchedule: {
    method: 'GET',
    path: '/api/regions/:region/schedule',
    permission: 'tasks.read',
    summary: '倒排工期：按工作次序排列的小区',
    params: RegionParams,
    query: ScheduleQuery,
    response: Schedule,
  },
  estateSchedule: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/schedule',
    permission: 'tasks.read',
    summary: '一个小区的倒排工期',
    params: z.object({ county: CountyCode, estate: z.uuid() }),
    query: TargetsQuery,
    response: EstateSchedule,
  },
} as const satisfies Record<string, Endpoint>
