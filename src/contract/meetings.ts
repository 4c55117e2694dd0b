import { z } from 'zod'
import {
  Candidate,
  Kind,
  Meeting,
  MeetingLine,
  ReferTo,
  Resolution,
  ResolutionKind,
  Stance,
  Why,
} from './meeting-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const meetingParams = z.object({ county: CountyCode, meeting: z.uuid() })
const itemParams = meetingParams.extend({ item: z.coerce.number().int().min(1) })
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

const NewItem = z.object({
  title: z.string().trim().min(2).max(200).nullable(),
  estateId: z.uuid().nullable(),
  taskId: z.uuid().nullable(),
  why: Why,
  signRule: z.enum(['any', 'all']).default('all'),
})

const matter = z.string().trim().min(2).max(500)

/** A resolution is the task: matter, unit and day. */
const ordered = {
  matter,
  organisationId: z.uuid(),
  personId: z.uuid().nullable().default(null),
  dueOn: IsoDate,
}

/** What a consultation resolves; each names a unit and a day but a rule, which names its pack. */
const NewResolution = z.discriminatedUnion('kind', [
  z.object({ ...ordered, kind: z.enum(['task', 'by_law']), wanted: z.string().trim().min(2).max(500) }),
  z.object({ ...ordered, kind: z.literal('refer'), referTo: ReferTo }),
  /**
   * A rule for this estate alone (`case`, 一事一议) or for every similar one (`rule`): closes a requirement of the item's
   * estate. `conditions` are the facts of the estate that make another one similar; a case has none. Becomes a draft in the
   * policy library, in force once a second person publishes it.
   */
  z.object({
    kind: z.enum(['case', 'rule']),
    matter,
    requirement: z.string().min(1).max(64),
    effect: z.enum(['substitute', 'defer', 'separate', 'waive']),
    until: z.string().trim().max(60).nullable().default(null),
    conditions: z
      .array(z.object({ fact: z.string(), is: z.union([z.boolean(), z.number(), z.string()]) }))
      .max(20)
      .default([]),
    registerNote: z.string().trim().max(300).nullable().default(null),
  }),
])

