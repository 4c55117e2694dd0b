import { createDecipheriv } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Part, SealedFile } from './sealed-reading.ts'

const ivBytes = 12
const tagBytes = 16

/**
 * Opens a file sealed as a whole, as all were before segments: its one proof stands at its end, so it is written in the
 * clear to a passing place first and given only once proved. The clear copy is gone when the stream is closed.
 */
export async function openWhole(file: SealedFile, key: Buffer, part?: Part): Promise<Readable> {
  const { size, read } = file
  const iv = await buffer(await read(0, ivBytes))
  const tag = await buffer(await read(size - tagBytes, size))
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(tag)
  const sealed = size - tagBytes > ivBytes ? await read(ivBytes, size - tagBytes) : Readable.from([])
  const folder = await mkdtemp(join(tmpdir(), 'qingling-kept-'))
  const path = join(folder, 'file')
  try {
    await pipeline(sealed, decipher, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  const range = part && { start: part.from, end: part.until - 1 }
  return createReadStream(path, range).once('close', () => void rm(folder, { recursive: true, force: true }))
}
