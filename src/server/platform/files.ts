import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type FileShelf, openFolder, type Shelved } from './file-shelf.ts'
import { openBucket, type S3Place } from './s3-files.ts'
import { newHead, segmentBytes } from './sealed-bytes.ts'
import { clearBytes, headOf, type Part } from './sealed-reading.ts'
import { writeSealed } from './sealed-writing.ts'
import { openWhole } from './whole-seal.ts'

/** Files by the SHA-256 of their bytes, encrypted at rest: a ledger is full of ID numbers. */
export type Files = {
  /** Key of all kept files, for whoever seals bytes as they come. */
  key: Buffer
  /** Folder of this machine for what is not whole yet. */
  passing: string
  /** Keeps a file and tells its hash and size; the same bytes are kept once. */
  keep(path: string): Promise<{ sha256: Buffer; bytes: number }>
  /** The same for what comes as a stream of so many bytes. */
  keepStream(source: AsyncIterable<Buffer>, bytes: number): Promise<{ sha256: Buffer; bytes: number }>
  /** Keeps a file that lies sealed and durable at a path already; the path is gone afterwards. */
  keepSealed(path: string, sha256: Buffer): Promise<void>
  /** Writes a kept file in the clear to a path of the caller's, who removes it again. */
  copyTo(sha256: Buffer, path: string): Promise<void>
  /** A kept file in the clear, or a part of it, as a stream; each segment is proved before a byte of it is given. */
  open(sha256: Buffer, part?: Part): Promise<Readable>
  has(sha256: Buffer): Promise<boolean>
  /** Removes a kept file unless it was kept, or kept again, after `before`. */
  remove(sha256: Buffer, before: Date): Promise<boolean>
  list(): AsyncIterable<{ sha256: Buffer; size: number; keptAt: Date }>
}

/** Kept files of a data folder, or of the store its settings name; what is not whole yet always lies in the folder. */
export function openFiles(dataDir: string, key: Buffer, store: S3Place | null = null): Files {
  const passing = join(dataDir, 'passing')
  mkdirSync(passing, { recursive: true, mode: 0o700 })
  const on = store ? openBucket(store) : openFolder(join(dataDir, 'files'))
  const keepSealed = (path: string, sha256: Buffer) => on.take(path, sha256.toString('hex'))
  const keepStream = async (source: AsyncIterable<Buffer>, bytes: number) => {
    const sealed = join(passing, `${randomUUID()}.part`)
    try {
      const sha256 = await seal(key, { source, bytes }, sealed)
      await keepSealed(sealed, sha256)
      return { sha256, bytes }
    } finally {
      await rm(sealed, { force: true })
    }
  }
  return {
    key,
    passing,
    keepSealed,
    keep: async (path) => keepStream(createReadStream(path, { highWaterMark: segmentBytes }), (await stat(path)).size),
    keepStream,
    copyTo: async (sha256, path) => {
      try {
        await pipeline(await openOn(on, key, sha256), createWriteStream(path, { mode: 0o600 }))
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },
    open: (sha256, part) => openOn(on, key, sha256, part),
    has: async (sha256) => (await on.sizeOf(sha256.toString('hex'))) !== null,
    remove: (sha256, before) => on.remove(sha256.toString('hex'), before),
    list: () => hashed(on.list()),
  }
}

async function* hashed(shelved: AsyncIterable<Shelved>) {
  for await (const { name, ...rest } of shelved) yield { sha256: Buffer.from(name, 'hex'), ...rest }
}

/** A kept file in the clear, as a stream. */
export const openKept = (files: Files, sha256: Buffer): Promise<Readable> => files.open(sha256)

/** A kept file in the clear, whole. */
export const bytesOfKept = async (files: Files, sha256: Buffer): Promise<Buffer> => buffer(await files.open(sha256))

/** Keeps what was made in memory. */
export const keepBytes = (files: Files, bytes: Uint8Array): Promise<{ sha256: Buffer; bytes: number }> =>
  files.keepStream(Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)]), bytes.length)

type Coming = { source: AsyncIterable<Buffer>; bytes: number }

/** In one reading, under a passing name: a crash leaves no half file under the final one. Gives the hash of what came. */
async function seal(key: Buffer, { source, bytes }: Coming, to: string): Promise<Buffer> {
  const hash = createHash('sha256')
  const out = await open(to, 'wx', 0o600)
  try {
    const came = await writeSealed(source, { out, key, head: newHead(), bytes, from: 0, hash })
    if (came !== bytes) throw new Error('a file became shorter while it was being kept')
    await out.sync()
  } finally {
    await out.close()
  }
  return hash.digest()
}

/** The first segment is proved before anything is answered, so a file that is broken or gone is told as such. */
async function openOn(shelf: FileShelf, key: Buffer, sha256: Buffer, part?: Part): Promise<Readable> {
  const name = sha256.toString('hex')
  const size = await shelf.sizeOf(name)
  if (size === null) throw new Error(`file ${name} is not where it was kept`)
  const file = { size, read: (from: number, until: number) => shelf.read(name, from, until) }
  const head = await headOf(file)
  if (!head) return openWhole(file, key, part)
  const segments = clearBytes(file, key, head, part)
  const first = await segments.next()
  return Readable.from(following(first.done ? [] : [first.value], segments), { objectMode: false })
}

async function* following(first: readonly Buffer[], rest: AsyncGenerator<Buffer>) {
  yield* first
  yield* rest
}

/** What a browser may show by itself; everything else is only saved. */
export const shownAs = (media: string): string =>
  media === 'application/pdf' || media.startsWith('image/') ? media : 'application/octet-stream'
