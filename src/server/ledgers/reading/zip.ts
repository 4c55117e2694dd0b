import { createReadStream, type ReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type ReadingLimits, suspicionStartsAtBytes } from './limits.ts'
import { LedgerRefused } from './refused.ts'
import { brokenZip, listZipEntries, type ZipEntry } from './zip-directory.ts'

/** A zip archive on disk whose parts are inflated while they are read, within limits. */
export type Zip = {
  find(name: string): ZipEntry | undefined
  /** Content of a part in chunks; refuses a part that is not what the directory says. */
  read(entry: ZipEntry): AsyncIterable<Buffer>
  /** A small part as text. */
  readText(entry: ZipEntry): Promise<string>
  /** Share of the part handed out by the latest `read` of it, 0 to 1. */
  progress(entry: ZipEntry): number
  close(): Promise<void>
}

const chunkBytes = 256 * 1024
const maxTextBytes = 32 * 1024 * 1024

/** Opens a zip archive. `label` is the file's name in messages. */
export async function openZip(path: string, label: string, limits: ReadingLimits): Promise<Zip> {
  const file = await open(path, 'r')
  try {
    const entries = await listZipEntries(file, label)
    let declared = 0
    for (const entry of entries.values()) declared += entry.inflatedSize
    if (declared > limits.maxInflatedBytes) throw bomb(label)
    return zipOver(path, label, limits, file, entries)
  } catch (error) {
    await file.close()
    throw error
  }
}

function zipOver(
  path: string,
  label: string,
  limits: ReadingLimits,
  file: FileHandle,
  entries: Map<string, ZipEntry>,
): Zip {
  const sources = new Map<ZipEntry, ReadStream>()

  async function* read(entry: ZipEntry): AsyncGenerator<Buffer> {
    if (entry.isEncrypted) throw new LedgerRefused('encrypted', `“${label}”已加密，请取消密码后重新导入`)
    const source = await openSource(path, file, entry, label)
    sources.set(entry, source)
    yield* verified(entry, inflated(entry, source, label), label, limits)
  }

  return {
    find: (name) => entries.get(name.replace(/^\//, '').toLowerCase()),
    read,
    readText: (entry) => textOf(read(entry), label),
    progress: (entry) => (entry.packedSize === 0 ? 1 : (sources.get(entry)?.bytesRead ?? 0) / entry.packedSize),
    close: () => file.close(),
  }
}

async function* verified(
  entry: ZipEntry,
  chunks: AsyncIterable<Buffer>,
  label: string,
  limits: ReadingLimits,
): AsyncGenerator<Buffer> {
  const allowed = Math.max(suspicionStartsAtBytes, entry.packedSize * limits.maxInflationRatio)
  let size = 0
  let sum = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > allowed) throw bomb(label)
    if (size > entry.inflatedSize) throw brokenZip(label)
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (size !== entry.inflatedSize || sum !== entry.crc) throw brokenZip(label)
}

async function* inflated(entry: ZipEntry, source: ReadStream, label: string): AsyncGenerator<Buffer> {
  if (entry.method === 0) {
    yield* source
    return
  }
  if (entry.method !== 8) throw brokenZip(label)
  const inflate = createInflateRaw({ chunkSize: chunkBytes })
  // Errors of both streams surface in the loop below; the callback keeps them from being thrown a second time.
  pipeline(source, inflate, () => {})
  try {
    yield* inflate
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw brokenZip(label, error)
    throw error
  }
}

async function openSource(path: string, file: FileHandle, entry: ZipEntry, label: string): Promise<ReadStream> {
  const header = Buffer.alloc(30)
  const { bytesRead } = await file.read(header, 0, 30, entry.headerAt)
  if (bytesRead < 30 || header.readUInt32LE(0) !== 0x04034b50) throw brokenZip(label)
  const start = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const end = start + entry.packedSize - 1
  // An empty part has no last byte; reading one byte and inflating nothing would be a format error.
  if (end < start) throw brokenZip(label)
  return createReadStream(path, { start, end, highWaterMark: chunkBytes })
}

async function textOf(chunks: AsyncIterable<Buffer>, label: string): Promise<string> {
  const kept: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > maxTextBytes) throw bomb(label)
    kept.push(chunk)
  }
  return Buffer.concat(kept)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}

function bomb(label: string): LedgerRefused {
  return new LedgerRefused('zip_bomb', `“${label}”解压后异常庞大，疑似压缩炸弹，已停止读取`)
}
