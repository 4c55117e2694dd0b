import { z } from 'zod'
import {
  ApplicantKind,
  CommonPart,
  DayKind,
  EstateFirst,
  FirstHome,
  FirstRefusal,
  FirstRegistration,
  NoticeLine,
  NoticeState,
  ObjectionDecision,
} from './first-registration-shapes.ts'
import { CountyCode, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(200)
const words = z.string().trim().min(2).max(1000)
const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
const firstParams = z.object({ county: CountyCode, first: z.uuid() })
const inspectionParams = firstParams.extend({ inspection: z.uuid() })
const noticeParams = firstParams.extend({ notice: z.uuid() })

/** Which homes: the whole estate, one building, or those named. */
const Covered = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('estate') }),
  z.object({ scope: z.literal('building'), buildingId: z.uuid() }),
  z.object({ scope: z.literal('part'), unitIds: z.array(z.uuid()).min(1).max(10_000) }),
])
export type Covered = z.infer<typeof Covered>

const Application = z.object({
  covered: Covered,
  applicantKind: ApplicantKind,
  organisationId: z.uuid().nullable().default(null),
  applicantBasis: z.string().trim().min(2).max(300).nullable().default(null),
  submittedOn: IsoDate,
  commonParts: z.array(CommonPart).max(200).default([]),
  /** Whether the county asks for a notice where no rule does. */
  isNoticeAsked: z.boolean().default(false),
})
export type FirstAsked = z.infer<typeof Application>

