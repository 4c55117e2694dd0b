import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { createSealer, sealedPlace, segmentBytes } from './sealed-bytes.ts'

type Target = { out: FileHandle; key: Buffer; head: Buffer; bytes: number; from: number; hash: Hash }

/**
 * Hashes, seals and writes clear bytes in one pass, from the beginning of a segment on; gives how many came. While one
 * segment is being written the next is being sealed. Throws when more comes than the file has.
 */
export async function writeSealed(source: AsyncIterable<Buffer>, target: Target): Promise<number> {
  const { out, key, head, bytes, from, hash } = target
  const seal = createSealer({ key, head, bytes, from })
  const line = writingLine(out, from === 0 ? 0 : sealedPlace(from / segmentBytes))
  if (from === 0) line.add(head)
  let came = 0
  for await (const chunk of source) {
    if (chunk.length === 0) continue
    came += chunk.length
    if (from + came > bytes) throw new Error('more bytes than the file has')
    hash.update(chunk)
    seal(chunk, line.add)
    if (line.waiting() >= segmentBytes) await line.write()
  }
  if (bytes === 0) seal(Buffer.alloc(0), line.add)
  await line.write()
  await line.end()
  return came
}

/** Writes at growing places, one write under way while the next gathers. */
function writingLine(out: FileHandle, start: number) {
  let [place, size, pieces] = [start, 0, [] as Buffer[]]
  let underWay: Promise<unknown> = Promise.resolve()
  return {
    add: (piece: Buffer) => {
      if (piece.length === 0) return
      pieces.push(piece)
      size += piece.length
    },
    waiting: () => size,
    write: async () => {
      await underWay
      if (pieces.length === 0) return
      underWay = writeAll(out, pieces, place)
      underWay.catch(() => {}) // told to whoever waits for the next write or the end
      ;[place, size, pieces] = [place + size, 0, []]
    },
    end: () => underWay,
  }
}

/** One write may take less than it was given. */
async function writeAll(out: FileHandle, pieces: readonly Buffer[], place: number): Promise<void> {
  const size = pieces.reduce((sum, { length }) => sum + length, 0)
  const { bytesWritten } = await out.writev(pieces, place)
  if (bytesWritten === size) return
  const rest = Buffer.concat(pieces).subarray(bytesWritten)
  await writeAll(out, [rest], place + bytesWritten)
}
