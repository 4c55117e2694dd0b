import { z } from 'zod'
import { categories } from '#domain/estates/categories.ts'
import { taskLights } from '#domain/tasks/lights.ts'
import { taskStates } from '#domain/tasks/moves.ts'
import { CountyCode, type Endpoint, IsoDate, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const Registration = z.enum(['first', 'transfer'])
const ScheduleLight = z.enum(taskLights)

/** The days by which both registrations are to be finished; a county's own, else the city's, else none. */
const Targets = z.object({ firstOn: IsoDate.nullable(), transferOn: IsoDate.nullable() })

/** One estate in time. `slackDays`: working days its work may slip, negative: too late; null: nothing open or no target. */
export const ScheduleRow = z
  .object({
    estateId: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    name: z.string(),
    category: z.enum(categories),
    /** Homes on the list, and how many of them are first-registered and transferred. */
    homes: count,
    firstRegistered: count,
    transferred: count,
    /** Homes that wait for their transfer registration. */
    open: count,
    finishOn: IsoDate.nullable(),
    /** The last target its open steps have to meet. */
    targetOn: IsoDate.nullable(),
    slackDays: count.nullable(),
    /** The least number of working days by which its targets would have to move; 0 when they can be kept. */
    extensionDays: count,
    light: ScheduleLight,
    rank: count,
    score: z.number(),
    /** Why it stands there: each between 0 and 1, before weighting. */
    parts: z.object({ size: z.number(), ease: z.number(), nearness: z.number() }),
    /** The step whose turn it is: of those that can start, the one with the least slack. */
    next: z
      .object({
        title: z.string(),
        titleEn: z.string().nullable(),
        organisation: z.string().nullable(),
        latestStart: IsoDate,
      })
      .nullable(),
    stepsOpen: count,
    /** Open steps whose working days nobody fixed: the county's default is used. */
    daysAssumed: count,
    /** Steps that wait for each other in a ring, by their titles: it cannot be planned before that is mended. */
    cycle: z.array(z.string()).nullable(),
  })
  .meta({ id: 'ScheduleRow' })
export type ScheduleRow = z.infer<typeof ScheduleRow>

export const Schedule = z
  .object({
    today: IsoDate,
    region: RegionCode,
    regionName: z.string(),
    level: z.enum(['city', 'county']),
    /** One line per county that may be read. */
    targets: z.array(Targets.extend({ countyCode: RegionCode, countyName: z.string() })),
    /** Years the work runs through whose public holidays nobody has published yet: they know weekends only. */
    provisionalYears: z.array(count),
    totals: z.object({ estates: count, activities: count, late: count, critical: count, infeasible: count }),
    rows: z.array(ScheduleRow),
    next: z.string().nullable(),
    total: count,
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof Schedule>

/** A step of an estate's way, whether a task already or not: one bar of the Gantt chart. */
export const ScheduledActivity = z
  .object({
    id: z.string(),
    title: z.string(),
    titleEn: z.string().nullable(),
    registration: Registration,
    unit: z.string(),
    /** The responsible unit behind it, and who has it in hand; null: nobody yet. */
    organisation: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    person: z.string().nullable(),
    taskId: z.uuid().nullable(),
    no: count.nullable(),
    state: z.enum(taskStates).nullable(),
    workingDays: count,
    daysAssumed: z.boolean(),
    notice: z.object({ days: count, kind: z.enum(['working', 'calendar']) }).nullable(),
    needs: z.array(z.string()),
    earliestStart: IsoDate,
    earliestFinish: IsoDate,
    latestStart: IsoDate,
    latestFinish: IsoDate,
    slackDays: count,
    isCritical: z.boolean(),
    /** The developer's own case: it stands beside the owners' way and holds up nobody. */
    isBeside: z.boolean(),
    doneOn: IsoDate.nullable(),
    light: ScheduleLight,
  })
  .meta({ id: 'ScheduledActivity' })
export type ScheduledActivity = z.infer<typeof ScheduledActivity>

/** The Gantt chart of one estate. Where steps wait for each other in a ring, `cycle` names them and nothing is planned. */
export const EstateSchedule = z
  .object({
    today: IsoDate,
    estateId: z.uuid(),
    countyCode: RegionCode,
    name: z.string(),
    targets: Targets,
    finishOn: IsoDate.nullable(),
    slackDays: count.nullable(),
    extensionDays: count,
    /** Where a target cannot be kept: the earliest day that would do for it. */
    leastTarget: IsoDate.nullable(),
    light: ScheduleLight,
    provisionalYears: z.array(count),
    cycle: z.array(z.string()).nullable(),
    activities: z.array(ScheduledActivity),
  })
  .meta({ id: 'EstateSchedule' })
export type EstateSchedule = z.infer<typeof EstateSchedule>

/** What moves when one step takes so many working days longer. */
export const Slip = z
  .object({
    activity: z.string(),
    days: count,
    finishBefore: IsoDate,
    finishAfter: IsoDate,
    /** Whether a target is missed then. */
    missesTarget: z.boolean(),
    moved: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        titleEn: z.string().nullable(),
        startBefore: IsoDate,
        startAfter: IsoDate,
        finishBefore: IsoDate,
        finishAfter: IsoDate,
      }),
    ),
  })
  .meta({ id: 'Slip' })
