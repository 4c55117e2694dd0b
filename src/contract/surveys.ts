import { z } from 'zod'
import { surveyRuleNames } from '#domain/surveys/faults.ts'
import { surveyStates } from '#domain/surveys/states.ts'
import {
  CountyCode,
  CountyParams,
  type Endpoint,
  IsoDate,
  pageOf,
  RegionCode,
  RegionParams,
} from './platform/endpoint.ts'
import { SurveyContent } from './survey-content.ts'

const count = z.number().int()
const areaM2 = z.number().nullable()
const reason = z.string().trim().min(2).max(500)
const xlsx = { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

/** One hand-in of an estate's survey, without its tables. */
export const SurveyVersion = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    countyName: z.string(),
    estateId: z.uuid(),
    estateName: z.string(),
    version: count,
    state: z.enum(surveyStates),
    errors: count,
    warnings: count,
    parcels: count,
    buildings: count,
    homes: count,
    areaM2,
    surveyedLandM2: areaM2,
    approvedLandM2: areaM2,
    note: z.string().nullable(),
    files: z.array(z.object({ name: z.string(), bytes: count })),
    handedInBy: z.string(),
    handedInOn: IsoDate,
    /** Whether the one who asks handed it in, and so may not decide on it. */
    isOwn: z.boolean(),
    decidedBy: z.string().nullable(),
    decidedOn: IsoDate.nullable(),
    decision: z.string().nullable(),
  })
  .meta({ id: 'SurveyVersion' })
export type SurveyVersion = z.infer<typeof SurveyVersion>

const SurveyCommission = z
  .object({
    id: z.uuid(),
    estateId: z.uuid(),
    estateName: z.string(),
    surveyor: z.string(),
    isOrganisation: z.boolean(),
    givenOn: IsoDate,
    givenBy: z.string(),
  })
  .meta({ id: 'SurveyCommission' })
export type SurveyCommission = z.infer<typeof SurveyCommission>

/** An estate as its surveyor sees it: where it is, who works on it, what was handed in. */
export const EstateSurveys = z
  .object({
    countyCode: RegionCode,
    countyName: z.string(),
    estateId: z.uuid(),
    estateName: z.string(),
    location: z.string().nullable(),
    parcelCode: z.string().nullable(),
    homes: count,
    registered: count,
    commissions: z.array(SurveyCommission),
    versions: z.array(SurveyVersion),
    buildings: z.array(z.object({ id: z.uuid(), name: z.string() })),
    /** Central meridian under which the county's coordinates are told, unless the file says otherwise. */
    meridian: count,
  })
  .meta({ id: 'EstateSurveys' })
export type EstateSurveys = z.infer<typeof EstateSurveys>

