import Docxtemplater from 'docxtemplater'
import type PizZip from 'pizzip'
import type { DocumentContent, DocumentMarks } from '#domain/documents/content.ts'
import type { DocumentKind } from '#domain/documents/kinds.ts'
import { placeholderValues } from '#domain/documents/placeholders.ts'
import { checkWords } from '../../platform/documents/docx-end.ts'
import { qrPicture } from '../../platform/documents/qr.ts'
import { openZip, templateOptions } from './read-template.ts'

/** A document written into a template that was read without a fault. */
export async function fillTemplate(
  template: Buffer,
  kind: DocumentKind,
  content: DocumentContent,
  marks: DocumentMarks | null,
  draftIssuer = '',
): Promise<Buffer> {
  const zip = openZip(template)
  if (!zip) throw new Error('a kept template is no Word file')
  const document = new Docxtemplater(zip, templateOptions)
  document.render(placeholderValues(kind, content, marks, draftIssuer))
  await setCode(zip, marks?.checkUrl ?? '')
  return document.toBuffer({ compression: 'DEFLATE' })
}

/** The picture whose alternative text says so becomes the check code; a draft has none to show. */
async function setCode(zip: PizZip, url: string): Promise<void> {
  const xml = zip.file('word/document.xml')?.asText() ?? ''
  const [, id] = new RegExp(`<wp:docPr [^>]*descr="${checkWords}"[\\s\\S]*?r:embed="(\\w+)"`).exec(xml) ?? []
  if (id === undefined) return
  const relations = zip.file('word/_rels/document.xml.rels')?.asText() ?? ''
  const relation = relations.match(/<Relationship [^>]*>/g)?.find((each) => each.includes(`Id="${id}"`)) ?? ''
  const [, target] = /Target="([^"]+)"/.exec(relation) ?? []
  if (target === undefined) return
  zip.file(`word/${target}`, url === '' ? Buffer.from(whitePixel, 'base64') : await qrPicture(url))
}

const whitePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=='
