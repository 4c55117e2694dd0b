import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Files } from './files.ts'

/** A kept file in the clear, as a stream; the clear copy is gone once the stream is closed. */
export async function openClear(files: Files, sha256: Buffer): Promise<Readable> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-clear-'))
  const path = join(folder, 'file')
  await files.copyTo(sha256, path)
  return createReadStream(path).once('close', () => void rm(folder, { recursive: true, force: true }))
}

/** What a browser may show by itself; everything else is only saved. */
export const shownAs = (media: string): string =>
  media === 'application/pdf' || media.startsWith('image/') ? media : 'application/octet-stream'