export const SurveyFaultEntry = z.object({
  rule: z.enum(surveyRuleNames),
  at: z.object({ sheet: z.string(), cell: z.string() }),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type SurveyFaultEntry = z.infer<typeof SurveyFaultEntry>

/** A registered home that the survey tells otherwise: it was left as it is registered. */
const LeftHome = z.object({
  building: z.string(),
  entrance: z.string(),
  room: z.string(),
  fields: z.array(
    z.object({
      field: z.enum(['areaM2', 'innerM2', 'sharedM2', 'code', 'floor']),
      was: z.union([z.string(), z.number()]),
      says: z.union([z.string(), z.number()]),
    }),
  ),
})

export const SurveyView = SurveyVersion.extend({
  content: SurveyContent,
  faults: z.array(SurveyFaultEntry),
  /** Land beyond the approval per parcel. */
  excess: z.array(
    z.object({
      code: z.string(),
      measuredM2: z.number(),
      approvedM2: z.number(),
      excessM2: z.number(),
      percent: z.number(),
    }),
  ),
  left: z.array(LeftHome),
}).meta({ id: 'SurveyView' })
export type SurveyView = z.infer<typeof SurveyView>

const cellValue = z.union([z.string(), z.number()]).nullable()
export const SurveyComparison = z
  .object({
    earlier: count,
    later: count,
    homes: z.array(
      z.object({
        key: z.string(),
        building: z.string(),
        entrance: z.string(),
        room: z.string(),
        kind: z.enum(['added', 'dropped', 'changed']),
        fields: z.array(z.object({ field: z.string(), was: cellValue, becomes: cellValue })),
      }),
    ),
  })
  .meta({ id: 'SurveyComparison' })
export type SurveyComparison = z.infer<typeof SurveyComparison>

/** What becomes of the homes when a survey is taken over. */
export const AcceptedSurvey = z
  .object({
    survey: SurveyVersion,
    taken: z.object({ buildings: count, added: count, changed: count, unchanged: count }),
    left: z.array(LeftHome),
  })
  .meta({ id: 'AcceptedSurvey' })
export type AcceptedSurvey = z.infer<typeof AcceptedSurvey>

const Surveyor = z.object({ id: z.uuid(), name: z.string(), kind: z.enum(['account', 'organisation']) })

const surveysQuery = z.object({
  state: z.enum(surveyStates).optional(),
  name: z.string().trim().max(64).optional(),
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type SurveysQuery = z.infer<typeof surveysQuery>

const estateParams = z.object({ county: CountyCode, estate: z.uuid() })
const surveyParams = z.object({ county: CountyCode, survey: z.uuid() })
const county = '/api/counties/:county'

export const surveysEndpoints = {
  listSurveys: {
    method: 'GET',
    path: '/api/regions/:region/surveys',
    permission: 'survey.read',
    summary: '测绘成果（最近提交的在前）；测绘机构只见受托的小区',
    params: RegionParams,
    query: surveysQuery,
    response: pageOf(SurveyVersion),
  },
  surveyDesk: {
    method: 'GET',
    path: `${county}/survey-desk`,
    permission: 'survey.hand_in',
    summary: '受托测绘的小区及其成果',
    params: CountyParams,
    response: z.array(
      z.object({
        estateId: z.uuid(),
        estateName: z.string(),
        location: z.string().nullable(),
        surveyors: z.string(),
        latest: SurveyVersion.nullable(),
      }),
    ),
  },
  surveyTemplate: {
    method: 'GET',
    path: `${county}/survey-template.xlsx`,
    permission: 'survey.hand_in',
    summary: '测绘成果模板',
    params: CountyParams,
    response: xlsx,
  },
  estateSurveys: {
    method: 'GET',
    path: `${county}/estates/:estate/surveys`,
    permission: 'survey.read',
    summary: '小区的测绘成果',
    params: estateParams,
    response: EstateSurveys,
  },
  handInSurvey: {
    method: 'POST',
    path: `${county}/estates/:estate/surveys`,
    permission: 'survey.hand_in',
    summary: '提交测绘成果（multipart：表格和 GeoJSON，说明在 note），随即检查',
    params: estateParams,
    query: z.object({
      meridian: z.coerce.number().int().min(72).max(138).multipleOf(3).optional(),
    }),
    response: SurveyVersion,
  },
  getSurvey: {
    method: 'GET',
    path: `${county}/surveys/:survey`,
    permission: 'survey.read',
    summary: '一次测绘成果：各表、检查结果、面积和界址',
    params: surveyParams,
    response: SurveyView,
  },
  compareSurvey: {
    method: 'GET',
    path: `${county}/surveys/:survey/comparison`,
    permission: 'survey.read',
    summary: '与另一次成果比较',
    params: surveyParams,
    query: z.object({ earlier: z.uuid() }),
    response: SurveyComparison,
  },
  surveyFile: {
    method: 'GET',
    path: `${county}/surveys/:survey/files/:fileNo`,
    permission: 'survey.read',
    summary: '提交的原文件',
    params: surveyParams.extend({ fileNo: z.coerce.number().int().min(1).max(20) }),
    response: { mediaType: 'application/octet-stream' },
  },
  surveyFaults: {
    method: 'GET',
    path: `${county}/surveys/:survey/faults.xlsx`,
    permission: 'survey.read',
    summary: '检查结果清单',
    params: surveyParams,
    response: xlsx,
  },
  returnSurvey: {
    method: 'POST',
    path: `${county}/surveys/:survey/return`,
    permission: 'survey.take',
    summary: '退回测绘成果（提交人以外的人）',
    params: surveyParams,
    body: z.object({ reason }),
    response: SurveyVersion,
  },
  acceptSurvey: {
    method: 'POST',
    path: `${county}/surveys/:survey/accept`,
    permission: 'survey.take',
    summary: '验收并入库（提交人以外的人）：幢、户、面积、宗地',
    params: surveyParams,
    body: z.object({ reason }),
    response: AcceptedSurvey,
  },
  listSurveyors: {
    method: 'GET',
    path: `${county}/surveyors`,
    permission: 'survey.take',
    summary: '可以委托的测绘机构和账号',
    params: CountyParams,
    response: z.array(Surveyor),
  },
  commissionSurvey: {
    method: 'POST',
    path: `${county}/estates/:estate/survey-commissions`,
    permission: 'survey.take',
    summary: '委托测绘',
    params: estateParams,
    body: z.object({ surveyor: z.uuid(), kind: z.enum(['account', 'organisation']), reason }),
    response: EstateSurveys,
  },
  endCommission: {
    method: 'POST',
    path: `${county}/survey-commissions/:commission/end`,
    permission: 'survey.take',
    summary: '终止委托',
    params: z.object({ county: CountyCode, commission: z.uuid() }),
    body: z.object({ reason }),
    response: EstateSurveys,
  },
} as const satisfies Record<string, Endpoint>