export const firstRegistrationsEndpoints = {
  estateFirst: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/first-registration',
    permission: 'registrations.read',
    summary: '小区首次登记的材料、环节、房屋和障碍（取自最近一次诊断）',
    params: estateParams,
    response: EstateFirst,
  },
  firstHomes: {
    method: 'GET',
    path: '/api/counties/:county/estates/:estate/first-registration/homes',
    permission: 'registrations.read',
    summary: '可选入首次登记的房屋',
    params: estateParams,
    query: z.object({
      building: z.uuid().optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    response: pageOf(FirstHome),
  },
  tryFirst: {
    method: 'POST',
    path: '/api/counties/:county/estates/:estate/first-registration/try',
    permission: 'registrations.apply',
    summary: '试算首次登记申请：哪里不符合、附记建议',
    params: estateParams,
    body: Application,
    response: z.object({ homes: count, refusals: z.array(FirstRefusal), note: z.string() }),
  },
  submitFirst: {
    method: 'POST',
    path: '/api/counties/:county/estates/:estate/first-registrations',
    permission: 'registrations.apply',
    summary: '申请首次登记',
    params: estateParams,
    body: Application.extend({
      reason,
      /** The diagnosis the applicant has looked at; another one since is a conflict. */
      diagnosisNo: count,
      note: z.string().trim().max(4000),
    }),
    response: FirstRegistration,
  },
  getFirst: {
    method: 'GET',
    path: '/api/counties/:county/first-registrations/:first',
    permission: 'registrations.read',
    summary: '首次登记申请',
    params: firstParams,
    response: FirstRegistration,
  },
  writeNote: {
    method: 'PUT',
    path: '/api/counties/:county/first-registrations/:first/note',
    permission: 'registrations.review',
    summary: '改附记（登簿前）',
    params: firstParams,
    body: z.object({ reason, note: z.string().trim().max(4000) }),
    response: FirstRegistration,
  },
  recordInspection: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/inspections',
    permission: 'registrations.gate',
    summary: '记录实地查看：坐落、竣工、何人何时、发现',
    params: firstParams,
    body: z.object({
      reason,
      inspectedOn: IsoDate,
      inspectors: z.string().trim().min(2).max(100),
      locationMatches: z.boolean(),
      isCompleted: z.boolean(),
      findings: words,
    }),
    response: FirstRegistration,
  },
  addInspectionPhotos: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/inspections/:inspection/photos',
    permission: 'registrations.gate',
    summary: '实地查看照片',
    params: inspectionParams,
    response: FirstRegistration,
  },
  passInspection: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/inspections/:inspection/pass',
    permission: 'registrations.gate',
    summary: '实地查看通过',
    params: inspectionParams,
    body: z.object({ reason }),
    response: FirstRegistration,
  },
  draftNotice: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices',
    permission: 'registrations.gate',
    summary: '拟公示：事项、依据、天数（规则定了天数的按规则）',
    params: firstParams,
    body: z.object({
      reason,
      rule: z.string().max(100).nullable().default(null),
      matter: words,
      /** Asked where no rule asks for the notice, or the rule leaves it open. */
      basis: z.string().trim().min(2).max(300).nullable().default(null),
      days: count.min(1).max(365).nullable().default(null),
      dayKind: DayKind.nullable().default(null),
    }),
    response: FirstRegistration,
  },
  noticeDocument: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/document',
    permission: 'documents.draft',
    summary: '把公示拟成公文草稿',
    params: noticeParams,
    body: z.object({ reason }),
    response: z.object({ documentId: z.uuid() }),
  },
  postNotice: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/post',
    permission: 'registrations.gate',
    summary: '张贴公示：从何日起、在何处；公示期间办理时限中止',
    params: noticeParams,
    body: z.object({ reason, postedOn: IsoDate, postedWhere: z.string().trim().min(2).max(200) }),
    response: FirstRegistration,
  },
  addNoticePhotos: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/photos',
    permission: 'registrations.gate',
    summary: '张贴、撤下公示的照片：照片里的时间、地点留作证明，照片本身去掉地点',
    params: noticeParams,
    query: z.object({ moment: z.enum(['posted', 'taken_down']).default('posted') }),
    response: FirstRegistration,
  },
  objectToNotice: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/objections',
    permission: 'registrations.gate',
    summary: '登记对公示的异议：何人、何故；公示和登记随之中止',
    params: noticeParams,
    body: z.object({ reason, raisedOn: IsoDate, objector: z.string().trim().min(1).max(100), words }),
    response: FirstRegistration,
  },
  decideObjection: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/objections/:objection/decision',
    permission: 'registrations.gate',
    summary: '处理异议：不成立、撤回或成立',
    params: noticeParams.extend({ objection: z.coerce.number().int().min(1) }),
    body: z.object({ reason, decidedOn: IsoDate, decision: ObjectionDecision, words }),
    response: FirstRegistration,
  },
  openObjector: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/objections/:objection/open',
    permission: 'personal.open',
    summary: '查看网上异议人的姓名、电话（须写用途，全程留痕）',
    params: noticeParams.extend({ objection: z.coerce.number().int().min(1) }),
    body: z.object({ reason }),
    response: z.object({ name: z.string(), phone: z.string() }),
  },
  endNotice: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/end',
    permission: 'registrations.gate',
    summary: '公示期满无异议，结束公示',
    params: noticeParams,
    body: z.object({ reason }),
    response: FirstRegistration,
  },
  withdrawNotice: {
    method: 'POST',
    path: '/api/counties/:county/first-registrations/:first/notices/:notice/withdraw',
    permission: 'registrations.gate',
    summary: '撤回公示',
    params: noticeParams,
    body: z.object({ reason }),
    response: FirstRegistration,
  },
  firstPhoto: {
    method: 'GET',
    path: '/api/counties/:county/first-registrations/:first/photos/:firstPhoto',
    permission: 'registrations.read',
    summary: '实地查看、公示的照片',
    params: firstParams.extend({ firstPhoto: z.uuid() }),
    response: { mediaType: 'image/*' },
  },
  listNotices: {
    method: 'GET',
    path: '/api/regions/:region/public-notices',
    permission: 'registrations.read',
    summary: '公示列表',
    params: RegionParams,
    query: z.object({
      state: NoticeState.optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: pageOf(NoticeLine),
  },
} as const satisfies Record<string, Endpoint>
