import { createReadStream } from 'node:fs'

/** What an OLE compound file (MS-CFB) holds, told from the names of its streams. */
export type CompoundContent = 'xls' | 'encrypted' | 'other'

const encryptedName = Buffer.from('EncryptedPackage', 'utf16le')
const workbookNames = [Buffer.from('Workbook\0', 'utf16le'), Buffer.from('Book\0', 'utf16le')]

/** Looks for the stream names of an old workbook or of an encrypted new one. */
export async function compoundContent(path: string): Promise<CompoundContent> {
  let tail: Buffer = Buffer.alloc(0)
  let hasWorkbook = false
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const joined = Buffer.concat([tail, chunk])
    if (joined.includes(encryptedName)) return 'encrypted'
    hasWorkbook ||= workbookNames.some((name) => joined.includes(name))
    tail = joined.subarray(-64)
  }
  return hasWorkbook ? 'xls' : 'other'
}
