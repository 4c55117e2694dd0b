import { z } from 'zod'
import { resultFindingNames } from '#domain/registrations/hand-over/findings.ts'
import { exporterNames } from '#domain/registrations/hand-over/messages.ts'
import { applicationKinds } from '#domain/registrations/states.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, pageOf } from './platform/endpoint.ts'

const count = z.number().int()
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const handOverFormats = ['xlsx', 'csv', 'xml'] as const

/** Which applications go: those ready for entry unless others are asked for; `again`: also those handed over before. */
export const HandOverChoice = z.object({
  kind: z.enum(applicationKinds).optional(),
  state: z.enum(['ready', 'accepted', 'entered']).default('ready'),
  estate: z.uuid().optional(),
  batch: z.uuid().optional(),
  applications: z.array(z.uuid()).min(1).max(20_000).optional(),
  again: z.boolean().default(false),
})
export type HandOverChoice = z.infer<typeof HandOverChoice>

/** What was handed to the official registration system. `number`: 移交〔2022〕1号. */
export const HandOver = z
  .object({
    id: z.uuid(),
    number: z.string(),
    format: z.enum(handOverFormats),
    exporter: z.enum(exporterNames),
    recipient: z.string(),
    applications: count,
    homes: count,
    /** Homes of it that are entered here by now. */
    entered: count,
    fileName: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    maker: z.string(),
    madeOn: IsoDate,
  })
  .meta({ id: 'HandOver' })
export type HandOver = z.infer<typeof HandOver>

const findingCounts = z.record(z.enum(resultFindingNames), count)

/** A file of results, tried or taken. `before`: the day the same bytes were taken before; null: never. */
export const ResultFile = z
  .object({
    id: z.uuid(),
    handOverId: z.uuid().nullable(),
    handOver: z.string().nullable(),
    name: z.string(),
    sha256: z.string(),
    rows: count,
    bringer: z.string(),
    broughtAt: z.string(),
    taker: z.string().nullable(),
    takenAt: z.string().nullable(),
    before: IsoDate.nullable(),
    counts: findingCounts,
  })
  .meta({ id: 'ResultFile' })
export type ResultFile = z.infer<typeof ResultFile>

export const ResultLine = z
  .object({
    lineNo: count,
    sheetRow: count.nullable(),
    place: z.string(),
    unitCode: z.string().nullable(),
    unitId: z.uuid().nullable(),
    applicationId: z.uuid().nullable(),
    certificateNo: z.string().nullable(),
    enteredOn: IsoDate.nullable(),
    finding: z.enum(resultFindingNames),
    words: z.string(),
  })
  .meta({ id: 'ResultLine' })
export type ResultLine = z.infer<typeof ResultLine>

const page = { after: z.string().optional(), limit: z.coerce.number().int().min(1).max(1000).default(100) }
const handOverParams = z.object({ county: CountyCode, handOver: z.uuid() })
const fileParams = z.object({ county: CountyCode, results: z.uuid() })
const linesQuery = z.object({ finding: z.enum([...resultFindingNames, 'differing']).optional(), ...page })

export const handOverEndpoints = {
  listHandOvers: {
    method: 'GET',
    path: '/api/counties/:county/hand-overs',
    permission: 'registrations.read',
    summary: '向不动产登记信息系统移交的记录',
    params: CountyParams,
    query: z.object(page),
    response: pageOf(HandOver),
  },
  countHandOver: {
    method: 'POST',
    path: '/api/counties/:county/hand-overs/count',
    permission: 'registrations.hand_over',
    summary: '按所选条件可移交的件数、套数',
    params: CountyParams,
    body: HandOverChoice,
    response: z.object({ applications: count, homes: count, withoutCode: count }),
  },
  makeHandOver: {
    method: 'POST',
    path: '/api/counties/:county/hand-overs',
    permission: 'registrations.hand_over',
    summary: '移交登记申请，形成编号的移交记录',
    params: CountyParams,
    body: z.object({
      choice: HandOverChoice,
      format: z.enum(handOverFormats),
      exporter: z.enum(exporterNames).default('v1'),
      recipient: z.string().trim().min(2).max(100),
      reason: z.string().trim().min(2).max(200),
    }),
    response: HandOver,
  },
  getHandOver: {
    method: 'GET',
    path: '/api/counties/:county/hand-overs/:handOver',
    permission: 'registrations.read',
    summary: '一次移交',
    params: handOverParams,
    response: HandOver,
  },
  downloadHandOver: {
    method: 'POST',
    path: '/api/counties/:county/hand-overs/:handOver/file',
    permission: 'registrations.hand_over',
    summary: '下载移交文件，下载留痕',
    params: handOverParams,
    body: z.object({ reason: z.string().trim().min(2).max(200) }),
    response: { mediaType: 'application/octet-stream' },
  },
  listResults: {
    method: 'GET',
    path: '/api/counties/:county/hand-over-results',
    permission: 'registrations.read',
    summary: '登记结果文件',
    params: CountyParams,
    query: z.object({ handOver: z.uuid().optional(), ...page }),
    response: pageOf(ResultFile),
  },
  tryResults: {
    method: 'POST',
    path: '/api/counties/:county/hand-over-results',
    permission: 'registrations.hand_over',
    summary: '试读登记结果文件并对账，不改动登记申请',
    params: CountyParams,
    query: z.object({ handOver: z.uuid().optional() }),
    response: ResultFile,
  },
  takeResults: {
    method: 'POST',
    path: '/api/counties/:county/hand-over-results/:results/take',
    permission: 'registrations.enter',
    summary: '按登记结果登簿；有差异的留待处理，可重复执行',
    params: fileParams,
    body: z.object({ reason: z.string().trim().min(2).max(200) }),
    response: ResultFile,
  },
  getResults: {
    method: 'GET',
    path: '/api/counties/:county/hand-over-results/:results',
    permission: 'registrations.read',
    summary: '一个登记结果文件的对账',
    params: fileParams,
    response: ResultFile,
  },
  listResultLines: {
    method: 'GET',
    path: '/api/counties/:county/hand-over-results/:results/lines',
    permission: 'registrations.read',
    summary: '对账明细，可按差异种类筛选',
    params: fileParams,
    query: linesQuery,
    response: pageOf(ResultLine),
  },
  resultsWorkbook: {
    method: 'GET',
    path: '/api/counties/:county/hand-over-results/:results/reconciliation.xlsx',
    permission: 'registrations.read',
    summary: '对账报告',
    params: fileParams,
    query: linesQuery.pick({ finding: true }),
    response: { mediaType: xlsx },
  },
} as const satisfies Record<string, Endpoint>
