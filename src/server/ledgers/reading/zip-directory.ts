import type { FileHandle } from 'node:fs/promises'
import { LedgerRefused } from './refused.ts'

/** A part of a zip archive as the archive's directory describes it (APPNOTE 4.3.12). */
export type ZipEntry = {
  name: string
  /** 0 stored, 8 deflated. */
  method: number
  packedSize: number
  inflatedSize: number
  crc: number
  headerAt: number
  isEncrypted: boolean
}

const maxEntries = 20_000
const maxDirectoryBytes = 16 * 1024 * 1024
const directoryMark = 0x02014b50
const endMark = 0x06054b50
const end64Mark = 0x06064b50
const end64LocatorMark = 0x07064b50

/** The parts of a zip archive by lower-case name. */
export async function listZipEntries(file: FileHandle, label: string): Promise<Map<string, ZipEntry>> {
  const { at, size, count } = await locateDirectory(file, label)
  if (count > maxEntries || size > maxDirectoryBytes) throw brokenZip(label)
  const directory = await slice(file, at, size)
  const entries = new Map<string, ZipEntry>()
  let offset = 0
  while (offset + 46 <= directory.length && directory.readUInt32LE(offset) === directoryMark) {
    const nameBytes = directory.readUInt16LE(offset + 28)
    const extraBytes = directory.readUInt16LE(offset + 30)
    const entry = entryAt(directory, offset, nameBytes, extraBytes)
    entries.set(entry.name.replaceAll('\\', '/').toLowerCase(), entry)
    offset += 46 + nameBytes + extraBytes + directory.readUInt16LE(offset + 32)
  }
  if (entries.size === 0) throw brokenZip(label)
  return entries
}

/** What to say of an archive that does not hold together. */
export function brokenZip(label: string, cause?: Error): LedgerRefused {
  return new LedgerRefused('broken', `“${label}”已损坏，无法读取，请用表格软件打开另存后重新导入`, { cause })
}

function entryAt(directory: Buffer, offset: number, nameBytes: number, extraBytes: number): ZipEntry {
  const extraAt = offset + 46 + nameBytes
  const extra = directory.subarray(extraAt, extraAt + extraBytes)
  const wide = zip64Numbers(extra)
  const sized = (at: number): number => {
    const value = directory.readUInt32LE(at)
    return value === 0xffffffff ? (wide.shift() ?? value) : value
  }
  const inflatedSize = sized(offset + 24)
  const packedSize = sized(offset + 20)
  return {
    name: directory.toString('utf8', offset + 46, extraAt),
    method: directory.readUInt16LE(offset + 10),
    packedSize,
    inflatedSize,
    crc: directory.readUInt32LE(offset + 16),
    headerAt: sized(offset + 42),
    isEncrypted: (directory.readUInt16LE(offset + 8) & 1) === 1,
  }
}

/** The 64-bit sizes and offsets of an entry, in the order in which the 32-bit fields leave them out. */
function zip64Numbers(extra: Buffer): number[] {
  let at = 0
  while (at + 4 <= extra.length) {
    const size = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1) {
      const numbers: number[] = []
      const end = Math.min(at + 4 + size, extra.length)
      for (let field = at + 4; field + 8 <= end; field += 8) numbers.push(Number(extra.readBigUInt64LE(field)))
      return numbers
    }
    at += 4 + size
  }
  return []
}

async function locateDirectory(file: FileHandle, label: string): Promise<{ at: number; size: number; count: number }> {
  const { size: fileSize } = await file.stat()
  const tailBytes = Math.min(fileSize, 65_557)
  const tailAt = fileSize - tailBytes
  const tail = await slice(file, tailAt, tailBytes)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== endMark) end--
  if (end < 0) throw brokenZip(label)
  const locator = end - 20
  if (locator >= 0 && tail.readUInt32LE(locator) === end64LocatorMark) {
    const record = await slice(file, Number(tail.readBigUInt64LE(locator + 8)), 56)
    if (record.length < 56 || record.readUInt32LE(0) !== end64Mark) throw brokenZip(label)
    return {
      count: Number(record.readBigUInt64LE(32)),
      size: Number(record.readBigUInt64LE(40)),
      at: Number(record.readBigUInt64LE(48)),
    }
  }
  return { count: tail.readUInt16LE(end + 10), size: tail.readUInt32LE(end + 12), at: tail.readUInt32LE(end + 16) }
}

async function slice(file: FileHandle, at: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size)
  const { bytesRead } = await file.read(buffer, 0, size, at)
  return buffer.subarray(0, bytesRead)
}
