import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { found } from '../platform/file-shelf.ts'
import type { Files } from '../platform/files.ts'
import {
  headBytes,
  newHead,
  openSegment,
  sealedPlace,
  sealedSegmentSize,
  sealedSize,
  segmentBytes,
} from '../platform/sealed-bytes.ts'
import { clearBytes, headOf, type SealedFile } from '../platform/sealed-reading.ts'
import { writeSealed } from '../platform/sealed-writing.ts'

/** What an upload's part file is to hold, and where it lies until it is whole. */
export type PartFile = { path: string; bytes: number }

export const partFile = (files: Files, uploadId: string, bytes: number): PartFile => ({
  path: join(files.passing, `${uploadId}.upload`),
  bytes,
})

/** Writes one part, which begins where a segment begins, and makes it durable; `hash` takes it in. Gives how much came. */
export async function writePart(
  files: Files,
  { path, bytes }: PartFile,
  { from, hash, source }: { from: number; hash: Hash; source: AsyncIterable<Buffer> },
): Promise<number> {
  const out = await open(path, from === 0 ? 'w' : 'r+', 0o600)
  try {
    const head = from === 0 ? newHead() : (await out.read(Buffer.alloc(headBytes), 0, headBytes, 0)).buffer
    const came = await writeSealed(source, { out, key: files.key, head, bytes, from, hash })
    await out.datasync()
    return came
  } finally {
    await out.close()
  }
}

/** Reads again what has come so far, as after a restart: the hash of it, and how far it really is whole on disk. */
export async function readAgain(
  files: Files,
  { path, bytes }: PartFile,
  until: number,
): Promise<{ hash: Hash; at: number }> {
  const hash = createHash('sha256')
  let at = 0
  const file = await found(open(path))
  if (!file) return { hash, at }
  try {
    const head = (await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)).buffer
    while (at < until) {
      const segment = at / segmentBytes
      const size = sealedSegmentSize(segment, bytes)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, sealedPlace(segment))
      const clear = bytesRead === size ? opened(buffer, { key: files.key, head, bytes }, segment) : null
      if (!clear) break
      hash.update(clear)
      at += clear.length
    }
  } finally {
    await file.close()
  }
  return { hash, at }
}

/** A segment that does not prove itself, torn by a power cut, is sent again. */
function opened(sealed: Buffer, sealing: Parameters<typeof openSegment>[1], segment: number): Buffer | null {
  try {
    return openSegment(sealed, sealing, segment)
  } catch {
    return null
  }
}

/** How a file begins whose first part has just come. */
export async function beginningOf(files: Files, { path, bytes }: PartFile, most: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const head = (await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)).buffer
    const size = sealedSegmentSize(0, bytes)
    const { buffer } = await file.read(Buffer.alloc(size), 0, size, sealedPlace(0))
    return openSegment(buffer, { key: files.key, head, bytes }, 0).subarray(0, most)
  } finally {
    await file.close()
  }
}

/** A part of a whole part file in the clear; `null`: the file is not there. */
export async function readPartFile(files: Files, { path, bytes }: PartFile): Promise<ReadRange | null> {
  const size = (await found(stat(path)))?.size
  if (size !== sealedSize(bytes)) return null
  const sealed: SealedFile = {
    size,
    read: async (from, until) => createReadStream(path, { start: from, end: until - 1 }),
  }
  const head = await headOf(sealed)
  return head && (async (from, until) => gathered(clearBytes(sealed, files.key, head, { from, until })))
}

export type ReadRange = (from: number, until: number) => Promise<Buffer>

async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

export const removePartFile = ({ path }: PartFile): Promise<void> => rm(path, { force: true })
