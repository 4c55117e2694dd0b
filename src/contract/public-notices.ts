import { z } from 'zod'
import { connections } from '#domain/outreach/public/objecting.ts'
import { publishable } from '#domain/outreach/public/publishing.ts'
import { DayKind, NoticeState, ObjectionDecision } from './first-registration-shapes.ts'
import { CountyParams, type Endpoint, IsoDate, pageOf, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()
const publicParams = z.object({ publicRegion: RegionCode })
const noticeParams = publicParams.extend({ publicNotice: z.uuid() })

export const PublicRegion = z
  .object({
    code: RegionCode,
    name: z.string(),
    level: z.enum(['city', 'county']),
    /** Notices to which somebody may still object. */
    openNotices: count,
    hasCampaign: z.boolean(),
  })
  .meta({ id: 'PublicRegion' })
export type PublicRegion = z.infer<typeof PublicRegion>

/** A notice as the public sees it in a list. */
export const PublicNoticeLine = z
  .object({
    countyCode: RegionCode,
    countyName: z.string(),
    id: z.uuid(),
    estateName: z.string(),
    matter: z.string(),
    state: NoticeState,
    postedOn: IsoDate,
    endsOn: IsoDate,
    endedOn: IsoDate.nullable(),
    /** Days on which one may still object, today counted; 0: over. */
    daysLeft: count,
  })
  .meta({ id: 'PublicNoticeLine' })
export type PublicNoticeLine = z.infer<typeof PublicNoticeLine>

/** A notice whole. `parcels`: outlines in metres, each ring a list of east and north; nothing where none is surveyed. */
export const PublicNoticePage = PublicNoticeLine.extend({
  basis: z.string(),
  days: count,
  dayKind: DayKind,
  postedWhere: z.string(),
  location: z.string().nullable(),
  applicant: z.string().nullable(),
  homes: count,
  buildings: z.array(z.object({ name: z.string(), homes: count })),
  parcels: z.array(
    z.object({
      code: z.string(),
      areaM2: z.number().nullable(),
      rings: z.array(z.array(z.tuple([z.number(), z.number()]))),
    }),
  ),
  /** Whether anybody may object today. */
  mayObject: z.boolean(),
  office: z.object({ name: z.string(), phone: z.string() }).nullable(),
}).meta({ id: 'PublicNoticePage' })
export type PublicNoticePage = z.infer<typeof PublicNoticePage>

export const PublishedFigure = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('count'), figure: z.enum(publishable), value: count }),
    z.object({
      kind: z.literal('share'),
      figure: z.enum(publishable),
      value: z.number().nullable(),
      part: count,
      whole: count,
    }),
  ])
  .meta({ id: 'PublishedFigure' })
export type PublishedFigure = z.infer<typeof PublishedFigure>

export const PublicContact = z
  .object({
    name: z.string().trim().min(2).max(60),
    phone: z
      .string()
      .trim()
      .regex(/^[0-9][0-9\- ]{4,19}$/),
    hours: z.string().trim().max(60),
  })
  .meta({ id: 'PublicContact' })
export type PublicContact = z.infer<typeof PublicContact>

/** What is published: frozen on its day, so that it does not change under whoever reads it. */
export const PublishedContent = z
  .object({
    figures: z.array(PublishedFigure),
    estates: z.array(z.object({ name: z.string(), units: count, firstRegistered: count, transferred: count })),
  })
  .meta({ id: 'PublishedContent' })
export type PublishedContent = z.infer<typeof PublishedContent>

/** `published` null: the office has published nothing. */
export const CampaignPage = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    published: PublishedContent.extend({
      asOf: IsoDate,
      publishedOn: IsoDate,
      words: z.string().nullable(),
      contacts: z.array(PublicContact),
    }).nullable(),
  })
  .meta({ id: 'CampaignPage' })
export type CampaignPage = z.infer<typeof CampaignPage>

/** The same for paper: with the address that the code on the sheet leads to. */
export const NoticeBoardSheet = PublicNoticePage.extend({ publicUrl: z.string() }).meta({ id: 'NoticeBoardSheet' })
export type NoticeBoardSheet = z.infer<typeof NoticeBoardSheet>

/** An objection as the one who made it sees it. */
export const OwnObjection = z
  .object({
    countyCode: RegionCode,
    noticeId: z.uuid(),
    estateName: z.string(),
    matter: z.string(),
    noticeState: NoticeState,
    raisedOn: IsoDate,
    words: z.string(),
    papers: z.array(z.string()),
    decision: ObjectionDecision.nullable(),
    decisionWords: z.string().nullable(),
    decidedOn: IsoDate.nullable(),
  })
  .meta({ id: 'OwnObjection' })
export type OwnObjection = z.infer<typeof OwnObjection>

export const publicNoticesEndpoints = {
  publicRegions: {
    method: 'GET',
    path: '/api/public/regions',
    permission: 'open',
    summary: '公众：有哪些县市区、各有几个公示',
    response: z.array(PublicRegion),
  },
  publicNotices: {
    method: 'GET',
    path: '/api/public/:publicRegion/notices',
    permission: 'open',
    summary: '公众：公示列表',
    params: publicParams,
    query: z.object({ show: z.enum(['open', 'ended']).default('open'), after: z.uuid().optional() }),
    response: pageOf(PublicNoticeLine),
  },
  publicNotice: {
    method: 'GET',
    path: '/api/public/:publicRegion/notices/:publicNotice',
    permission: 'open',
    summary: '公众：公示内容',
    params: noticeParams,
    response: PublicNoticePage,
  },
  campaignPage: {
    method: 'GET',
    path: '/api/public/:publicRegion/campaign',
    permission: 'open',
    summary: '公众：清零行动公开内容',
    params: publicParams,
    response: CampaignPage,
  },
  noticeBoard: {
    method: 'GET',
    path: '/api/counties/:county/public-notices/:publicNotice/board',
    permission: 'registrations.read',
    summary: '公示栏张贴件：公示内容和扫码网址',
    params: CountyParams.extend({ publicNotice: z.uuid() }),
    response: NoticeBoardSheet,
  },
  object: {
    method: 'POST',
    path: '/api/public/:publicRegion/notices/:publicNotice/objections',
    permission: 'visitor',
    summary: '对公示提出异议：公示和登记随之中止',
    params: noticeParams,
    body: z.object({
      name: z.string().trim().min(2).max(50),
      phone: z
        .string()
        .trim()
        .regex(/^1\d{10}$/),
      connection: z.enum(connections),
      words: z.string().trim().min(5).max(1000),
    }),
    response: OwnObjection,
  },
  addObjectionPapers: {
    method: 'POST',
    path: '/api/public/:publicRegion/notices/:publicNotice/objections/own/papers',
    permission: 'visitor',
    summary: '为自己的异议补交证明材料（照片、PDF）',
    params: noticeParams,
    response: OwnObjection,
  },
  takeObjectionBack: {
    method: 'POST',
    path: '/api/public/:publicRegion/notices/:publicNotice/objections/own/take-back',
    permission: 'visitor',
    summary: '撤回自己的异议',
    params: noticeParams,
    body: z.object({}),
    response: OwnObjection,
  },
  ownObjections: {
    method: 'GET',
    path: '/api/public/objections',
    permission: 'visitor',
    summary: '自己提出的异议和处理结果',
    response: z.array(OwnObjection),
  },
} as const satisfies Record<string, Endpoint>
