import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultLimits } from '#server/ledgers/reading/limits.ts'
import { openZip } from '#server/ledgers/reading/zip.ts'

export type DocxContent = { paragraphs: string[]; tables: string[][][] }

/** What a reader of a document sees: its paragraphs outside tables, and its tables cell by cell. */
export async function readDocx(bytes: Buffer, folder: string): Promise<DocxContent> {
  const path = join(folder, 'read.docx')
  writeFileSync(path, bytes)
  const zip = await openZip(path, path, defaultLimits)
  const entry = zip.find('word/document.xml')
  const xml = entry ? await zip.readText(entry) : ''
  await zip.close()
  const tables = partsOf(xml, 'tbl').map((table) => partsOf(table, 'tr').map((row) => partsOf(row, 'tc').map(textOf)))
  const outside = xml.replaceAll(/<w:tbl>.*?<\/w:tbl>/gs, '')
  return { paragraphs: partsOf(outside, 'p').map(textOf), tables }
}

const partsOf = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<w:${name}(?: [^>]*)?>(.*?)</w:${name}>`, 'gs'))].map(([, inner = '']) => inner)

const textOf = (xml: string) =>
  partsOf(xml, 't')
    .join('')
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
