/** Kinds of photos that phones and scanners make. */
export type PhotoKind = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic'

const brands: readonly string[] = ['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1']

/** What a file is by its first bytes, whatever its name says; `null`: no photo. */
export function photoKind(bytes: Uint8Array): PhotoKind | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (ascii(bytes, 1, 4) === 'PNG' && bytes[0] === 0x89) return 'image/png'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp'
  if (ascii(bytes, 4, 8) === 'ftyp' && brands.includes(ascii(bytes, 8, 12))) return 'image/heic'
  return null
}

/** The photo without the place where it was taken. What tells its orientation and day stays where the format allows it. */
export function withoutLocation(bytes: Uint8Array, kind: PhotoKind): Uint8Array {
  switch (kind) {
    case 'image/jpeg':
      return withoutJpegLocation(bytes)
    case 'image/png':
      return withoutPngTexts(bytes)
    case 'image/webp':
      return withoutWebpMetadata(bytes)
    case 'image/heic':
      return withoutHeicLocation(bytes)
  }
}

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** APP1 carries EXIF, whose place is blanked, and XMP, which goes; APP2 to APP15 but colour and Adobe's mark go too. */
function withoutJpegLocation(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const parts: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const end = Math.min(at + 2 + view.getUint16(at + 2), bytes.length)
    const segment = bytes.subarray(at, end)
    const kept = keptSegment(segment)
    if (kept) parts.push(kept)
    at = end
  }
  return joined([...parts, bytes.subarray(at)])
}

function keptSegment(segment: Uint8Array): Uint8Array | null {
  const marker = segment[1] ?? 0
  if (marker < 0xe1 || marker > 0xef) return segment
  if (marker === 0xe1) return ascii(segment, 4, 8) === 'Exif' ? withBlankPlaces(segment) : null
  const isColour = marker === 0xe2 && ascii(segment, 4, 15) === 'ICC_PROFILE'
  return isColour || marker === 0xee ? segment : null
}

const pngTexts: readonly string[] = ['eXIf', 'tEXt', 'iTXt', 'zTXt']

function withoutPngTexts(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const parts: Uint8Array[] = [bytes.subarray(0, 8)]
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = Math.min(at + 12 + view.getUint32(at), bytes.length)
    if (!pngTexts.includes(ascii(bytes, at + 4, at + 8))) parts.push(bytes.subarray(at, end))
    at = end
  }
  return joined(parts)
}

/** Chunks of EXIF and XMP go; the header no longer announces them. */
function withoutWebpMetadata(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const parts: Uint8Array[] = [bytes.slice(0, 12)]
  let at = 12
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at + 4, true)
    const end = Math.min(at + 8 + size + (size % 2), bytes.length)
    const name = ascii(bytes, at, at + 4)
    if (name !== 'EXIF' && name !== 'XMP ')
      parts.push(name === 'VP8X' ? withoutFlags(bytes.slice(at, end)) : bytes.subarray(at, end))
    at = end
  }
  const whole = joined(parts)
  viewOf(whole).setUint32(4, whole.length - 8, true)
  return whole
}

const metadataFlags = 0x08 | 0x04

function withoutFlags(chunk: Uint8Array): Uint8Array {
  chunk[8] = (chunk[8] ?? 0) & ~metadataFlags
  return chunk
}

/** Places within the file are told by offsets, so nothing is taken out: EXIF and XMP are blanked where they lie. */
function withoutHeicLocation(bytes: Uint8Array): Uint8Array {
  const copy = withBlankPlaces(bytes)
  let from = find(copy, '<x:xmpmeta', 0)
  while (from >= 0) {
    const end = find(copy, '</x:xmpmeta>', from)
    copy.fill(0x20, from, end < 0 ? copy.length : end + 12)
    from = find(copy, '<x:xmpmeta', from)
  }
  return copy
}

/** A copy in which every block of EXIF has lost its GPS entries. */
function withBlankPlaces(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  for (let at = find(copy, 'Exif\0\0', 0); at >= 0; at = find(copy, 'Exif\0\0', at + 6))
    blankPlace(copy.subarray(at + 6))
  return copy
}

const gpsTag = 0x8825
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/** TIFF: the first directory points to that of GPS, whose entries and the values they point to become zeros. */
function blankPlace(tiff: Uint8Array): void {
  const isLittle = ascii(tiff, 0, 2) === 'II'
  if (!isLittle && ascii(tiff, 0, 2) !== 'MM') return
  const view = viewOf(tiff)
  const holds = (at: number, size: number) => at >= 0 && at + size <= tiff.length
  const entriesAt = (at: number) => {
    const n = holds(at, 2) ? view.getUint16(at, isLittle) : 0
    return Array.from({ length: n }, (_, place) => at + 2 + place * 12).filter((entry) => holds(entry, 12))
  }
  if (!holds(4, 4)) return
  for (const entry of entriesAt(view.getUint32(4, isLittle))) {
    if (view.getUint16(entry, isLittle) !== gpsTag) continue
    for (const place of entriesAt(view.getUint32(entry + 8, isLittle))) {
      const size = (bytesOfType[view.getUint16(place + 2, isLittle)] ?? 1) * view.getUint32(place + 4, isLittle)
      const value = view.getUint32(place + 8, isLittle)
      if (size > 4 && holds(value, size)) tiff.fill(0, value, value + size)
      tiff.fill(0, place, place + 12)
    }
  }
}

function find(bytes: Uint8Array, words: string, from: number): number {
  const codes = [...words].map((letter) => letter.charCodeAt(0))
  const [first = 0] = codes
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (codes.every((code, place) => bytes[at + place] === code)) return at
  return -1
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
