import type { FastifyReply } from 'fastify'
import { documentTemplatesEndpoints as endpoints } from '#contract/document-templates.ts'
import { exampleContents, exampleIssuer, exampleMarks } from '#domain/documents/example-words.ts'
import { type DocumentKind, documentKinds } from '#domain/documents/kinds.ts'
import { read } from '../../platform/acts.ts'
import { openKept } from '../../platform/files.ts'
import type { House } from '../../platform/http/house.ts'
import { serve } from '../../platform/http/serve.ts'
import { withUploads } from '../../platform/http/uploads.ts'
import { issuersOf } from '../issuers.ts'
import { fillTemplate } from './fill-template.ts'
import { shippedTemplate } from './shipped.ts'
import { acceptTemplate, getVersion, keepTemplate, listTemplates, readingOf, retireTemplate } from './templates.ts'

const wanted = '模板文件（.docx）'

export async function documentTemplatesRoutes(house: House): Promise<void> {
  const { db, files } = house
  serve(house, endpoints.listTemplates, ({ params, actor }) =>
    read(db, actor, (tx) => listTemplates(tx, params.county)),
  )
  serve(house, endpoints.shippedTemplate, async ({ params: { county, documentKind: kind }, actor, reply }) => {
    const office = { countyCode: county, issuerId: null }
    const issuer = await read(db, actor, async (tx) => (await issuersOf(tx, [office]))(office).name)
    return send(reply, `${documentKinds[kind].title}模板.docx`, await shippedTemplate(kind, issuer))
  })
  serve(house, endpoints.keptTemplate, async ({ params: { county, documentKind: kind, version }, actor, reply }) => {
    const kept = await read(db, actor, (tx) => getVersion(tx, { countyCode: county, kind, version }))
    return send(reply, kept.name, await openKept(files, kept.sha256))
  })
  serve(house, endpoints.checkTemplate, ({ params: { documentKind: kind }, request }) =>
    withUploads(request, wanted, async (uploads) => readingOf((await acceptTemplate(kind, uploads)).paths)),
  )
  serve(house, endpoints.previewTemplate, ({ params: { documentKind: kind }, request, reply }) =>
    withUploads(request, wanted, async (uploads) => {
      const { bytes } = await acceptTemplate(kind, uploads)
      return send(reply, `${documentKinds[kind].title}示例.docx`, await filledWithExample(kind, bytes))
    }),
  )
  serve(house, endpoints.keepTemplate, ({ params: { county, documentKind: kind }, actor, request }) =>
    withUploads(request, wanted, (uploads, note) =>
      keepTemplate(house, actor, { countyCode: county, kind }, { uploads, reason: note ?? '启用本县模板' }),
    ),
  )
  serve(house, endpoints.retireTemplate, ({ params: { county, documentKind: kind }, body, actor }) =>
    retireTemplate(db, actor, { countyCode: county, kind }, body.reason),
  )
}

const filledWithExample = (kind: DocumentKind, bytes: Buffer) =>
  fillTemplate(bytes, kind, exampleContents[kind], exampleMarks(kind), exampleIssuer)

const send = (reply: FastifyReply, name: string, content: unknown) =>
  reply
    .header('content-type', endpoints.shippedTemplate.response.mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(content)
