import { z } from 'zod'
import { qualificationFields } from '#domain/surveys/qualifications.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf } from './platform/endpoint.ts'

const count = z.number().int()
const fen = z.number().int()
const reason = z.string().trim().min(2).max(500)
const words = (longest: number) => z.string().trim().min(1).max(longest)
const after = z.string().max(80).optional()
const limit = z.coerce.number().int().min(1).max(500).default(100)
const holder = { holder: z.uuid(), holderKind: z.enum(['account', 'organisation']) }

/** A qualification 资质 of a third party, and how it stands today. */
const Qualification = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    holderId: z.uuid(),
    holderName: z.string(),
    holderKind: z.enum(['account', 'organisation']),
    field: z.enum(qualificationFields),
    certificateNo: z.string(),
    grade: z.string().nullable(),
    validFrom: IsoDate,
    validUntil: IsoDate,
    state: z.enum(['coming', 'valid', 'ends_soon', 'ended', 'withdrawn']),
    daysLeft: count,
    recordedBy: z.string(),
    withdrawnOn: IsoDate.nullable(),
    withdrawnReason: z.string().nullable(),
  })
  .meta({ id: 'Qualification' })
export type Qualification = z.infer<typeof Qualification>

export const appraisedSubjects = ['land', 'house'] as const
const appraisalStates = ['handed_in', 'returned', 'accepted'] as const

/** An appraisal report as it was handed in. */
const Appraisal = z
  .object({
    id: z.uuid(),
    version: count,
    reportNo: z.string(),
    valueOn: IsoDate,
    valueFen: fen,
    validUntil: IsoDate,
    name: z.string(),
    bytes: count,
    note: z.string().nullable(),
    state: z.enum(appraisalStates),
    handedInBy: z.string(),
    handedInOn: IsoDate,
    decidedBy: z.string().nullable(),
    decidedOn: IsoDate.nullable(),
    decision: z.string().nullable(),
    /** Whether the one who asks handed it in, and so may not decide on it. */
    isOwn: z.boolean(),
  })
  .meta({ id: 'Appraisal' })
export type Appraisal = z.infer<typeof Appraisal>

/** A commission of an appraisal with every version handed in, the latest first. */
const AppraisalCommission = z
  .object({
    id: z.uuid(),
    countyCode: CountyCode,
    estateId: z.uuid(),
    estateName: z.string(),
    location: z.string().nullable(),
    appraiser: z.string(),
    subject: z.enum(appraisedSubjects),
    purpose: z.string(),
    dueOn: IsoDate,
    /** What it is paid from, of the special fund. */
    fundUse: z.object({ id: z.uuid(), title: z.string(), committedFen: fen }).nullable(),
    givenOn: IsoDate,
    givenBy: z.string(),
    endedOn: IsoDate.nullable(),
    endReason: z.string().nullable(),
    appraisals: z.array(Appraisal),
  })
  .meta({ id: 'AppraisalCommission' })
export type AppraisalCommission = z.infer<typeof AppraisalCommission>

const county = '/api/counties/:county'
const commissionParams = z.object({ county: CountyCode, appraisalCommission: z.uuid() })
const appraisalParams = z.object({ county: CountyCode, appraisal: z.uuid() })

export const thirdPartiesEndpoints = {
  listQualifications: {
    method: 'GET',
    path: `${county}/qualifications`,
    permission: 'survey.read',
    summary: '第三方机构的资质（先到期的在前）；机构只见自己的',
    params: CountyParams,
    query: z.object({ after, limit }),
    response: pageOf(Qualification),
  },
  recordQualification: {
    method: 'POST',
    path: `${county}/qualifications`,
    permission: 'survey.take',
    summary: '登记资质',
    params: CountyParams,
    body: z.object({
      ...holder,
      reason,
      field: z.enum(qualificationFields),
      certificateNo: words(80),
      grade: words(40).nullable(),
      validFrom: IsoDate,
      validUntil: IsoDate,
    }),
    response: Qualification,
  },
  withdrawQualification: {
    method: 'POST',
    path: `${county}/qualifications/:qualification/withdraw`,
    permission: 'survey.take',
    summary: '注销一项资质',
    params: z.object({ county: CountyCode, qualification: z.uuid() }),
    body: z.object({ reason }),
    response: Qualification,
  },
  listAppraisals: {
    method: 'GET',
    path: `${county}/appraisal-commissions`,
    permission: 'survey.read',
    summary: '评估委托及报告（新的在前）；机构只见受托的',
    params: CountyParams,
    query: z.object({ after, limit }),
    response: pageOf(AppraisalCommission),
  },
  commissionAppraisal: {
    method: 'POST',
    path: `${county}/appraisal-commissions`,
    permission: 'survey.take',
    summary: '委托评估',
    params: CountyParams,
    body: z.object({
      ...holder,
      reason,
      estateId: z.uuid(),
      subject: z.enum(appraisedSubjects),
      purpose: words(200),
      dueOn: IsoDate,
      fundUseId: z.uuid().nullable(),
    }),
    response: AppraisalCommission,
  },
  endAppraisalCommission: {
    method: 'POST',
    path: `${county}/appraisal-commissions/:appraisalCommission/end`,
    permission: 'survey.take',
    summary: '终止评估委托',
    params: commissionParams,
    body: z.object({ reason }),
    response: AppraisalCommission,
  },
  handInAppraisal: {
    method: 'POST',
    path: `${county}/appraisal-commissions/:appraisalCommission/appraisals`,
    permission: 'survey.hand_in',
    summary: '提交评估报告（multipart，说明在 note）',
    params: commissionParams,
    query: z.object({
      reportNo: words(80),
      valueOn: IsoDate,
      valueFen: z.coerce.number().int().min(1).max(1e15),
      validUntil: IsoDate,
    }),
    response: AppraisalCommission,
  },
  appraisalReport: {
    method: 'GET',
    path: `${county}/appraisals/:appraisal/report`,
    permission: 'survey.read',
    summary: '评估报告原件',
    params: appraisalParams,
    response: { mediaType: 'application/octet-stream' },
  },
  returnAppraisal: {
    method: 'POST',
    path: `${county}/appraisals/:appraisal/return`,
    permission: 'survey.take',
    summary: '退回评估报告（提交人以外的人）',
    params: appraisalParams,
    body: z.object({ reason }),
    response: AppraisalCommission,
  },
  acceptAppraisal: {
    method: 'POST',
    path: `${county}/appraisals/:appraisal/accept`,
    permission: 'survey.take',
    summary: '认可评估报告并归档（提交人以外的人）',
    params: appraisalParams,
    body: z.object({ reason }),
    response: AppraisalCommission,
  },
} as const satisfies Record<string, Endpoint>