export const meetingsEndpoints = {
  listMeetings: {
    method: 'GET',
    path: '/api/regions/:region/meetings',
    permission: 'meetings.read',
    summary: '会议列表（坐诊、巡诊、会诊及各类会议）',
    params: RegionParams,
    query: z.object({
      kind: Kind.optional(),
      state: z.enum(['planned', 'held', 'closed', 'cancelled']).optional(),
      from: IsoDate.optional(),
      until: IsoDate.optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: pageOf(MeetingLine),
  },
  planMeeting: {
    method: 'POST',
    path: '/api/counties/:county/meetings',
    permission: 'meetings.hold',
    summary: '安排会议：时间、地点、参会单位、议题',
    params: CountyParams,
    body: z.object({
      reason,
      kind: Kind,
      title: z.string().trim().min(2).max(100),
      number: z.string().trim().max(60).nullable().default(null),
      heldOn: IsoDate,
      startsAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .nullable()
        .default(null),
      place: z.string().trim().max(100).nullable().default(null),
      hostOrganisationId: z.uuid().nullable().default(null),
      chair: z.string().trim().max(60).nullable().default(null),
      organisations: z.array(z.uuid()).max(60).default([]),
      items: z.array(NewItem).max(500).default([]),
    }),
    response: Meeting,
  },
  getMeeting: {
    method: 'GET',
    path: '/api/counties/:county/meetings/:meeting',
    permission: 'meetings.read',
    summary: '会议：议程、到会、意见、议定事项',
    params: meetingParams,
    response: Meeting,
  },
  meetingMinutes: {
    method: 'GET',
    path: '/api/counties/:county/meetings/:meeting/minutes.docx',
    permission: 'meetings.read',
    summary: '会议纪要 .docx',
    params: meetingParams,
    response: docx,
  },
  draftMinutes: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/minutes-document',
    permission: 'documents.draft',
    summary: '把会议纪要拟成公文草稿',
    params: meetingParams,
    body: z.object({ reason }),
    response: z.object({ documentId: z.uuid() }),
  },
  changeMeeting: {
    method: 'PUT',
    path: '/api/counties/:county/meetings/:meeting',
    permission: 'meetings.hold',
    summary: '改期次、日期、地点、主持单位和主持人，记到会、记纪要',
    params: meetingParams,
    body: z.object({
      reason,
      revision: count,
      title: z.string().trim().min(2).max(100).optional(),
      number: z.string().trim().max(60).nullable().optional(),
      heldOn: IsoDate.optional(),
      startsAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .nullable()
        .optional(),
      place: z.string().trim().max(100).nullable().optional(),
      hostOrganisationId: z.uuid().nullable().optional(),
      chair: z.string().trim().max(60).nullable().optional(),
      minutes: z.string().max(20_000).nullable().optional(),
      attendance: z
        .array(
          z.object({
            organisationId: z.uuid(),
            personName: z.string().trim().max(60).nullable(),
            status: z.enum(['asked', 'present', 'absent', 'deputised']),
          }),
        )
        .max(60)
        .optional(),
    }),
    response: Meeting,
  },
  addItems: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/items',
    permission: 'meetings.hold',
    summary: '增加议题、待诊小区或巡诊站点',
    params: meetingParams,
    body: z.object({ reason, items: z.array(NewItem).min(1).max(500) }),
    response: Meeting,
  },
  markItem: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/items/:item',
    permission: 'meetings.hold',
    summary: '一项办完、延后，或巡诊到达，附记录',
    params: itemParams,
    body: z.object({
      reason,
      state: z.enum(['open', 'done', 'adjourned']),
      isSeen: z.boolean().default(false),
      note: z.string().trim().max(2000).nullable().default(null),
    }),
    response: Meeting,
  },
  visitStop: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/items/:item/visit',
    permission: 'facts.record',
    summary: '巡诊到达并记录（包联干部）',
    params: itemParams,
    body: z.object({ note: z.string().trim().min(1).max(2000) }),
    response: Meeting,
  },
  addPhotos: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/items/:item/photos',
    permission: 'facts.record',
    summary: '上传巡诊照片（multipart）',
    params: itemParams,
    response: Meeting,
  },
  itemPhoto: {
    method: 'GET',
    path: '/api/counties/:county/meetings/:meeting/items/:item/photos/:photo',
    permission: 'meetings.read',
    summary: '巡诊照片',
    params: itemParams.extend({ photo: z.coerce.number().int().min(1) }),
    response: { mediaType: 'application/octet-stream' },
  },
  giveOpinion: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/items/:item/opinions',
    permission: 'opinions.give',
    summary: '单位意见（经办人可代参会单位录入）',
    params: itemParams,
    body: z.object({
      organisationId: z.uuid(),
      stance: Stance,
      words: z.string().trim().max(1000).nullable().default(null),
    }),
    response: Meeting,
  },
  resolve: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/items/:item/resolutions',
    permission: 'meetings.hold',
    summary: '形成议定事项（责任单位＋事项＋时限，即为任务）',
    params: itemParams,
    body: z.object({ reason, resolution: NewResolution }),
    response: Meeting,
  },
  closeMeeting: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/close',
    permission: 'meetings.hold',
    summary: '会议结束：议定事项成为任务已下达，计入工作量',
    params: meetingParams,
    body: z.object({ reason, revision: count }),
    response: Meeting,
  },
  cancelMeeting: {
    method: 'POST',
    path: '/api/counties/:county/meetings/:meeting/cancel',
    permission: 'meetings.hold',
    summary: '取消会议',
    params: meetingParams,
    body: z.object({ reason, revision: count }),
    response: Meeting,
  },
  candidates: {
    method: 'GET',
    path: '/api/counties/:county/meeting-candidates',
    permission: 'meetings.read',
    summary: '候选：待坐诊、待巡诊、待会诊的小区与事项，提请联席会议、县政府常务会的事项，按先后排列',
    params: CountyParams,
    query: z.object({
      kind: z.enum(['clinic', 'round', 'consultation', 'joint', 'standing_committee']),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.array(Candidate),
  },
  listResolutions: {
    method: 'GET',
    path: '/api/regions/:region/resolutions',
    permission: 'meetings.read',
    summary: '议定事项及其落实：任务、佐证、销号、登记套数',
    params: RegionParams,
    query: z.object({
      kind: ResolutionKind.optional(),
      estate: z.uuid().optional(),
      resolution: z.uuid().optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: pageOf(Resolution),
  },
  linkTasks: {
    method: 'POST',
    path: '/api/counties/:county/resolutions/:resolution/tasks',
    permission: 'meetings.hold',
    summary: '把已有任务归到一条议定事项或意见建议',
    params: z.object({ county: CountyCode, resolution: z.uuid() }),
    body: z.object({ reason, tasks: z.array(z.uuid()).min(1).max(500) }),
    response: Resolution,
  },
} as const satisfies Record<string, Endpoint>
