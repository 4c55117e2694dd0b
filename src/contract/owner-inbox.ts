import { z } from 'zod'
import { authorisationPhotos } from '#domain/outreach/owner-acts/authorisations.ts'
import { InboxLine, inboxKinds } from './owner-act-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, pageOf } from './platform/endpoint.ts'

const count = z.number().int()
const words = (most: number) => z.string().trim().min(1).max(most)

const AnswerTerm = z.object({
  workingDays: count.min(1).max(60),
  source: words(200),
  isVerified: z.boolean(),
  isOwn: z.boolean(),
})

const Decision = z.object({ isAccepted: z.boolean(), words: words(300).nullable().default(null) })
const Done = z.object({ id: z.uuid() })
const media = { mediaType: 'application/octet-stream' }

/** What owners sent, as the office sees and decides it. */
export const ownerInboxEndpoints = {
  ownerInbox: {
    method: 'GET',
    path: '/api/counties/:county/owner-inbox',
    permission: 'outreach.read',
    summary: '业主来件：材料、委托、咨询和投诉，先来的在前',
    params: CountyParams,
    query: z.object({
      kind: z.enum(inboxKinds).optional(),
      state: z.enum(['open', 'done']).default('open'),
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: pageOf(InboxLine).extend({
      open: z.object({ paper: count, authorisation: count, case: count, late: count }),
    }),
  },
  ownerPaperContent: {
    method: 'GET',
    path: '/api/counties/:county/owner-papers/:ownerPaper/content',
    permission: 'registrations.accept',
    summary: '打开业主传来的一份材料',
    params: z.object({ county: CountyCode, ownerPaper: z.uuid() }),
    response: media,
  },
  decideOwnerPaper: {
    method: 'POST',
    path: '/api/counties/:county/owner-papers/:ownerPaper/decision',
    permission: 'registrations.accept',
    summary: '收下（归档到这一户）或退回一份材料，退回的写明原因',
    params: z.object({ county: CountyCode, ownerPaper: z.uuid() }),
    body: Decision,
    response: Done,
  },
  authorisationPhotoContent: {
    method: 'GET',
    path: '/api/counties/:county/authorisations/:authorisation/photos/:authorisationPhoto',
    permission: 'registrations.accept',
    summary: '打开委托的一张照片',
    params: z.object({
      county: CountyCode,
      authorisation: z.uuid(),
      authorisationPhoto: z.enum(authorisationPhotos),
    }),
    response: media,
  },
  decideAuthorisation: {
    method: 'POST',
    path: '/api/counties/:county/authorisations/:authorisation/decision',
    permission: 'registrations.accept',
    summary: '人工核对照片后认可委托，或退回并写明原因',
    params: z.object({ county: CountyCode, authorisation: z.uuid() }),
    body: Decision,
    response: Done,
  },
  answerCase: {
    method: 'POST',
    path: '/api/counties/:county/owner-cases/:ownerCase/answers',
    permission: 'tasks.work',
    summary: '答复业主；答复即交办任务的办理结果',
    params: z.object({ county: CountyCode, ownerCase: z.uuid() }),
    body: z.object({ words: z.string().trim().min(5).max(2000) }),
    response: Done,
  },
  answerTerm: {
    method: 'GET',
    path: '/api/counties/:county/owner-case-term',
    permission: 'outreach.read',
    summary: '答复业主的期限',
    params: CountyParams,
    response: AnswerTerm,
  },
  setAnswerTerm: {
    method: 'PUT',
    path: '/api/counties/:county/owner-case-term',
    permission: 'outreach.arrange',
    summary: '设定答复业主的期限（工作日）及依据；已来的不变',
    params: CountyParams,
    body: AnswerTerm.omit({ isOwn: true }).extend({ reason: words(200) }),
    response: AnswerTerm,
  },
} as const satisfies Record<string, Endpoint>
