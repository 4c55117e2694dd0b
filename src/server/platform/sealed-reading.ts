import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  clearSize,
  headBytes,
  isHead,
  openSegment,
  sealedPlace,
  sealedSegmentSize,
  sealedSize,
  segmentBytes,
} from './sealed-bytes.ts'

export type Part = { from: number; until: number }

/** A sealed file: how large it lies there, and how a part of it is read. */
export type SealedFile = { size: number; read(from: number, until: number): Promise<Readable> }

/** How a sealed file begins; `null`: it was kept before segments were known. */
export async function headOf({ size, read }: SealedFile): Promise<Buffer | null> {
  const head = await buffer(await read(0, Math.min(headBytes, size)))
  return isHead(head) ? head : null
}

/** The bytes of a sealed file in the clear, segment by segment, each proved before it is given. */
export async function* clearBytes(file: SealedFile, key: Buffer, head: Buffer, part?: Part): AsyncGenerator<Buffer> {
  const bytes = clearSize(file.size)
  if (bytes < 0 || sealedSize(bytes) !== file.size) throw new Error('a kept file has been cut off')
  const { from, until } = part ?? { from: 0, until: bytes }
  const first = Math.floor(from / segmentBytes)
  const last = Math.max(first, Math.ceil(until / segmentBytes) - 1)
  const sizes = Array.from({ length: last - first + 1 }, (_, at) => sealedSegmentSize(first + at, bytes))
  const sealed = await file.read(sealedPlace(first), sealedPlace(last) + (sizes.at(-1) ?? 0))
  let segment = first
  for await (const piece of pieces(sealed, sizes)) {
    const clear = openSegment(piece, { key, head, bytes }, segment)
    const start = segment * segmentBytes
    yield clear.subarray(Math.max(0, from - start), Math.max(0, until - start))
    segment += 1
  }
}

/** A stream in pieces of the sizes asked for; throws when it ends before. */
async function* pieces(stream: Readable, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let [held, size, at] = [[] as Buffer[], 0, 0]
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    for (let wanted = sizes[at]; wanted !== undefined && size >= wanted; wanted = sizes[at]) {
      const whole = Buffer.concat(held, size)
      yield whole.subarray(0, wanted)
      ;[held, size, at] = [[whole.subarray(wanted)], size - wanted, at + 1]
    }
  }
  if (at < sizes.length) throw new Error('a kept file ends too early')
}
