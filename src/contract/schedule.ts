import { z } from 'zod'
import { CountyCode, type Endpoint, IsoDate, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()

/** One step with its latest and earliest dates. `slackDays`: working days it may slip; negative when the target cannot be met. */
export const ScheduledStep = z
  .object({
    id: z.string(),
    taskId: z.uuid().nullable(),
    taskNo: count.nullable(),
    title: z.string(),
    titleEn: z.string().nullable(),
    registration: z.enum(['first', 'transfer']).nullable(),
    requirement: z.string().nullable(),
    unitCode: z.string().nullable(),
    organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    person: z.string().nullable(),
    workingDays: count,
    /** Nobody fixed the days: the county's default is used. */
    daysAssumed: z.boolean(),
    needs: z.array(z.string()),
    dueOn: IsoDate.nullable(),
    earliestStart: IsoDate,
    earliestFinish: IsoDate,
    latestStart: IsoDate,
    latestFinish: IsoDate,
    slackDays: count,
    isCritical: z.boolean(),
    light: z.enum(['grey', 'green', 'yellow', 'red', 'blue']),
    isDone: z.boolean(),
  })
  .meta({ id: 'ScheduledStep' })
export type ScheduledStep = z.infer<typeof ScheduledStep>

/** An estate's schedule. Infeasible: `finishOn` lies after the target, and `extensionDays` is the least extension that works. */
export const ScheduledEstate = z
  .object({
    estateId: z.uuid(),
    countyCode: RegionCode,
    name: z.string(),
    homes: count,
    open: count,
    rank: count,
    score: z.number(),
    /** Why it stands there: each part between 0 and 1, times its weight. */
    parts: z.object({ size: z.number(), ease: z.number(), nearness: z.number() }),
    targetOn: IsoDate.nullable(),
    finishOn: IsoDate.nullable(),
    isFeasible: z.boolean(),
    extensionDays: count,
    slackDays: count.nullable(),
    steps: z.array(ScheduledStep),
  })
  .meta({ id: 'ScheduledEstate' })
export type ScheduledEstate = z.infer<typeof ScheduledEstate>

export const Schedule = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    today: IsoDate,
    firstTargetOn: IsoDate.nullable(),
    transferTargetOn: IsoDate.nullable(),
    weights: z.object({ size: z.number(), ease: z.number(), nearness: z.number() }),
    provisionalYears: z.array(count),
    steps: count,
    critical: count,
    infeasible: count,
    estates: z.array(ScheduledEstate),
    /** Working days of steps per unit and week (its Monday). */
    load: z.array(z.object({ organisation: z.string(), week: IsoDate, days: z.number(), steps: count })),
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof Schedule>

/** What moves when one step takes so many working days longer. */
export const Slip = z
  .object({
    estateId: z.uuid(),
    step: z.string(),
    days: count,
    finishBefore: IsoDate,
    finishAfter: IsoDate,
    missesTarget: z.boolean(),
    moved: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        startBefore: IsoDate,
        startAfter: IsoDate,
        finishBefore: IsoDate,
        finishAfter: IsoDate,
      }),
    ),
  })
  .meta({ id: 'Slip' })
export type Slip = z.infer<typeof Slip>

const ForecastLine = z.object({
  key: z.string(),
  name: z.string(),
  remaining: count,
  /** Homes a working day over the weeks looked at. */
  pace: z.number(),
  /** Days by which it is finished in 50, 80 and 95 of 100 resampled courses; null: not at this pace. */
  p50: IsoDate.nullable(),
  p80: IsoDate.nullable(),
  p95: IsoDate.nullable(),
})

/** When it is finished at the pace so far, by resampling the weeks behind. Homes whose owners refuse, are out of reach or are blocked by law are not waited for. */
export const Forecast = z
  .object({
    region: RegionCode,
    asOf: IsoDate,
    indicator: z.enum(['first_registered', 'transferred']),
    weeks: count,
    total: ForecastLine,
    rows: z.array(ForecastLine),
    notCounted: z.object({ unwilling: count, unreachable: count, blockedByLaw: count }),
  })
  .meta({ id: 'Forecast' })
export type Forecast = z.infer<typeof Forecast>

const weights = {
  size: z.coerce.number().min(0).max(1).optional(),
  ease: z.coerce.number().min(0).max(1).optional(),
  nearness: z.coerce.number().min(0).max(1).optional(),
}

export const scheduleEndpoints = {
  schedule: {
    method: 'GET',
    path: '/api/regions/:region/schedule',
    permission: 'tasks.read',
    summary: '倒排工期：最迟开始与完成、时差、关键线路、负荷、排序',
    params: RegionParams,
    query: z.object({
      ...weights,
      estate: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(2000).default(100),
    }),
    response: Schedule,
  },
  slip: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/slip',
    permission: 'tasks.read',
    summary: '一步推迟若干工作日，影响哪些步骤',
    params: z.object({ county: CountyCode, estate: z.uuid() }),
    query: z.object({ step: z.string().max(200), days: z.coerce.number().int().min(1).max(500) }),
    response: Slip,
  },
  forecast: {
    method: 'GET',
    path: '/api/regions/:region/forecast',
    permission: 'figures.read',
    summary: '按目前进度推算的完成日期（P50、P80、P95）',
    params: RegionParams,
    query: z.object({
      indicator: z.enum(['first_registered', 'transferred']).default('transferred'),
      by: z.enum(['region', 'estate']).default('region'),
      asOf: IsoDate.optional(),
    }),
    response: Forecast,
  },
} as const satisfies Record<string, Endpoint>
