import { readFile, stat } from 'node:fs/promises'
import { type FileKind, isPhoto, refuseSize, wordsOfFileRefusal } from '#domain/archives/content.ts'
import { withoutLocation } from '#domain/meetings/photos.ts'
import { bytesOfKept, type Files, keepBytes } from '../platform/files.ts'
import { Refused } from '../platform/refusals.ts'
import { judgeContent, thumbnailOf } from './content.ts'

type Upload = { name: string; path: string }
export type KeptUpload = { name: string; mediaType: FileKind; sha256: Buffer; bytes: number }

/** What may come: photos alone, or papers in PDF too; no larger than `most` bytes. */
export type Wanted = { takes: 'photo' | 'photo_or_pdf'; most: number }

/**
 * Keeps one small file that somebody outside sends: told by its content, opened once to see that it is whole, a photo
 * without the place where it was taken. Refused in words that name the file.
 */
export async function keepUpload(files: Files, { name, path }: Upload, { takes, most }: Wanted): Promise<KeptUpload> {
  const size = (await stat(path)).size
  const tooMuch = refuseSize(size, most)
  if (tooMuch) throw refusedFile(tooMuch.code, wordsOfFileRefusal(name, tooMuch))
  const bytes = await readFile(path)
  const judged = await judgeContent({ name, bytes: size }, async (from, until) => bytes.subarray(from, until))
  if ('refusal' in judged) throw refusedFile(judged.refusal.code, wordsOfFileRefusal(name, judged.refusal))
  const { kind } = judged
  if (!isPhoto(kind)) {
    if (takes === 'photo' || kind !== 'application/pdf')
      throw refusedFile('not_wanted', `“${name}”不是${takes === 'photo' ? '照片' : '照片或 PDF'}，请重新拍照或选择`)
    return { name, mediaType: kind, ...(await keepBytes(files, bytes)) }
  }
  const small = await thumbnailOf(bytes, kind)
  if (small && 'refusal' in small) throw refusedFile(small.refusal.code, wordsOfFileRefusal(name, small.refusal))
  return { name, mediaType: kind, ...(await keepBytes(files, withoutLocation(bytes, kind))) }
}

const refusedFile = (code: string, message: string) =>
  new Refused({ kind: 'invalid', code, message, fields: [{ field: 'file', message }] })

/** Hash of a small picture of a kept file, kept beside it; null: none can be made of it. */
export async function keepThumbnail(
  files: Files,
  { mediaType, sha256 }: { mediaType: string; sha256: Buffer },
): Promise<Buffer | null> {
  if (!mediaType.startsWith('image/')) return null
  // what was kept as a photo is one of the kinds of photos
  const small = await thumbnailOf(await bytesOfKept(files, sha256), mediaType as FileKind)
  return small && !('refusal' in small) ? (await keepBytes(files, small)).sha256 : null
}
