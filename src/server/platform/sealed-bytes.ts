import { type CipherGCM, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * How a kept file lies on disk: a head of mark and salt, then segments of a fixed size, each encrypted and authenticated by
 * itself (AES-256-GCM). So one can be written while others are still to come, and any part read without the rest. Salt,
 * place and "this is the last" are authenticated with each segment: none can be moved, left out or taken from elsewhere.
 */
export const segmentBytes = 1024 * 1024
export const headBytes = 32

const mark = Buffer.from('qingling sealed\n')
const saltBytes = headBytes - mark.length
const ivBytes = 12
const tagBytes = 16
const addedBytes = ivBytes + tagBytes

export const newHead = (): Buffer => Buffer.concat([mark, randomBytes(saltBytes)])

/** Files kept before segments were known begin otherwise. */
export const isHead = (bytes: Buffer): boolean =>
  bytes.length >= headBytes && bytes.subarray(0, mark.length).equals(mark)

/** An empty file has one empty segment, so that its being empty is authenticated too. */
const segmentsOf = (bytes: number) => Math.max(1, Math.ceil(bytes / segmentBytes))

/** Where the segment at a place begins. */
export const sealedPlace = (segment: number): number => headBytes + segment * (segmentBytes + addedBytes)

export const sealedSize = (bytes: number): number => headBytes + bytes + segmentsOf(bytes) * addedBytes

/** How many bytes lie sealed in so many; the inverse of `sealedSize`. */
export function clearSize(sealed: number): number {
  const body = sealed - headBytes
  const segments = Math.ceil(body / (segmentBytes + addedBytes))
  return body - segments * addedBytes
}

export const sealedSegmentSize = (segment: number, bytes: number): number =>
  Math.min(segmentBytes, bytes - segment * segmentBytes) + addedBytes

type Sealing = { key: Buffer; head: Buffer; bytes: number; from: number }

/**
 * Seals a file of so many bytes from a place on, which is the beginning of a segment. Gives what is to be written as it
 * comes; what is written counts from the place of that segment on.
 */
export function createSealer({ key, head, bytes, from }: Sealing) {
  let segment = from / segmentBytes
  let done = 0
  let cipher: CipherGCM | null = null
  const begin = () => {
    const iv = randomBytes(ivBytes)
    const begun = createCipheriv('aes-256-gcm', key, iv)
    begun.setAAD(placeMark(head, segment, bytes))
    cipher = begun
    return { cipher: begun, iv }
  }
  return (chunk: Buffer, write: (sealed: Buffer) => void): void => {
    let at = 0
    do {
      const begun = cipher === null ? begin() : { cipher, iv: null }
      if (begun.iv) write(begun.iv)
      const size = Math.min(segmentBytes, bytes - segment * segmentBytes)
      const piece = chunk.subarray(at, at + size - done)
      write(begun.cipher.update(piece))
      at += piece.length
      done += piece.length
      if (done < size) return
      begun.cipher.final()
      write(begun.cipher.getAuthTag())
      cipher = null
      segment += 1
      done = 0
    } while (at < chunk.length)
  }
}

/** Opens one segment; throws when it is not what was sealed at this place. */
export function openSegment(sealed: Buffer, { key, head, bytes }: Omit<Sealing, 'from'>, segment: number): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes))
  decipher.setAAD(placeMark(head, segment, bytes)).setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const clear = decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes))
  decipher.final()
  return clear
}

function placeMark(head: Buffer, segment: number, bytes: number): Buffer {
  const place = Buffer.alloc(5)
  place.writeUInt32BE(segment, 0)
  place[4] = segment === segmentsOf(bytes) - 1 ? 1 : 0
  return Buffer.concat([head, place])
}
