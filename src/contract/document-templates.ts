import { z } from 'zod'
import { templateFaultCodes } from '#domain/documents/template-faults.ts'
import { DocumentKindName } from './document-shapes.ts'
import { CountyCode, CountyParams, type Endpoint, IsoDate, Problem } from './platform/endpoint.ts'

const count = z.number().int()
const reason = z.string().trim().min(2).max(500)
const docx = { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
const kindParams = z.object({ county: CountyCode, documentKind: DocumentKindName })
const versionParams = kindParams.extend({ version: z.coerce.number().int().min(1).max(32_000) })

/** A version of a county's template. `name` null: from then on the layout that comes with the release. */
const TemplateVersion = z.object({
  version: count,
  name: z.string().nullable(),
  keeper: z.string(),
  keptOn: IsoDate,
})

export const DocumentTemplate = z
  .object({
    kind: DocumentKindName,
    /** The county's own file in use; null: the layout that comes with the release. */
    name: z.string().nullable(),
    versions: z.array(TemplateVersion),
  })
  .meta({ id: 'DocumentTemplate' })
export type DocumentTemplate = z.infer<typeof DocumentTemplate>

/** Which placeholders a template holds, and which it could hold but does not. */
export const TemplateReading = z
  .object({ used: z.array(z.string()), unused: z.array(z.string()) })
  .meta({ id: 'TemplateReading' })
export type TemplateReading = z.infer<typeof TemplateReading>

/** How a template is refused: every fault at its place. */
export const TemplateProblem = Problem.extend({
  faults: z.array(
    z.object({
      code: z.enum(templateFaultCodes),
      tag: z.string(),
      part: z.enum(['text', 'head', 'foot']).optional(),
      paragraph: count.optional(),
      near: z.string().optional(),
    }),
  ),
})

const path = '/api/counties/:county/document-templates/:documentKind'

export const documentTemplatesEndpoints = {
  listTemplates: {
    method: 'GET',
    path: '/api/counties/:county/document-templates',
    permission: 'documents.draft',
    summary: '各类公文用的模板及其版本',
    params: CountyParams,
    response: z.array(DocumentTemplate),
  },
  shippedTemplate: {
    method: 'GET',
    path: `${path}/shipped.docx`,
    permission: 'documents.draft',
    summary: '随版本提供的模板（.docx，供修改）',
    params: kindParams,
    response: docx,
  },
  keptTemplate: {
    method: 'GET',
    path: `${path}/versions/:version`,
    permission: 'documents.draft',
    summary: '本县模板的一个版本（.docx）',
    params: versionParams,
    response: docx,
  },
  checkTemplate: {
    method: 'POST',
    path: `${path}/check`,
    permission: 'documents.draft',
    summary: '检查模板，不保存（multipart）：列出占位符，或逐处指出错误',
    params: kindParams,
    response: TemplateReading,
  },
  previewTemplate: {
    method: 'POST',
    path: `${path}/preview`,
    permission: 'documents.draft',
    summary: '用示例内容填写所传模板（multipart），不保存',
    params: kindParams,
    response: docx,
  },
  keepTemplate: {
    method: 'POST',
    path,
    permission: 'documents.draft',
    summary: '检查并启用本县模板（multipart，事由在 note）',
    params: kindParams,
    response: DocumentTemplate,
  },
  retireTemplate: {
    method: 'POST',
    path: `${path}/retirement`,
    permission: 'documents.draft',
    summary: '停用本县模板，改用随版本提供的版式',
    params: kindParams,
    body: z.object({ reason }),
    response: DocumentTemplate,
  },
} as const satisfies Record<string, Endpoint>
