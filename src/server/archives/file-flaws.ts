import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type { Db } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { grace } from './clean-up.ts'
import { unreferenced } from './references.ts'

type Flaw = { county: string; check: string; record: string; message: string }
type Record = { county: string; id: string; name: string; sha256: Buffer; bytes: number; thumbnail: Buffer | null }

/**
 * What is wrong between the archive's records and the bytes kept: records whose bytes are gone, bytes older than the grace
 * time without a record, and – read through only when asked, for it takes long – bytes that are not what their hash says.
 */
export async function findFileFlaws(
  { owner, files }: { owner: Db; files: Files },
  { counties, reads }: { counties: readonly string[]; reads: boolean },
): Promise<readonly Flaw[]> {
  const kept = new Map<string, Date>()
  for await (const { sha256, keptAt } of files.list()) kept.set(sha256.toString('hex'), keptAt)
  const flaws: Flaw[] = []
  for await (const record of recordsOf(owner, counties)) {
    const flaw = await flawOf(files, kept, record, reads)
    if (flaw) flaws.push({ county: record.county, record: record.id, ...flaw })
  }
  return [...flaws, ...(await orphans(owner, kept))]
}

const atOnce = 5000

/** Every archived file, page by page. */
async function* recordsOf(owner: Db, counties: readonly string[]): AsyncGenerator<Record> {
  let after: string | null = null
  do {
    const page: { rows: Record[] } = await sql<Record>`
      select county_code as county, id, name, sha256, bytes, thumbnail_sha256 as thumbnail from archive_files
       where county_code = any (${counties}::text[]) and ${after ? sql`id > ${after}` : sql`true`}
       order by id limit ${atOnce}`.execute(owner)
    yield* page.rows
    after = page.rows.length === atOnce ? (page.rows.at(-1)?.id ?? null) : null
  } while (after !== null)
}

async function flawOf(
  files: Files,
  kept: ReadonlyMap<string, Date>,
  { name, sha256, bytes, thumbnail }: Record,
  reads: boolean,
): Promise<{ check: string; message: string } | null> {
  const isGone = [sha256, thumbnail].some((hash) => hash !== null && !kept.has(hash.toString('hex')))
  if (isGone) return { check: 'archive_bytes_missing', message: `“${name}”有记录而没有字节` }
  if (!reads || (await isWhole(files, sha256, bytes))) return null
  return { check: 'archive_bytes_altered', message: `“${name}”的字节与散列不符` }
}

/** Whether the bytes are what their hash says; bytes that do not prove themselves cannot be read at all. */
async function isWhole(files: Files, sha256: Buffer, bytes: number): Promise<boolean> {
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(await files.open(sha256), async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) {
        hash.update(piece)
        size += piece.length
      }
    })
  } catch {
    return false
  }
  return size === bytes && hash.digest().equals(sha256)
}

async function orphans(owner: Db, kept: ReadonlyMap<string, Date>): Promise<Flaw[]> {
  const before = new Date(Date.now() - grace.bytesHours * 3600_000)
  const old = [...kept].filter(([, keptAt]) => keptAt < before).map(([hash]) => Buffer.from(hash, 'hex'))
  const left = await unreferenced(owner, old, { inHistory: true })
  return left.map((hash) => ({
    county: '141100',
    check: 'archive_bytes_orphaned',
    record: hash.toString('hex'),
    message: '有字节而没有记录，待清理',
  }))
}
