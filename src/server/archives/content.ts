import sharp from 'sharp'
import {
  type FileKind,
  type FileRefusal,
  isPhoto,
  isZip,
  kindOfContent,
  refuseContent,
} from '#domain/archives/content.ts'
import { directoryOf, entriesOf, zipTailBytes } from '#domain/archives/zip-directory.ts'
import type { ReadRange } from './part-files.ts'

type Named = { name: string; bytes: number }

/** How much of a beginning tells what a file is. */
export const tellingBytes = 64

/** Why a file is refused by its beginning already; a zip may still be anything. */
export function headRefusal({ name, bytes }: Named, head: Buffer): FileRefusal | null {
  return isZip(head) ? null : refuseContent(name, bytes, kindOfContent(head, []))
}

/** What a whole file is by its content, or why it is refused. */
export async function judgeContent(
  file: Named,
  readRange: ReadRange,
): Promise<{ kind: FileKind } | { refusal: FileRefusal }> {
  const head = await readRange(0, Math.min(tellingBytes, file.bytes))
  const kind = kindOfContent(head, isZip(head) ? await zipEntries(file.bytes, readRange) : [])
  const refusal = refuseContent(file.name, file.bytes, kind)
  if (refusal) return { refusal }
  return kind ? { kind } : { refusal: { code: 'unknown_kind' } }
}

/** A directory larger than this is no paper's. */
const mostDirectoryBytes = 4 * 1024 * 1024

async function zipEntries(bytes: number, readRange: ReadRange): Promise<string[]> {
  const tail = await readRange(Math.max(0, bytes - zipTailBytes), bytes)
  const place = directoryOf(tail, bytes)
  if (!place || place.until - place.from > mostDirectoryBytes) return []
  return entriesOf(await readRange(place.from, place.until))
}

const thumbnailPixels = 320

/**
 * A small picture of a photo, upright, without anything but the picture. `null`: of this kind none can be made (HEIC,
 * whose decoder is not free). A photo that cannot be opened is refused.
 */
export async function thumbnailOf(
  photo: Uint8Array,
  kind: FileKind,
): Promise<Buffer | null | { refusal: FileRefusal }> {
  if (kind === 'image/heic' || !isPhoto(kind)) return null
  try {
    return await sharp(photo, { failOn: 'truncated' })
      .rotate()
      .resize(thumbnailPixels, thumbnailPixels, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 72 })
      .toBuffer()
  } catch {
    return { refusal: { code: 'broken_photo' } }
  }
}
