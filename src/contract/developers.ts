import { z } from 'zod'
import { paperCodes } from '#domain/archives/paper-kinds.ts'
import { transferApplicantKinds } from '#domain/registrations/transfer/applicants.ts'
import {
  HandedPaper,
  handedPaperStates,
  Letter,
  LetterLine,
  OwnEstate,
  OwnEstateView,
  OwnerHandIn,
} from './developer-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf } from './platform/endpoint.ts'

const reason = z.string().trim().min(2).max(500)
const xlsx = { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }
const someFile = { mediaType: 'application/octet-stream' }
const pdf = { mediaType: 'application/pdf' }
const after = z.string().max(80).optional()
const limit = z.coerce.number().int().min(1).max(500).default(100)

const county = '/api/counties/:county'
const estateParams = z.object({ county: CountyCode, ownEstate: z.uuid() })
const handInParams = z.object({ county: CountyCode, ownerHandIn: z.uuid() })
const letterParams = z.object({ county: CountyCode, ownLetter: z.uuid() })
const paperParams = z.object({ county: CountyCode, handedPaper: z.uuid() })

/** What a developer's own account may do: with its own estates and nothing else. */
const ownEndpoints = {
  ownEstates: {
    method: 'GET',
    path: `${county}/developer/estates`,
    permission: 'developer.own',
    summary: '开发企业：自己的小区',
    params: CountyParams,
    response: z.array(OwnEstate),
  },
  ownEstate: {
    method: 'GET',
    path: `${county}/developer/estates/:ownEstate`,
    permission: 'developer.own',
    summary: '开发企业：小区的材料清单、费用、问题和提交情况',
    params: estateParams,
    response: OwnEstateView,
  },
  handInPaper: {
    method: 'POST',
    path: `${county}/developer/estates/:ownEstate/papers`,
    permission: 'developer.own',
    summary: '开发企业：提交一份材料（multipart，说明在 note）',
    params: estateParams,
    query: z.object({ paper: z.enum(paperCodes), requirement: z.string().max(60).optional() }),
    response: HandedPaper,
  },
  ownPaperContent: {
    method: 'GET',
    path: `${county}/developer/papers/:handedPaper/content`,
    permission: 'developer.own',
    summary: '开发企业：自己提交的材料原件',
    params: paperParams,
    response: someFile,
  },
  ownersBook: {
    method: 'GET',
    path: `${county}/developer/estates/:ownEstate/owners-workbook.xlsx`,
    permission: 'developer.own',
    summary: '开发企业：业主材料模板，已填好还没办证的房屋',
    params: estateParams,
    response: xlsx,
  },
  checkOwners: {
    method: 'POST',
    path: `${county}/developer/estates/:ownEstate/owner-hand-ins`,
    permission: 'developer.own',
    summary: '开发企业：上传业主工作簿，先核对，不提交（multipart）',
    params: estateParams,
    query: z.object({ applicantKind: z.enum(transferApplicantKinds).default('both') }),
    response: OwnerHandIn,
  },
  ownerHandIn: {
    method: 'GET',
    path: `${county}/developer/owner-hand-ins/:ownerHandIn`,
    permission: 'developer.own',
    summary: '开发企业：一次批量提交及每行的问题',
    params: handInParams,
    response: OwnerHandIn,
  },
  ownerFaults: {
    method: 'GET',
    path: `${county}/developer/owner-hand-ins/:ownerHandIn/faults.xlsx`,
    permission: 'developer.own',
    summary: '开发企业：需要改正的行（末列为原因），改好后再上传',
    params: handInParams,
    response: xlsx,
  },
  sendOwners: {
    method: 'POST',
    path: `${county}/developer/owner-hand-ins/:ownerHandIn/send`,
    permission: 'developer.own',
    summary: '开发企业：把核对过的业主材料提交窗口',
    params: handInParams,
    body: z.object({ reason }),
    response: OwnerHandIn,
  },
  setOwnersAside: {
    method: 'POST',
    path: `${county}/developer/owner-hand-ins/:ownerHandIn/set-aside`,
    permission: 'developer.own',
    summary: '开发企业：不提交这个工作簿',
    params: handInParams,
    body: z.object({ reason }),
    response: OwnerHandIn,
  },
  ownLetters: {
    method: 'GET',
    path: `${county}/developer/letters`,
    permission: 'developer.own',
    summary: '开发企业：收到的公文（新的在前）',
    params: CountyParams,
    query: z.object({ after, limit }),
    response: pageOf(LetterLine),
  },
  ownLetter: {
    method: 'GET',
    path: `${county}/developer/letters/:ownLetter`,
    permission: 'developer.own',
    summary: '开发企业：一件公文；打开系统内送达的公文即为签收',
    params: letterParams,
    response: Letter,
  },
  ownLetterPdf: {
    method: 'GET',
    path: `${county}/developer/letters/:ownLetter/pdf`,
    permission: 'developer.own',
    summary: '开发企业：公文原件',
    params: letterParams,
    response: pdf,
  },
  answerLetter: {
    method: 'POST',
    path: `${county}/developer/letters/:ownLetter/answers`,
    permission: 'developer.own',
    summary: '开发企业：回复公文（multipart，回复在 note）',
    params: letterParams,
    query: z.object({ revision: z.coerce.number().int() }),
    response: Letter,
  },
} as const satisfies Record<string, Endpoint>

