import { z } from 'zod'
import { announcementChannels, planChannels } from '#domain/outreach/plans/plan.ts'
import { visitChannelCodes } from '#domain/outreach/visits/channels.ts'
import { visitFields } from '#domain/outreach/visits/fields.ts'
import {
  Announcement,
  HomeOutreach,
  OutreachLine,
  OutreachReason,
  OutreachResults,
  OutreachSummary,
  PlanHomes,
  Segment,
  VisitPlan,
  VisitPlanLine,
} from './outreach-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'
import { ChangedFields } from './visits.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(200)

export {
  Announcement,
  HomeOutreach,
  OutreachLine,
  OutreachReason,
  OutreachResults,
  OutreachSummary,
  VisitPlan,
  VisitPlanLine,
}

export const NewVisitPlan = z.object({
  title: z.string().trim().min(1).max(100),
  channel: z.enum(planChannels),
  segment: Segment,
  personId: z.uuid(),
  fromOn: IsoDate,
  untilOn: IsoDate,
  reason,
})
export type NewVisitPlan = z.infer<typeof NewVisitPlan>

export const NewHomeVisit = z.object({
  /** Made by the page; sent again, the same visit. */
  id: z.uuid(),
  channel: z.enum(visitChannelCodes),
  onDay: IsoDate,
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  isContacted: z.boolean(),
  fields: ChangedFields,
  note: z.string().trim().max(2000).nullable().default(null),
  /** The revision of the home the page had before it. */
  baseRevision: count.min(0),
})
export type NewHomeVisit = z.infer<typeof NewHomeVisit>

export const NewAnnouncement = z.object({
  estateIds: z.array(z.uuid()).min(1).max(100),
  channel: z.enum(announcementChannels),
  onDay: IsoDate,
  words: z.string().trim().min(2).max(500),
  reached: count.min(0).max(1_000_000).nullable().default(null),
})
export type NewAnnouncement = z.infer<typeof NewAnnouncement>

export const OutreachQuery = z.object({
  segment: Segment.default(Segment.parse({})),
  /** `next`: those to be asked again, the earliest first; else by home. */
  sort: z.enum(['home', 'next']).default('home'),
  after: z.string().max(100).optional(),
  limit: z.number().int().min(1).max(500).default(100),
})
export type OutreachQuery = z.infer<typeof OutreachQuery>

