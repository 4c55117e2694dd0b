import { sql } from 'kysely'
import PizZip from 'pizzip'
import type { DocumentBatch } from '#contract/document-shapes.ts'
import { type Actor, type Db, read, systemActor, type Tx, transact } from '../platform/acts.ts'
import { documentsPdf } from '../platform/documents/document-pdf.ts'
import { bytesOfKept, type Files, keepBytes } from '../platform/files.ts'
import type { Queue } from '../platform/queue.ts'
import { Refused } from '../platform/refusals.ts'
import { type Door, fileAway, type KeptFile, type Printed, printedColumns } from './laying-out.ts'
import { isSeenBy, type Party, seatOf } from './parties.ts'
import { printerOf, type WordPrinter } from './templates/lay-out.ts'

export const layOutJob = 'documents.lay_out'

export type BatchPlace = { countyCode: string; batchId: string }

/** Orders the files of issued documents, in the order given; they are laid out as soon as the transaction holds. */
export async function orderBatch(
  tx: Tx,
  queue: Queue,
  { countyCode, actor }: { countyCode: string; actor: Actor },
  ids: readonly string[],
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with batch as (
      insert into document_batches (county_code, made_by, total) values (${countyCode}, ${actor.accountId}, ${ids.length}) returning id
    ), items as (
      insert into document_batch_items (county_code, batch_id, place, document_id)
      select ${countyCode}, batch.id, i.place, i.id from batch cross join unnest(${ids}::uuid[]) with ordinality as i (id, place)
    )
    select id from batch`.execute(tx)
  const batchId = rows[0]?.id ?? ''
  await queue.send(tx, layOutJob, { countyCode, batchId })
  return batchId
}

/** Puts issued documents together that somebody wants to print or hand over. */
export async function makeBatch(
  { db, queue }: { db: Db; queue: Queue },
  actor: Actor,
  party: Party,
  { countyCode, ids }: { countyCode: string; ids: readonly string[] },
): Promise<DocumentBatch> {
  const batchId = await transact(db, actor, async (tx) => {
    const seat = await seatOf(tx, party)
    const { rows } = await sql<{ id: string }>`
      select d.id from documents as d
       where d.county_code = ${countyCode} and d.id = any (${ids}::uuid[]) and d.number is not null and ${isSeenBy(seat)}`.execute(
      tx,
    )
    if (rows.length < new Set(ids).size)
      throw new Refused({ kind: 'conflict', code: 'not_issued', message: '只能汇编已签发的公文' })
    return orderBatch(tx, queue, { countyCode, actor }, [...new Set(ids)])
  })
  return read(db, actor, (tx) => getBatch(tx, actor, { countyCode, batchId }))
}

/** How far a batch is; it is shown to whoever ordered it. */
export async function getBatch(tx: Tx, actor: Actor, { countyCode, batchId }: BatchPlace): Promise<DocumentBatch> {
  const { rows } = await sql<DocumentBatch>`
    select id, total, done, zip_sha256 is not null as "isFinished", failure from document_batches
     where county_code = ${countyCode} and id = ${batchId} and made_by = ${actor.accountId}`.execute(tx)
  if (!rows[0]) throw noBatch()
  return rows[0]
}

const noBatch = () => new Refused({ kind: 'missing', code: 'no_such_batch', message: '没有这次汇编' })

export async function batchFile(
  tx: Tx,
  actor: Actor,
  { countyCode, batchId }: BatchPlace,
  format: 'zip' | 'pdf',
): Promise<Buffer> {
  const { rows } = await sql<{ sha256: Buffer | null }>`
    select ${sql.ref(`${format}_sha256`)} as sha256 from document_batches
     where county_code = ${countyCode} and id = ${batchId} and made_by = ${actor.accountId}`.execute(tx)
  if (!rows[0]) throw noBatch()
  if (!rows[0].sha256) throw new Refused({ kind: 'conflict', code: 'batch_not_finished', message: '还在汇编，请稍候' })
  return rows[0].sha256
}

/** How many documents are laid out between two tellings of progress. */
const step = 20

/** Lays out a batch: each document's Word file is kept, then one archive of them and one file to print. */
export async function layOutBatch(door: Door, place: BatchPlace): Promise<void> {
  const { db, files } = door
  const documents = await read(db, systemActor([place.countyCode]), (tx) => itemsOf(tx, place))
  const print = await printerOf(door, place.countyCode)
  const zip = new PizZip()
  const laidOut: KeptFile[] = []
  for (let from = 0; from < documents.length; from += step) {
    const some = documents.slice(from, from + step)
    const written = await Promise.all(some.map((document) => docxOf(files, print, document))) // one is kept while another is laid out
    for (const [at, { bytes, kept, name }] of written.entries()) {
      if (kept) laidOut.push(kept)
      zip.file(`${String(from + at + 1).padStart(3, '0')} ${name}.docx`, bytes)
    }
    await tell(db, place, sql`done = ${from + some.length}`)
  }
  if (laidOut.length > 0) await fileAway(db, place.countyCode, 'docx', laidOut)
  const printable = await documentsPdf(documents)
  const archive = await keepBytes(files, zip.generate({ type: 'nodebuffer', compression: 'STORE' }))
  const pages = await keepBytes(files, printable.bytes)
  await tell(db, place, sql`done = total, failure = null, zip_sha256 = ${archive.sha256}, pdf_sha256 = ${pages.sha256}`)
}

/** Says on the batch why it could not be laid out; the queue tries again. */
export const tellFailure = (db: Db, place: BatchPlace, error: unknown): Promise<void> =>
  tell(db, place, sql`failure = ${error instanceof Error ? error.message : String(error)}`)

const tell = (db: Db, { countyCode, batchId }: BatchPlace, set: ReturnType<typeof sql>): Promise<void> =>
  transact(db, systemActor([countyCode]), async (tx) => {
    await sql`update document_batches set ${set} where county_code = ${countyCode} and id = ${batchId}`.execute(tx)
  })

async function itemsOf(tx: Tx, { countyCode, batchId }: BatchPlace): Promise<Printed[]> {
  const { rows } = await sql<Printed>`
    select ${printedColumns} from document_batch_items as i
      join documents as d on d.county_code = i.county_code and d.id = i.document_id
     where i.county_code = ${countyCode} and i.batch_id = ${batchId} order by i.place`.execute(tx)
  return rows
}

type Written = { name: string; bytes: Buffer; kept: KeptFile | null }

/** What was laid out before is taken as it is kept. */
async function docxOf(files: Files, print: WordPrinter, document: Printed): Promise<Written> {
  const name = fileName(document)
  if (document.docxSha256) return { name, bytes: await bytesOfKept(files, document.docxSha256), kept: null }
  const { bytes, fonts } = await print(document.kind, document.content, document.marks)
  const { sha256 } = await keepBytes(files, bytes)
  return { name, bytes, kept: { id: document.id, sha256, fonts } }
}

const fileName = ({ marks, content }: Printed) =>
  `${marks?.number ?? ''} ${content.title}`
    .replaceAll(/[\\/:*?"<>|\s]+/g, ' ')
    .slice(0, 100)
    .trim()
