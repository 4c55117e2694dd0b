import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Actor, type Db, read, type Tx, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { Refused } from '../platform/refusals.ts'
import { type Reader, sharingWith, visibleTo } from './readers.ts'

type Door = { db: Db; files: Files }
export type Span = { from: number; until: number }

/** One answer for what is not there and for what is not to be seen: nobody learns the one from the other. */
const noFile = () => new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })

type Content = { name: string; mediaType: string; bytes: number; sha256: Buffer }

/**
 * Opens a file, asking anew whether the reader may, and writes down that he did. A browser that asks for the rest of a
 * file piece by piece has opened it once.
 */
export async function openContent(
  { db, files }: Door,
  actor: Actor,
  reader: Reader,
  { fileId, how, span }: { fileId: string; how: 'shown' | 'saved'; span: (bytes: number) => Span | null },
): Promise<Content & { span: Span | null; content: Readable }> {
  const file = await transact(db, actor, async (tx) => {
    const found = await visibleFile(tx, reader, fileId)
    if ((span(found.bytes)?.from ?? 0) === 0) await logOpening(tx, actor, reader, fileId, how)
    return found
  })
  const asked = span(file.bytes)
  return { ...file, span: asked, content: await files.open(file.sha256, asked ?? undefined) }
}

async function visibleFile(tx: Tx, reader: Reader, fileId: string): Promise<Content> {
  const { rows } = await sql<Content>`
    select f.name, f.media_type as "mediaType", f.bytes, f.sha256 from archive_files as f
     where f.county_code = ${reader.countyCode} and f.id = ${fileId} and ${visibleTo(reader)}`.execute(tx)
  if (!rows[0]) throw noFile()
  return rows[0]
}

/** By which sharing it was opened, where it took one to see it. */
const logOpening = (tx: Tx, actor: Actor, reader: Reader, fileId: string, how: 'shown' | 'saved') =>
  sql`
  insert into archive_openings (county_code, file_id, share_id, how, opened_by, opener_name)
  select f.county_code, f.id, s.id, ${how}, ${actor.accountId}, ${actor.name}
    from archive_files as f
    left join (${sharingWith(actor.accountId)}) as s
      on s.county_code = f.county_code and s.file_id = f.id and not ${reader.seesAll}::boolean and f.added_by <> ${actor.accountId}
   where f.county_code = ${reader.countyCode} and f.id = ${fileId}
   limit 1`.execute(tx)

/** The small picture of a file in a list. */
export async function openThumbnail(
  { db, files }: Door,
  actor: Actor,
  reader: Reader,
  fileId: string,
): Promise<Readable> {
  const sha256 = await read(db, actor, async (tx) => {
    const { rows } = await sql<{ sha256: Buffer | null }>`
      select f.thumbnail_sha256 as sha256 from archive_files as f
       where f.county_code = ${reader.countyCode} and f.id = ${fileId} and ${visibleTo(reader)}`.execute(tx)
    return rows[0]?.sha256 ?? null
  })
  if (!sha256) throw noFile()
  return files.open(sha256)
}
