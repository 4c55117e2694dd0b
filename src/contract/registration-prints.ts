import { z } from 'zod'
import { applicationPrints, openedPrints } from '#domain/registrations/prints/kinds.ts'
import { CountyCode, CountyParams, type Endpoint } from './platform/endpoint.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const formats = { docx: { mediaType: docx }, pdf: { mediaType: 'application/pdf' } } as const
const masked = { kind: z.enum(applicationPrints) }
/** ID numbers in full: the purpose is kept with the act. */
const opened = { kind: z.enum(openedPrints), reason: z.string().trim().min(2).max(200) }
const one = { application: z.uuid() }

/** The most papers one run prints. */
export const mostPrints = 5000

/** Applications chosen one by one, or all that a batch led to. */
const many = {
  applications: z.array(z.uuid()).min(1).max(mostPrints).optional(),
  batch: z.uuid().optional(),
}
const isOneChoice = ({ applications, batch }: { applications?: unknown; batch?: unknown }) =>
  (applications === undefined) !== (batch === undefined)
const choice = { message: '请选择申请，或者选择一个批次' }

const count = z.number().int()

/** Papers printed together, and how far they are; `leftOut`: what cannot be printed yet, with its reason. */
export const PrintRun = z
  .object({
    id: z.uuid(),
    kind: z.enum(applicationPrints),
    isOpened: z.boolean(),
    total: count,
    done: count,
    isFinished: z.boolean(),
    hasFiles: z.boolean(),
    failure: z.string().nullable(),
    leftOut: z.array(z.object({ id: z.uuid(), place: z.string(), words: z.string() })),
  })
  .meta({ id: 'PrintRun' })
export type PrintRun = z.infer<typeof PrintRun>

const runParams = z.object({ county: CountyCode, run: z.uuid() })
const batchParams = z.object({ county: CountyCode, registrationBatch: z.uuid() })

export const registrationPrintsEndpoints = {
  printDocx: {
    method: 'POST',
    path: '/api/counties/:county/registration-prints/docx',
    permission: 'registrations.read',
    summary: '打印一件申请的文书（Word），证件号码脱敏',
    params: CountyParams,
    body: z.object({ ...masked, ...one }),
    response: formats.docx,
  },
  printPdf: {
    method: 'POST',
    path: '/api/counties/:county/registration-prints/pdf',
    permission: 'registrations.read',
    summary: '打印一件申请的文书（PDF），证件号码脱敏',
    params: CountyParams,
    body: z.object({ ...masked, ...one }),
    response: formats.pdf,
  },
  printOpenedDocx: {
    method: 'POST',
    path: '/api/counties/:county/registration-prints/opened/docx',
    permission: 'personal.open',
    summary: '打印载明完整证件号码的文书（Word），用途留痕',
    params: CountyParams,
    body: z.object({ ...opened, ...one }),
    response: formats.docx,
  },
  printOpenedPdf: {
    method: 'POST',
    path: '/api/counties/:county/registration-prints/opened/pdf',
    permission: 'personal.open',
    summary: '打印载明完整证件号码的文书（PDF），用途留痕',
    params: CountyParams,
    body: z.object({ ...opened, ...one }),
    response: formats.pdf,
  },
  orderPrints: {
    method: 'POST',
    path: '/api/counties/:county/print-runs',
    permission: 'registrations.read',
    summary: '成批打印文书，证件号码脱敏',
    params: CountyParams,
    body: z.object({ ...masked, ...many }).refine(isOneChoice, choice),
    response: PrintRun,
  },
  orderOpenedPrints: {
    method: 'POST',
    path: '/api/counties/:county/print-runs/opened',
    permission: 'personal.open',
    summary: '成批打印载明完整证件号码的文书，用途留痕',
    params: CountyParams,
    body: z.object({ ...opened, ...many }).refine(isOneChoice, choice),
    response: PrintRun,
  },
  getPrintRun: {
    method: 'GET',
    path: '/api/counties/:county/print-runs/:run',
    permission: 'registrations.read',
    summary: '成批打印的进度',
    params: runParams,
    response: PrintRun,
  },
  printRunPdf: {
    method: 'GET',
    path: '/api/counties/:county/print-runs/:run/print.pdf',
    permission: 'registrations.read',
    summary: '成批打印：一个可打印的文件',
    params: runParams,
    response: formats.pdf,
  },
  printRunZip: {
    method: 'GET',
    path: '/api/counties/:county/print-runs/:run/papers.zip',
    permission: 'registrations.read',
    summary: '成批打印：每件一个 Word 文件的压缩包',
    params: runParams,
    response: { mediaType: 'application/zip' },
  },
  batchListDocx: {
    method: 'GET',
    path: '/api/counties/:county/registration-batches/:registrationBatch/list.docx',
    permission: 'registrations.read',
    summary: '批次清单（Word）',
    params: batchParams,
    response: formats.docx,
  },
  batchListPdf: {
    method: 'GET',
    path: '/api/counties/:county/registration-batches/:registrationBatch/list.pdf',
    permission: 'registrations.read',
    summary: '批次清单（PDF）',
    params: batchParams,
    response: formats.pdf,
  },
} as const satisfies Record<string, Endpoint>
