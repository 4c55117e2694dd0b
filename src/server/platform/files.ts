import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const ivBytes = 12
const tagBytes = 16

/** Files by the SHA-256 of their bytes, encrypted at rest: a ledger is full of ID numbers. */
export type Files = {
  /** Keeps a file and tells its hash and size; the same bytes are kept once. */
  keep(path: string): Promise<{ sha256: Buffer; bytes: number }>
  /** Writes a kept file in the clear to a path of the caller's, who removes it again. */
  copyTo(sha256: Buffer, path: string): Promise<void>
}

export function openFiles(dataDir: string, key: Buffer): Files {
  const folder = join(dataDir, 'files')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const placeOf = (sha256: Buffer) => join(folder, sha256.toString('hex'))
  return {
    keep: async (path) => {
      const sha256 = await hashOf(path)
      if (!existsSync(placeOf(sha256))) await seal(key, path, placeOf(sha256))
      return { sha256, bytes: (await stat(path)).size }
    },
    copyTo: (sha256, path) => unseal(key, placeOf(sha256), path),
  }
}

/** A kept file in the clear, as a stream; the clear copy is gone once the stream is closed. */
export async function openKept(files: Files, sha256: Buffer): Promise<Readable> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-kept-'))
  const path = join(folder, 'file')
  await files.copyTo(sha256, path)
  return createReadStream(path).once('close', () => void rm(folder, { recursive: true, force: true }))
}

/** A kept file in the clear, whole. */
export async function bytesOfKept(files: Files, sha256: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-kept-'))
  try {
    await files.copyTo(sha256, join(folder, 'file'))
    return await readFile(join(folder, 'file'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Keeps what was made in memory. */
export async function keepBytes(files: Files, bytes: Buffer): Promise<{ sha256: Buffer; bytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-made-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes, { mode: 0o600 })
    return await files.keep(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest()
}

/** Under a passing name first, so that a crash leaves no half file under the final one. */
async function seal(key: Buffer, from: string, to: string): Promise<void> {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const passing = `${to}.${process.pid}.part`
  const out = createWriteStream(passing, { mode: 0o600 })
  out.write(iv)
  await pipeline(createReadStream(from), cipher, out)
  const file = await open(passing, 'a')
  await file.write(cipher.getAuthTag())
  await file.sync()
  await file.close()
  renameSync(passing, to)
}

async function unseal(key: Buffer, from: string, to: string): Promise<void> {
  const { size } = await stat(from)
  const file = await open(from)
  const iv = (await file.read(Buffer.alloc(ivBytes), 0, ivBytes, 0)).buffer
  const tag = (await file.read(Buffer.alloc(tagBytes), 0, tagBytes, size - tagBytes)).buffer
  await file.close()
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(tag)
  try {
    await pipeline(sealedBytes(from, size), decipher, createWriteStream(to, { mode: 0o600 }))
  } catch (error) {
    rmSync(to, { force: true })
    throw error
  }
}

/** What lies between the two seals; an empty file has nothing there. */
function sealedBytes(from: string, size: number): Readable {
  const end = size - tagBytes - 1
  return end < ivBytes ? Readable.from([]) : createReadStream(from, { start: ivBytes, end })
}

/** What a browser may show by itself; everything else is only saved. */
export const shownAs = (media: string): string =>
  media === 'application/pdf' || media.startsWith('image/') ? media : 'application/octet-stream'
