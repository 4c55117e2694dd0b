import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bulletin } from '#domain/reports/bulletin.ts'
import type { Files } from '../platform/files.ts'
import { writeBulletinDocument } from './bulletin-document.ts'
import { writeBulletinWorkbook } from './bulletin-workbook.ts'

export type Said = Bulletin & { issuedOn: string }

/** A report as the file of a format. */
export const writeBulletin = (said: Said, format: 'docx' | 'xlsx'): Promise<Buffer> =>
  format === 'docx' ? writeBulletinDocument(said) : writeBulletinWorkbook(said)

/** Keeps document and annex of a report as issued; gives the hash of each. */
export function keepBulletinFiles(files: Files, said: Said): Promise<{ docx: Buffer; xlsx: Buffer }> {
  return inFolder(async (folder) => {
    const keep = async (format: 'docx' | 'xlsx') => {
      const path = join(folder, format)
      await writeFile(path, await writeBulletin(said, format))
      return (await files.keep(path)).sha256
    }
    return { docx: await keep('docx'), xlsx: await keep('xlsx') }
  })
}

/** The very file that was kept. */
export function openBulletinFile(files: Files, sha256: Buffer): Promise<Buffer> {
  return inFolder(async (folder) => {
    const path = join(folder, 'kept')
    await files.copyTo(sha256, path)
    return readFile(path)
  })
}

/** Lends a folder that is gone afterwards: nothing stays in the clear. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'qingling-report-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