export type Slip = z.infer<typeof Slip>

/** What each unit has to do week by week when everything is begun as early as it can be; a week is named by its Monday. */
export const ScheduleLoad = z
  .object({
    today: IsoDate,
    region: RegionCode,
    rows: z.array(
      z.object({
        countyCode: RegionCode,
        countyName: z.string(),
        organisationId: z.uuid().nullable(),
        unit: z.string(),
        week: IsoDate,
        days: count,
        steps: count,
      }),
    ),
  })
  .meta({ id: 'ScheduleLoad' })
export type ScheduleLoad = z.infer<typeof ScheduleLoad>

/** Homes left of one registration, and when they are done at the pace so far: P50, P80, P95; null: not at this pace. */
const Outlook = z.object({
  remaining: count,
  /** Homes in each of the weeks behind, five working days each, the newest first. */
  weekly: z.array(count),
  /** Homes a working day over these weeks. */
  pace: z.number(),
  p50: IsoDate.nullable(),
  p80: IsoDate.nullable(),
  p95: IsoDate.nullable(),
  targetOn: IsoDate.nullable(),
})

const ForecastLine = z.object({
  /** A county's code, or an estate's id. */
  key: z.string(),
  countyCode: RegionCode,
  name: z.string(),
  first: Outlook,
  transfer: Outlook,
})

/** When it is finished at the pace so far, by resampling the weeks behind; the same records give the same days. */
export const Forecast = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    level: z.enum(['city', 'county']),
    asOf: IsoDate,
    /** The last days of the weeks looked at, the newest first. */
    weekEnds: z.array(IsoDate),
    /** Homes not waited for in the transfer registration: their owners refuse or are out of reach, or the law blocks them. */
    notWaitedFor: z.object({ unwilling: count, unreachable: count, blockedByLaw: count }),
    first: Outlook,
    transfer: Outlook,
    /** Of the city its counties, of a county its estates with homes left. */
    rows: z.array(ForecastLine),
  })
  .meta({ id: 'Forecast' })
export type Forecast = z.infer<typeof Forecast>

const weight = z.coerce.number().min(0).max(10).default(1)
const estateParams = z.object({ county: CountyCode, estate: z.uuid() })

/** Order of the estates: by the least slack, or by rank under the weights given. */
export const ScheduleQuery = z.object({
  sort: z.enum(['slack', 'rank']).default('slack'),
  light: ScheduleLight.optional(),
  search: z.string().trim().max(64).optional(),
  size: weight,
  ease: weight,
  nearness: weight,
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type ScheduleQuery = z.infer<typeof ScheduleQuery>

export const scheduleEndpoints = {
  schedule: {
    method: 'GET',
    path: '/api/regions/:region/schedule',
    permission: 'tasks.read',
    summary: '倒排工期：各小区最早完成日、时差、最少延期、先后次序',
    params: RegionParams,
    query: ScheduleQuery,
    response: Schedule,
  },
  estateSchedule: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/schedule',
    permission: 'tasks.read',
    summary: '小区倒排工期（甘特图）：每步最早、最迟起止日，关键线路',
    params: estateParams,
    response: EstateSchedule,
  },
  slip: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/schedule/slip',
    permission: 'tasks.read',
    summary: '一步推迟若干工作日，影响哪些步骤',
    params: estateParams,
    query: z.object({ activity: z.string().min(1).max(200), days: z.coerce.number().int().min(1).max(500) }),
    response: Slip,
  },
  scheduleLoad: {
    method: 'GET',
    path: '/api/regions/:region/schedule/load',
    permission: 'tasks.read',
    summary: '各单位每周工作量（按最早开工排）',
    params: RegionParams,
    response: ScheduleLoad,
  },
  forecast: {
    method: 'GET',
    path: '/api/regions/:region/forecast',
    permission: 'tasks.read',
    summary: '按目前进度推算的完成日期（P50、P80、P95）',
    params: RegionParams,
    query: z.object({ asOf: IsoDate.optional() }),
    response: Forecast,
  },
} as const satisfies Record<string, Endpoint>
