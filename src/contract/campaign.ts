import { z } from 'zod'
import { CountyCode, type Endpoint, IsoDate, pageOf, RegionCode, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const title = z.string().trim().min(2).max(60)
const Registration = z.enum(['first', 'transfer'])
/** Whether something is the region's own, its city's, or what the product starts with. */
const SetBy = z.enum(['own', 'city', 'default'])

/** Until when one kind of registration is to be cleared, and how far it is. `setBy` null with `dueOn`: nobody set it. */
export const Target = z
  .object({
    registration: Registration,
    dueOn: IsoDate.nullable(),
    setBy: z.enum(['own', 'city']).nullable(),
    daysLeft: count.nullable(),
    workingDaysLeft: count.nullable(),
    /** Falls into a year whose holidays nobody has published. */
    isProvisional: z.boolean(),
    homes: count,
    registered: count,
  })
  .meta({ id: 'CampaignTarget' })
export type Target = z.infer<typeof Target>

export const Milestone = z
  .object({
    no: count,
    title: z.string(),
    dueOn: IsoDate,
    reachedOn: IsoDate.nullable(),
    cancelledOn: IsoDate.nullable(),
    setBy: z.enum(['own', 'city']),
    workingDaysLeft: count,
  })
  .meta({ id: 'CampaignMilestone' })
export type Milestone = z.infer<typeof Milestone>

/** 百日攻坚, with what it has come to day by day. */
export const Sprint = z
  .object({
    no: count,
    title: z.string(),
    registration: Registration,
    startsOn: IsoDate,
    endsOn: IsoDate,
    targetHomes: count,
    closedOn: IsoDate.nullable(),
    done: count,
    dailyTarget: z.number(),
    burnDown: z.array(z.object({ day: IsoDate, left: count.nullable(), even: z.number() })),
  })
  .meta({ id: 'CampaignSprint' })
export type Sprint = z.infer<typeof Sprint>

const settings = {
  yellowDays: count.min(0).max(60),
  reminderDays: z.array(count.min(1).max(60)).max(5),
  defaultStepDays: count.min(1).max(250),
}

export const Campaign = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    level: z.enum(['city', 'county']),
    today: IsoDate,
    targets: z.array(Target),
    milestones: z.array(Milestone),
    sprints: z.array(Sprint),
    settings: z.object({ ...settings, setBy: SetBy }),
    leftOut: z.object({ estates: count, homes: count }),
  })
  .meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof Campaign>

/** Whether an estate belongs to the campaign. `reason` and the rest are null where it was never in question. */
export const EstateScope = z
  .object({
    estateId: z.uuid(),
    inScope: z.boolean(),
    reason: z.string().nullable(),
    basis: z.string().nullable(),
    evidence: z.object({ name: z.string(), bytes: count }).nullable(),
    changedOn: IsoDate.nullable(),
  })
  .meta({ id: 'EstateScope' })
export type EstateScope = z.infer<typeof EstateScope>

export const LeftOutEstate = EstateScope.extend({
  countyCode: CountyCode,
  countyName: z.string(),
  name: z.string(),
  homes: count,
}).meta({ id: 'LeftOutEstate' })
export type LeftOutEstate = z.infer<typeof LeftOutEstate>

/** A day that is not what its weekday says. */
export const CalendarDay = z
  .object({ day: IsoDate, isWorkday: z.boolean(), name: z.string(), isCorrected: z.boolean() })
  .meta({ id: 'CalendarDay' })
export type CalendarDay = z.infer<typeof CalendarDay>

export const CalendarYear = z
  .object({
    year: count,
    /** The city whose office keeps the calendar. */
    city: RegionCode,
    cityName: z.string(),
    state: z.enum(['shipped', 'published', 'provisional']),
    days: z.array(CalendarDay),
    /** Working days of each month. */
    months: z.array(count),
    publishedYears: z.array(count),
  })
  .meta({ id: 'CalendarYear' })
export type CalendarYear = z.infer<typeof CalendarYear>

const yearParams = RegionParams.extend({ year: z.coerce.number().int().min(2004).max(2100) })
const number = z.coerce.number().int().min(1)
const milestoneParams = RegionParams.extend({ milestone: number })
const scopeParams = z.object({ county: CountyCode, estate: z.uuid() })