/** What the office does with what developers hand in. */
const officeEndpoints = {
  handedPapers: {
    method: 'GET',
    path: `${county}/developer-papers`,
    permission: 'outreach.read',
    summary: '开发企业提交的材料（先到的在前）',
    params: CountyParams,
    query: z.object({ state: z.enum(handedPaperStates).default('waiting'), after, limit }),
    response: pageOf(HandedPaper),
  },
  handedPaperContent: {
    method: 'GET',
    path: `${county}/developer-papers/:handedPaper/content`,
    permission: 'outreach.read',
    summary: '开发企业提交的材料原件',
    params: paperParams,
    response: someFile,
  },
  acceptPaper: {
    method: 'POST',
    path: `${county}/developer-papers/:handedPaper/accept`,
    permission: 'outreach.arrange',
    summary: '收下材料并归档；可同时登记由它证明的事实',
    params: paperParams,
    body: z.object({
      reason,
      facts: z
        .array(
          z.object({
            fact: z.string().max(60),
            value: z.union([z.boolean(), z.number(), z.string().max(200)]),
            asOf: IsoDate,
          }),
        )
        .max(10)
        .default([]),
    }),
    response: HandedPaper,
  },
  returnPaper: {
    method: 'POST',
    path: `${county}/developer-papers/:handedPaper/return`,
    permission: 'outreach.arrange',
    summary: '退回材料并说明原因',
    params: paperParams,
    body: z.object({ reason }),
    response: HandedPaper,
  },
  bindAccount: {
    method: 'PUT',
    path: `${county}/accounts/:account/organisation`,
    permission: 'staff.manage',
    summary: '账号与开发企业或第三方机构对应',
    params: z.object({ county: CountyCode, account: z.uuid() }),
    body: z.object({ reason, organisationId: z.uuid().nullable() }),
    response: z.object({ organisation: z.object({ id: z.uuid(), name: z.string() }).nullable() }),
  },
  outsideOrganisations: {
    method: 'GET',
    path: `${county}/outside-organisations`,
    permission: 'staff.manage',
    summary: '开发企业和第三方机构，各有哪些账号',
    params: CountyParams,
    response: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        kind: z.enum(['developer', 'third_party']),
        accounts: z.array(z.object({ id: z.uuid(), login: z.string(), name: z.string() })),
      }),
    ),
  },
} as const satisfies Record<string, Endpoint>

export const developersEndpoints = { ...ownEndpoints, ...officeEndpoints } as const
