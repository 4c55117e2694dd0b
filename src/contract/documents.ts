import { z } from 'zod'
import { documentStates } from '#domain/documents/moves.ts'
import {
  DocumentBatch,
  DocumentIssuer,
  DocumentKindName,
  DocumentLine,
  DocumentResults,
  DocumentText,
  OfficialDocument,
  PublicDocument,
} from './document-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf, RegionParams } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const chosen = z
  .array(z.object({ id: z.uuid(), revision: count }))
  .min(1)
  .max(200)
const documentParams = z.object({ county: CountyCode, document: z.uuid() })
const batchParams = z.object({ county: CountyCode, batch: z.uuid() })
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
const pdf = { mediaType: 'application/pdf' }
const someFile = { mediaType: 'application/octet-stream' }
const answerDays = count.min(1).max(250).nullable()

/** Work that waits: one's own drafts, what may be signed off, what is to be served, answered, or looked at once answered. */
export const documentQueues = ['mine', 'to_sign', 'to_serve', 'to_answer', 'to_accept'] as const

export const DocumentsQuery = z.object({
  queue: z.enum(documentQueues).optional(),
  kind: DocumentKindName.optional(),
  state: z.enum(documentStates).optional(),
  /** An organisation, or the clearance office itself. */
  issuer: z.union([z.uuid(), z.literal('office')]).optional(),
  recipient: z.uuid().optional(),
  subject: z.uuid().optional(),
  year: z.coerce.number().int().min(1949).max(2200).optional(),
  search: z.string().trim().max(100).optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type DocumentsQuery = z.output<typeof DocumentsQuery>

export const documentsEndpoints = {
  listDocuments: {
    method: 'GET',
    path: '/api/regions/:region/documents',
    permission: 'documents.read',
    summary: '公文列表',
    params: RegionParams,
    query: DocumentsQuery,
    response: pageOf(DocumentLine),
  },
  getDocument: {
    method: 'GET',
    path: '/api/counties/:county/documents/:document',
    permission: 'documents.read',
    summary: '一件公文：正文、送达、回复、经过。收文单位打开系统内送达的公文即为签阅',
    params: documentParams,
    response: OfficialDocument,
  },
  draftDocuments: {
    method: 'POST',
    path: '/api/counties/:county/documents',
    permission: 'documents.draft',
    summary: '起草公文（可批量）',
    params: CountyParams,
    body: z.object({
      reason,
      documents: z
        .array(
          z.object({
            kind: DocumentKindName,
            content: DocumentText,
            issuerId: z.uuid().nullable().default(null),
            recipientId: z.uuid().nullable().default(null),
            answerDays: answerDays.default(null),
          }),
        )
        .min(1)
        .max(200),
    }),
    response: z.array(z.uuid()),
  },
  editDocument: {
    method: 'PUT',
    path: '/api/counties/:county/documents/:document',
    permission: 'documents.draft',
    summary: '修改草稿',
    params: documentParams,
    body: z.object({
      reason: reason.default('修改草稿'),
      revision: count,
      content: DocumentText,
      recipientId: z.uuid().nullable(),
      answerDays,
    }),
    response: OfficialDocument,
  },
  draftMoves: {
    method: 'POST',
    path: '/api/counties/:county/documents/drafts',
    permission: 'documents.draft',
    summary: '草稿送审或作废（可批量）',
    params: CountyParams,
    body: z.object({ reason, move: z.enum(['submit', 'discard']), documents: chosen }),
    response: DocumentResults,
  },
  signMoves: {
    method: 'POST',
    path: '/api/counties/:county/documents/signatures',
    permission: 'documents.sign',
    summary: '签发（至多 200 件，同时编号）或退回',
    params: CountyParams,
    body: z.object({ reason, move: z.enum(['sign', 'return']), documents: chosen }),
    response: DocumentResults,
  },
  officeMoves: {
    method: 'POST',
    path: '/api/counties/:county/documents/office',
    permission: 'documents.serve',
    summary: '系统内送达、认可或退回回复、归档（可批量）',
    params: CountyParams,
    body: z.object({
      reason,
      move: z.enum(['serve', 'accept_answer', 'return_answer', 'file']),
      documents: chosen,
    }),
    response: DocumentResults,
  },
  serveOnPaper: {
    method: 'POST',
    path: '/api/counties/:county/documents/:document/receipts',
    permission: 'documents.serve',
    summary: '登记纸质送达，附送达回证的照片或扫描件（multipart）',
    params: documentParams,
    query: z.object({
      receiver: z.string().trim().min(1).max(100),
      servedOn: IsoDate,
      revision: z.coerce.number().int(),
    }),
    response: OfficialDocument,
  },
  receiptFile: {
    method: 'GET',
    path: '/api/counties/:county/documents/:document/receipts/:service',
    permission: 'documents.read',
    summary: '送达回证的照片或扫描件',
    params: documentParams.extend({ service: z.coerce.number().int().min(1) }),
    response: someFile,
  },
  answerDocument: {
    method: 'POST',
    path: '/api/counties/:county/documents/:document/answers',
    permission: 'documents.answer',
    summary: '收文单位回复，可附材料（multipart，文字在 note）',
    params: documentParams,
    query: z.object({ revision: z.coerce.number().int() }),
    response: OfficialDocument,
  },
  recordAnswer: {
    method: 'POST',
    path: '/api/counties/:county/documents/:document/paper-answers',
    permission: 'documents.serve',
    summary: '登记收文单位或开发企业的纸质回复，附扫描件（multipart，文字在 note）',
    params: documentParams,
    query: z.object({ revision: z.coerce.number().int() }),
    response: OfficialDocument,
  },
  answerFile: {
    method: 'GET',
    path: '/api/counties/:county/documents/:document/answers/:answer/files/:file',
    permission: 'documents.read',
    summary: '回复所附材料',
    params: documentParams.extend({
      answer: z.coerce.number().int().min(1),
      file: z.coerce.number().int().min(1),
    }),
    response: someFile,
  },
  withdrawDocument: {
    method: 'POST',
    path: '/api/counties/:county/documents/:document/withdrawal',
    permission: 'documents.draft',
    summary: '起草撤回通知；通知签发后原公文撤回',
    params: documentParams,
    body: z.object({ reason }),
    response: OfficialDocument,
  },
  documentDocx: {
    method: 'GET',
    path: '/api/counties/:county/documents/:document/document.docx',
    permission: 'documents.read',
    summary: '公文 .docx；已签发的是存档原件',
    params: documentParams,
    response: docx,
  },
  documentPdf: {
    method: 'GET',
    path: '/api/counties/:county/documents/:document/document.pdf',
    permission: 'documents.read',
    summary: '公文 .pdf；已签发的是存档原件',
    params: documentParams,
    response: pdf,
  },
  makeBatch: {
    method: 'POST',
    path: '/api/counties/:county/document-batches',
    permission: 'documents.serve',
    summary: '把已签发的公文汇成一个压缩包和一个可打印文件',
    params: CountyParams,
    body: z.object({ documents: z.array(z.uuid()).min(1).max(200) }),
    response: DocumentBatch,
  },
  getBatch: {
    method: 'GET',
    path: '/api/counties/:county/document-batches/:batch',
    permission: 'documents.read',
    summary: '汇编进度',
    params: batchParams,
    response: DocumentBatch,
  },
  batchZip: {
    method: 'GET',
    path: '/api/counties/:county/document-batches/:batch/documents.zip',
    permission: 'documents.read',
    summary: '一批公文的 .docx 压缩包',
    params: batchParams,
    response: { mediaType: 'application/zip' },
  },
  batchPdf: {
    method: 'GET',
    path: '/api/counties/:county/document-batches/:batch/documents.pdf',
    permission: 'documents.read',
    summary: '一批公文的可打印文件 .pdf',
    params: batchParams,
    response: pdf,
  },
  listIssuers: {
    method: 'GET',
    path: '/api/counties/:county/document-issuers',
    permission: 'documents.read',
    summary: '发文机关及机关代字',
    params: CountyParams,
    response: z.array(DocumentIssuer),
  },
  nameIssuer: {
    method: 'PUT',
    path: '/api/regions/:region/document-issuers',
    permission: 'documents.sign',
    summary: '改发文机关名称和机关代字（市清零办）',
    params: RegionParams,
    body: z.object({
      reason,
      county: CountyCode,
      organisationId: z.uuid().nullable(),
      name: z.string().trim().min(2).max(100),
      shortName: z.string().trim().min(2).max(30),
    }),
    response: z.array(DocumentIssuer),
  },
  checkDocument: {
    method: 'GET',
    path: '/api/public/documents/:code',
    permission: 'open',
    summary: '公众核验：真伪、文种、文号、日期、发文机关',
    params: z.object({ code: z.string().max(64) }),
    response: PublicDocument,
  },
} as const satisfies Record<string, Endpoint>
