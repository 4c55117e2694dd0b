import { z } from 'zod'
import { CountyParams, type Endpoint, IsoDate, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const Indicator = z.enum(['first_registered', 'transferred', 'tasks_written_off'])

/** What holds for the campaign of a region; `owner` is the region that set it: a county without its own follows the city. */
export const CampaignSettings = z
  .object({
    owner: RegionCode.nullable(),
    firstTargetOn: IsoDate.nullable(),
    transferTargetOn: IsoDate.nullable(),
    yellowDays: count.min(0).max(60),
    reminderDays: z.array(count.min(0).max(60)).max(5),
    defaultStepDays: count.min(1).max(250),
    weights: z.object({
      size: z.number().min(0).max(1),
      ease: z.number().min(0).max(1),
      nearness: z.number().min(0).max(1),
    }),
    revision: count,
  })
  .meta({ id: 'CampaignSettings' })
export type CampaignSettings = z.infer<typeof CampaignSettings>

/** A time node with how far it has come: `done` of `needed` homes. */
const Milestone = z
  .object({
    id: z.uuid(),
    title: z.string(),
    dueOn: IsoDate,
    indicator: z.enum(['first_registered', 'transferred']),
    share: z.number(),
    done: count,
    needed: count,
    /** The day on which the records show it reached; null while it is not. */
    reachedOn: IsoDate.nullable(),
  })
  .meta({ id: 'Milestone' })

/** A sprint with its burn-down: what was left at the end of each day, and what an even pace would have left. */
const Sprint = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    name: z.string(),
    from: IsoDate,
    until: IsoDate,
    indicator: Indicator,
    target: count,
    closedOn: IsoDate.nullable(),
    done: count,
    dailyTarget: z.number(),
    burnDown: z.array(z.object({ day: IsoDate, left: count.nullable(), even: z.number() })),
  })
  .meta({ id: 'Sprint' })
export type Sprint = z.infer<typeof Sprint>

const ScopeDecision = z.object({
  isInScope: z.boolean(),
  decidedOn: IsoDate,
  basis: z.string(),
  reason: z.string(),
  actor: z.string(),
})

export const Campaign = z
  .object({
    region: RegionCode,
    name: z.string(),
    startedOn: IsoDate,
    settings: CampaignSettings,
    milestones: z.array(Milestone),
    sprints: z.array(Sprint),
    scope: z.object({
      inScope: z.object({ estates: count, units: count }),
      outOfScope: z.object({ estates: count, units: count }),
      out: z.array(
        z.object({
          estateId: z.uuid(),
          countyCode: RegionCode,
          name: z.string(),
          units: count,
          decisions: z.array(ScopeDecision),
        }),
      ),
    }),
  })
  .meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof Campaign>

const CalendarDay = z.object({
  day: IsoDate,
  isWorkday: z.boolean(),
  name: z.string().nullable(),
  isCorrected: z.boolean(),
})

/** One year of the working-day calendar; `isPublished` false: no holidays are known, only weekends. */
export const CalendarYear = z
  .object({ year: count, isPublished: z.boolean(), days: z.array(CalendarDay) })
  .meta({ id: 'CalendarYear' })
export type CalendarYear = z.infer<typeof CalendarYear>

export const campaignEndpoints = {
  campaign: {
    method: 'GET',
    path: '/api/regions/:region/campaign',
    permission: 'tasks.read',
    summary: '行动方案：目标、时间节点、范围、百日攻坚',
    params: RegionParams,
    response: Campaign,
  },
  setCampaign: {
    method: 'PUT',
    path: '/api/regions/:region/campaign/settings',
    permission: 'campaign.set',
    summary: '设定目标日期、预警天数、提醒天数、排序权重',
    params: RegionParams,
    body: CampaignSettings.omit({ owner: true }).extend({ reason }),
    response: Campaign,
  },
  setMilestones: {
    method: 'PUT',
    path: '/api/regions/:region/campaign/milestones',
    permission: 'campaign.set',
    summary: '设定时间节点（整体替换）',
    params: RegionParams,
    body: z.object({
      reason,
      milestones: z
        .array(
          z.object({
            title: z.string().trim().min(2).max(60),
            dueOn: IsoDate,
            indicator: z.enum(['first_registered', 'transferred']),
            share: z.number().gt(0).max(1),
          }),
        )
        .max(12),
    }),
    response: Campaign,
  },
  openSprint: {
    method: 'POST',
    path: '/api/counties/:county/sprints',
    permission: 'campaign.set',
    summary: '发起攻坚行动',
    params: CountyParams,
    body: z.object({
      reason,
      name: z.string().trim().min(2).max(60),
      from: IsoDate,
      until: IsoDate,
      indicator: Indicator,
      target: count.min(1),
    }),
    response: Campaign,
  },
  closeSprint: {
    method: 'POST',
    path: '/api/counties/:county/sprints/:sprint/close',
    permission: 'campaign.set',
    summary: '结束攻坚行动',
    params: CountyParams.extend({ sprint: z.uuid() }),
    body: z.object({ reason }),
    response: Campaign,
  },
  decideScope: {
    method: 'POST',
    path: '/api/counties/:county/scope',
    permission: 'campaign.set',
    summary: '小区移出或纳入清零范围（须有依据）',
    params: CountyParams,
    body: z.object({
      reason,
      basis: z.string().trim().min(2).max(300),
      isInScope: z.boolean(),
      estates: z.array(z.uuid()).min(1).max(1000),
    }),
    response: Campaign,
  },
  calendar: {
    method: 'GET',
    path: '/api/regions/:region/calendar/:year',
    permission: 'tasks.read',
    summary: '工作日历（含调休）',
    params: RegionParams.extend({ year: z.coerce.number().int().min(2000).max(2100) }),
    response: CalendarYear,
  },
  correctCalendar: {
    method: 'PUT',
    path: '/api/regions/:region/calendar/:year',
    permission: 'calendar.correct',
    summary: '更正工作日历，或发布一年的放假安排',
    params: RegionParams.extend({ year: z.coerce.number().int().min(2000).max(2100) }),
    body: z.object({
      reason,
      publish: z.boolean().default(false),
      days: z
        .array(z.object({ day: IsoDate, isWorkday: z.boolean(), name: z.string().trim().min(1).max(30) }))
        .max(366),
    }),
    response: CalendarYear,
  },
} as const satisfies Record<string, Endpoint>