const page = { after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
const unitParams = z.object({ county: CountyCode, unit: z.uuid() })
const planParams = z.object({ county: CountyCode, visitPlan: z.uuid() })
const ofEstate = z.object({ estate: z.uuid().optional() })

export const outreachEndpoints = {
  searchOutreach: {
    method: 'POST',
    path: '/api/regions/:region/outreach/search',
    permission: 'outreach.read',
    summary: '走访台账（分页）',
    params: RegionParams,
    body: OutreachQuery,
    response: pageOf(OutreachLine),
  },
  exportOutreach: {
    method: 'POST',
    path: '/api/regions/:region/outreach.xlsx',
    permission: 'lists.export',
    summary: '导出走访台账',
    params: RegionParams,
    body: OutreachQuery.pick({ segment: true }),
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  },
  outreachSummary: {
    method: 'GET',
    path: '/api/regions/:region/outreach/summary',
    permission: 'outreach.read',
    summary: '走访概况：走到、联系上、问到、愿意与不愿意各多少户，原因',
    params: RegionParams,
    query: ofEstate,
    response: OutreachSummary,
  },
  outreachResults: {
    method: 'GET',
    path: '/api/regions/:region/outreach/results',
    permission: 'outreach.read',
    summary: '走访成效：按周、按方式（最近一年）',
    params: RegionParams,
    query: ofEstate,
    response: OutreachResults,
  },
  homeOutreach: {
    method: 'GET',
    path: '/api/counties/:county/units/:unit/outreach',
    permission: 'outreach.read',
    summary: '一户的走访经过',
    params: unitParams,
    response: HomeOutreach,
  },
  recordHomeVisit: {
    method: 'POST',
    path: '/api/counties/:county/units/:unit/outreach',
    permission: 'outreach.visit',
    summary: '在办公室补记一次走访、电话或微信联系；重复提交只记一次',
    params: unitParams,
    body: NewHomeVisit,
    response: z.object({ outcome: z.enum(['taken', 'merged', 'conflict']), conflicts: z.array(z.enum(visitFields)) }),
  },
  listAnnouncements: {
    method: 'GET',
    path: '/api/regions/:region/outreach-announcements',
    permission: 'outreach.read',
    summary: '面向小区的宣传（分页，最近的在前）',
    params: RegionParams,
    query: ofEstate.extend(page),
    response: pageOf(Announcement),
  },
  recordAnnouncement: {
    method: 'POST',
    path: '/api/counties/:county/outreach-announcements',
    permission: 'outreach.visit',
    summary: '记下一次面向小区的宣传：微信群、公告栏、短视频、宣传册',
    params: CountyParams,
    body: NewAnnouncement,
    response: z.object({ recorded: count }),
  },
  listOutreachReasons: {
    method: 'GET',
    path: '/api/counties/:county/outreach-reasons',
    permission: 'outreach.read',
    summary: '原因清单：通用的、本县增加的，及清单以外的说法',
    params: CountyParams,
    response: z.array(OutreachReason),
  },
  addOutreachReason: {
    method: 'POST',
    path: '/api/counties/:county/outreach-reasons',
    permission: 'outreach.arrange',
    summary: '增加一个原因',
    params: CountyParams,
    body: z.object({ name: z.string().trim().min(2).max(40), reason }),
    response: z.array(OutreachReason),
  },
  endOutreachReason: {
    method: 'POST',
    path: '/api/counties/:county/outreach-reasons/end',
    permission: 'outreach.arrange',
    summary: '停用一个原因，或并入另一个；原来的说法保留',
    params: CountyParams,
    body: z.object({
      name: z.string().trim().min(1).max(200),
      into: z.string().trim().min(1).max(200).nullable(),
      reason,
    }),
    response: z.array(OutreachReason),
  },
  listVisitPlans: {
    method: 'GET',
    path: '/api/regions/:region/visit-plans',
    permission: 'outreach.read',
    summary: '走访计划及进度（分页）',
    params: RegionParams,
    query: z.object({ state: z.enum(['running', 'ended']).optional(), ...ofEstate.shape, ...page }),
    response: pageOf(VisitPlanLine),
  },
  previewVisitPlan: {
    method: 'POST',
    path: '/api/counties/:county/visit-plans/preview',
    permission: 'outreach.arrange',
    summary: '按条件先看计划涉及多少户、哪些小区',
    params: CountyParams,
    body: z.object({ segment: Segment }),
    response: z.object({ homes: count, estates: z.array(PlanHomes) }),
  },
  makeVisitPlan: {
    method: 'POST',
    path: '/api/counties/:county/visit-plans',
    permission: 'outreach.arrange',
    summary: '制定走访计划；涉及的户就此固定',
    params: CountyParams,
    body: NewVisitPlan,
    response: VisitPlan,
  },
  getVisitPlan: {
    method: 'GET',
    path: '/api/counties/:county/visit-plans/:visitPlan',
    permission: 'outreach.read',
    summary: '一个走访计划、进度和成效',
    params: planParams,
    response: VisitPlan,
  },
  changeVisitPlan: {
    method: 'PUT',
    path: '/api/counties/:county/visit-plans/:visitPlan',
    permission: 'outreach.arrange',
    summary: '换走访人或改期限',
    params: planParams,
    body: z.object({ personId: z.uuid(), untilOn: IsoDate, revision: count, reason }),
    response: VisitPlan,
  },
  endVisitPlan: {
    method: 'POST',
    path: '/api/counties/:county/visit-plans/:visitPlan/end',
    permission: 'outreach.arrange',
    summary: '结束走访计划',
    params: planParams,
    body: z.object({ revision: count, reason }),
    response: VisitPlan,
  },
} as const satisfies Record<string, Endpoint>
