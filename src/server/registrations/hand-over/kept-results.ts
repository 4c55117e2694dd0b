import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Files } from '../../platform/files.ts'

/** A kept file in the clear for as long as `use` needs it. */
export async function withKept<T>(files: Files, sha256: Buffer, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-results-'))
  try {
    const path = join(folder, 'results')
    await files.copyTo(sha256, path)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
