import { sql } from 'kysely'
import type { DocumentContent, DocumentMarks } from '#domain/documents/content.ts'
import type { DocumentKind } from '#domain/documents/kinds.ts'
import { type Actor, type Db, holdActs, read, systemActor, type Tx, transact } from '../platform/acts.ts'
import type { LaidOut } from '../platform/documents/document-docx.ts'
import { documentPdf } from '../platform/documents/document-pdf.ts'
import { type Files, keepBytes } from '../platform/files.ts'
import { issuersOf } from './issuers.ts'
import { isSeenBy, type Party, seatOf } from './parties.ts'
import { changeDocuments, type DocumentPlace, noDocument } from './store.ts'
import { printerOf } from './templates/lay-out.ts'

export type Door = { db: Db; files: Files }

/** What is printed of a document, and where its files are kept once it is issued. `issuer`: who a draft is going to be issued by. */
export type Printed = {
  id: string
  countyCode: string
  issuerId: string | null
  kind: DocumentKind
  content: DocumentContent
  marks: DocumentMarks | null
  docxSha256: Buffer | null
  pdfSha256: Buffer | null
}

export const printedColumns = sql`
  d.id, d.county_code as "countyCode", d.issuer_id as "issuerId", d.kind, d.content, d.marks, d.docx_sha256 as "docxSha256", d.pdf_sha256 as "pdfSha256"`

export type KeptFile = { id: string; sha256: Buffer; fonts: readonly string[] }

/** A document's file: of an issued one always the file that was laid out first, of a draft as it stands now. */
export async function fileOf(
  door: Door,
  actor: Actor,
  party: Party,
  place: DocumentPlace,
  format: 'docx' | 'pdf',
): Promise<{ name: string; bytes: Buffer | null; sha256: Buffer | null }> {
  const { printed, issuer } = await read(door.db, actor, (tx) => getPrinted(tx, party, place))
  const { content, marks } = printed
  const name = `${marks?.number ?? '草稿'} ${content.title || '无标题'}.${format}`
  const kept = format === 'docx' ? printed.docxSha256 : printed.pdfSha256
  if (kept) return { name, bytes: null, sha256: kept }
  if (marks !== null) return { name, bytes: null, sha256: await layOutOnce(door, printed, format) }
  const { bytes } = await layOut(door, printed, format, issuer)
  return { name, bytes, sha256: null }
}

/** The Word file by the county's own template where it has one; the PDF always in the layout of the release. */
async function layOut(
  door: Door,
  { countyCode, kind, content, marks }: Printed,
  format: 'docx' | 'pdf',
  draftIssuer = '',
): Promise<LaidOut> {
  if (format === 'pdf') return documentPdf(kind, content, marks, draftIssuer)
  return (await printerOf(door, countyCode))(kind, content, marks, draftIssuer)
}

/** Lays out an issued document and keeps the file; where two do so at once, the first file counts. */
async function layOutOnce(door: Door, printed: Printed, format: 'docx' | 'pdf'): Promise<Buffer> {
  const { id, countyCode } = printed
  const { bytes, fonts } = await layOut(door, printed, format)
  const { sha256 } = await keepBytes(door.files, bytes)
  const first = await fileAway(door.db, countyCode, format, [{ id, sha256, fonts }])
  return first.get(id) ?? sha256
}

/** Keeps the Word file of a document that was just signed off. */
export async function layOutIssued(door: Door, { countyCode, documentId }: DocumentPlace): Promise<void> {
  const { rows } = await read(door.db, systemActor([countyCode]), (tx) =>
    sql<Printed>`
      select ${printedColumns} from documents as d
       where d.county_code = ${countyCode} and d.id = ${documentId} and d.docx_sha256 is null`.execute(tx),
  )
  if (rows[0]) await layOutOnce(door, rows[0], 'docx')
}

async function getPrinted(tx: Tx, party: Party, { countyCode, documentId }: DocumentPlace) {
  const seat = await seatOf(tx, party)
  const { rows } = await sql<Printed>`
    select ${printedColumns} from documents as d
     where d.county_code = ${countyCode} and d.id = ${documentId} and ${isSeenBy(seat)}`.execute(tx)
  const [printed] = rows
  if (!printed) throw noDocument()
  return { printed, issuer: (await issuersOf(tx, [printed]))(printed).name }
}

/** Says where the files of issued documents are kept; whoever was first stays. Gives the files that count. */
export function fileAway(
  db: Db,
  countyCode: string,
  format: 'docx' | 'pdf',
  kept: readonly KeptFile[],
): Promise<ReadonlyMap<string, Buffer>> {
  const column = sql.ref(`${format}_sha256`)
  const ids = kept.map(({ id }) => id)
  return transact(db, systemActor([countyCode]), async (tx) => {
    await holdActs(tx, [countyCode])
    const { rows: open } = await sql<{ id: string }>`
      select id from documents where county_code = ${countyCode} and id = any (${ids}::uuid[]) and ${column} is null order by id`.execute(
      tx,
    )
    const openIds = open.map(({ id }) => id)
    const act = { countyCode, kind: 'documents_laid_out', actor: systemActor([countyCode]), reason: '套版存档' }
    if (openIds.length > 0)
      await changeDocuments(tx, { ...act, payload: { format, documents: openIds.length } }, openIds, () =>
        writeKept(tx, countyCode, format, kept),
      )
    const { rows } = await sql<{ id: string; sha256: Buffer }>`
      select id, ${column} as sha256 from documents where county_code = ${countyCode} and id = any (${ids}::uuid[])`.execute(
      tx,
    )
    return new Map(rows.map(({ id, sha256 }) => [id, sha256]))
  })
}

async function writeKept(tx: Tx, countyCode: string, format: 'docx' | 'pdf', kept: readonly KeptFile[]): Promise<void> {
  const rows = kept.map(({ id, sha256, fonts }) => ({ id, sha256: sha256.toString('hex'), fonts }))
  const set =
    format === 'docx'
      ? sql`docx_sha256 = decode(k.sha256, 'hex'), fonts = k.fonts`
      : sql`pdf_sha256 = decode(k.sha256, 'hex')`
  await sql`
    update documents as d set ${set}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k (id uuid, sha256 text, fonts jsonb)
     where d.county_code = ${countyCode} and d.id = k.id and d.${sql.ref(`${format}_sha256`)} is null`.execute(tx)
}