export const campaignEndpoints = {
  campaign: {
    method: 'GET',
    path: '/api/regions/:region/campaign',
    permission: 'tasks.read',
    summary: '清零行动：目标、时间节点、攻坚、设置（本县未设的用市级的）',
    params: RegionParams,
    response: Campaign,
  },
  setTargets: {
    method: 'PUT',
    path: '/api/regions/:region/campaign/targets',
    permission: 'campaign.set',
    summary: '首次登记、转移登记各于何日清零',
    params: RegionParams,
    body: z.object({ reason, first: IsoDate, transfer: IsoDate }),
    response: Campaign,
  },
  addMilestone: {
    method: 'POST',
    path: '/api/regions/:region/campaign/milestones',
    permission: 'campaign.set',
    summary: '增设时间节点',
    params: RegionParams,
    body: z.object({ reason, title, dueOn: IsoDate }),
    response: Campaign,
  },
  reachMilestone: {
    method: 'POST',
    path: '/api/regions/:region/campaign/milestones/:milestone/reach',
    permission: 'campaign.set',
    summary: '时间节点已完成',
    params: milestoneParams,
    body: z.object({ reason, on: IsoDate }),
    response: Campaign,
  },
  cancelMilestone: {
    method: 'POST',
    path: '/api/regions/:region/campaign/milestones/:milestone/cancel',
    permission: 'campaign.set',
    summary: '取消时间节点',
    params: milestoneParams,
    body: z.object({ reason }),
    response: Campaign,
  },
  startSprint: {
    method: 'POST',
    path: '/api/regions/:region/campaign/sprints',
    permission: 'campaign.set',
    summary: '开展攻坚行动（百日攻坚）',
    params: RegionParams,
    body: z.object({
      reason,
      title,
      registration: Registration,
      startsOn: IsoDate,
      endsOn: IsoDate,
      targetHomes: count.min(1).max(10_000_000),
    }),
    response: Campaign,
  },
  closeSprint: {
    method: 'POST',
    path: '/api/regions/:region/campaign/sprints/:sprint/close',
    permission: 'campaign.set',
    summary: '提前结束攻坚行动',
    params: RegionParams.extend({ sprint: number }),
    body: z.object({ reason }),
    response: Campaign,
  },
  setSettings: {
    method: 'PUT',
    path: '/api/regions/:region/campaign/settings',
    permission: 'campaign.set',
    summary: '任务亮黄灯、提醒、默认办理时限（工作日）',
    params: RegionParams,
    body: z.object({ reason, ...settings }),
    response: Campaign,
  },
  leftOut: {
    method: 'GET',
    path: '/api/regions/:region/campaign/left-out',
    permission: 'tasks.read',
    summary: '不在清零范围的小区',
    params: RegionParams,
    query: z.object({
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(LeftOutEstate),
  },
  estateScope: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/scope',
    permission: 'estates.read',
    summary: '小区是否在清零范围',
    params: scopeParams,
    response: EstateScope,
  },
  setScope: {
    method: 'PUT',
    path: '/api/counties/:county/estates/:estate/scope',
    permission: 'campaign.set',
    summary: '把小区移出清零范围（须有依据）或重新纳入',
    params: scopeParams,
    body: z.object({ reason, inScope: z.boolean(), basis: z.string().trim().max(200).nullable() }),
    response: EstateScope,
  },
  addScopeEvidence: {
    method: 'POST',
    path: '/api/counties/:county/estates/:estate/scope/evidence',
    permission: 'campaign.set',
    summary: '移出清零范围的佐证材料（multipart，一个文件）',
    params: scopeParams,
    response: EstateScope,
  },
  scopeEvidence: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/scope/evidence',
    permission: 'estates.read',
    summary: '下载移出清零范围的佐证材料',
    params: scopeParams,
    response: { mediaType: 'application/octet-stream' },
  },
  calendarYear: {
    method: 'GET',
    path: '/api/regions/:region/calendar/:year',
    permission: 'tasks.read',
    summary: '一年的工作日历：节假日、调休与市清零办的更正',
    params: yearParams,
    response: CalendarYear,
  },
  correctDays: {
    method: 'PUT',
    path: '/api/regions/:region/calendar/days',
    permission: 'calendar.correct',
    summary: '更正工作日历（一天或连续数天）',
    params: RegionParams,
    body: z.object({ reason, from: IsoDate, until: IsoDate, isWorkday: z.boolean(), name: title }),
    response: CalendarYear,
  },
  publishYear: {
    method: 'POST',
    path: '/api/regions/:region/calendar/:year/publish',
    permission: 'calendar.correct',
    summary: '公布一年的工作日历，其后的期限不再是暂定',
    params: yearParams,
    body: z.object({ reason }),
    response: CalendarYear,
  },
} as const satisfies Record<string, Endpoint>
