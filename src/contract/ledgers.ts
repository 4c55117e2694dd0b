import { z } from 'zod'
import { CountyCode, CountyParams, type Endpoint, IsoDate, RegionCode } from './platform/endpoint.ts'

const count = z.number().int()

export const Finding = z
  .object({
    file: z.string(),
    sheet: z.string().nullable(),
    cell: z.string().nullable(),
    kind: z.string(),
    severity: z.enum(['error', 'warning', 'notice']),
    message: z.string(),
    suggestion: z.string().nullable(),
    relatedCells: z.array(z.string()),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof Finding>

export const ImportedTable = z
  .object({
    sheet: z.string(),
    kind: z.string(),
    table: count,
    visibility: z.string(),
    headerRows: z.array(count),
    columns: z.array(z.object({ column: z.string(), header: z.string(), field: z.string().nullable() })),
    asOf: IsoDate.nullable(),
    rows: count,
    accepted: count,
    unchanged: count,
    rejected: count,
    /** How many cells were cleaned, by kind of blemish. */
    cleaned: z.record(z.string(), count),
    /** Whether its rows are taken over, only compared, or kept for a later release. */
    use: z.enum(['taken', 'compared', 'kept']),
  })
  .meta({ id: 'ImportedTable' })
export type ImportedTable = z.infer<typeof ImportedTable>

export const Import = z
  .object({
    id: z.uuid(),
    countyCode: RegionCode,
    status: z.enum(['received', 'reading', 'previewed', 'committing', 'committed', 'refused', 'discarded']),
    broughtBy: z.string(),
    broughtAt: z.iso.datetime(),
    progress: z.number(),
    refusal: z.object({ kind: z.string(), message: z.string() }).nullable(),
    errors: count,
    warnings: count,
    notices: count,
    files: z.array(z.object({ file: z.string(), sheets: z.array(ImportedTable) })),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof Import>

const importParams = z.object({ county: CountyCode, import: z.uuid() })

export const ledgersEndpoints = {
  listImports: {
    method: 'GET',
    path: '/api/counties/:county/imports',
    permission: 'ledgers.import',
    summary: '导入记录',
    params: CountyParams,
    response: z.array(Import.omit({ files: true }).extend({ fileNames: z.array(z.string()) })),
  },
  bringLedgers: {
    method: 'POST',
    path: '/api/counties/:county/imports',
    permission: 'ledgers.import',
    summary: '上传台账（multipart，可多个文件）',
    params: CountyParams,
    response: Import,
  },
  getImport: {
    method: 'GET',
    path: '/api/counties/:county/imports/:import',
    permission: 'ledgers.import',
    summary: '导入预览',
    params: importParams,
    response: Import,
  },
  listFindings: {
    method: 'GET',
    path: '/api/counties/:county/imports/:import/findings',
    permission: 'ledgers.import',
    summary: '核查意见',
    params: importParams,
    query: z.object({
      severity: z.enum(['error', 'warning', 'notice']).optional(),
      kind: z.string().optional(),
      after: z.coerce.number().int().default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    response: z.object({
      rows: z.array(Finding.extend({ findingNo: count })),
      next: count.nullable(),
      kinds: z.array(z.object({ kind: z.string(), severity: z.string(), n: count })),
    }),
  },
  correctColumns: {
    method: 'PUT',
    path: '/api/counties/:county/imports/:import/columns',
    permission: 'ledgers.import',
    summary: '更正列的含义（记住到本县）并重新核查',
    params: importParams,
    body: z.object({
      kind: z.string(),
      corrections: z.array(z.object({ header: z.string(), field: z.string().nullable() })).min(1),
    }),
    response: Import,
  },
  commitImport: {
    method: 'POST',
    path: '/api/counties/:county/imports/:import/commit',
    permission: 'ledgers.import',
    summary: '确认入库',
    params: importParams,
    body: z.object({ reason: z.string().trim().min(2).max(200) }),
    response: Import,
  },
  discardImport: {
    method: 'POST',
    path: '/api/counties/:county/imports/:import/discard',
    permission: 'ledgers.import',
    summary: '放弃导入',
    params: importParams,
    response: Import,
  },
  rejectedRows: {
    method: 'GET',
    path: '/api/counties/:county/imports/:import/rejected.xlsx',
    permission: 'ledgers.import',
    summary: '退回修改的工作簿（问题单元格已标记批注）',
    params: importParams,
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  },
} as const satisfies Record<string, Endpoint>
