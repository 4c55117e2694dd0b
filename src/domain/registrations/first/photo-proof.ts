/** What a photo says of itself: when it was taken, by the camera's clock (`YYYY-MM-DD HH:MM`), and where, in degrees. */
export type PhotoProof = { takenAt: string | null; latitude: number | null; longitude: number | null }

const nothing: PhotoProof = { takenAt: null, latitude: null, longitude: null }

/** Tags of EXIF 2.3: where its directories lie, and what is read from them. */
const tags = { exif: 0x8769, gps: 0x8825, takenAt: 0x9003, north: 1, latitude: 2, east: 3, longitude: 4 } as const

/** Reads when and where from the photo's EXIF, whatever it is wrapped in; nothing where it says nothing or is damaged. */
export function proofOf(bytes: Uint8Array): PhotoProof {
  const at = findExif(bytes)
  if (at < 0) return nothing
  const tiff = bytes.subarray(at)
  const read = readerOf(tiff)
  const first = read.directory(read.long(4))
  const exif = read.directory(read.longOf(first.get(tags.exif)))
  const gps = read.directory(read.longOf(first.get(tags.gps)))
  const latitude = read.degrees(gps.get(tags.latitude), read.letter(gps.get(tags.north)) === 'S')
  const longitude = read.degrees(gps.get(tags.longitude), read.letter(gps.get(tags.east)) === 'W')
  const isPlace = latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return {
    takenAt: read.time(exif.get(tags.takenAt)),
    ...(isPlace ? { latitude, longitude } : { latitude: null, longitude: null }),
  }
}

const mark = [0x45, 0x78, 0x69, 0x66, 0, 0] // "Exif" and two zeros

function findExif(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1))
    if (mark.every((code, place) => bytes[at + place] === code)) return at + mark.length
  return -1
}

/** Reads a TIFF block by its own byte order; what lies outside it reads as nothing. */
function readerOf(tiff: Uint8Array) {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const isLittle = tiff[0] === 0x49
  const holds = (at: number, size: number) => at >= 0 && at + size <= tiff.length
  const short = (at: number) => (holds(at, 2) ? view.getUint16(at, isLittle) : 0)
  const long = (at: number) => (holds(at, 4) ? view.getUint32(at, isLittle) : 0)

  /** Where the entry of each tag of a directory lies. */
  function directory(at: number): ReadonlyMap<number, number> {
    const entries = at === 0 ? [] : Array.from({ length: Math.min(short(at), 500) }, (_, place) => at + 2 + place * 12)
    return new Map(entries.map((entry) => [short(entry), entry]))
  }
  const longOf = (entry: number | undefined) => (entry === undefined ? 0 : long(entry + 8))
  const letter = (entry: number | undefined) => (entry === undefined ? '' : String.fromCharCode(tiff[entry + 8] ?? 0))

  function degrees(entry: number | undefined, isNegative: boolean): number | null {
    const at = longOf(entry)
    if (at === 0 || !holds(at, 24)) return null
    const [whole = 0, minutes = 0, seconds = 0] = [0, 8, 16].map((place) => long(at + place) / long(at + place + 4))
    const sum = whole + minutes / 60 + seconds / 3600
    return Number.isFinite(sum) ? Math.round((isNegative ? -sum : sum) * 1e6) / 1e6 : null
  }

  function time(entry: number | undefined): string | null {
    const at = longOf(entry)
    if (at === 0 || !holds(at, 19)) return null
    const said = String.fromCharCode(...tiff.subarray(at, at + 19))
    const [, year, month, day, minute] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d):\d\d$/.exec(said) ?? []
    return year ? `${year}-${month}-${day} ${minute}` : null
  }
  return { long, directory, longOf, letter, degrees, time }
}
