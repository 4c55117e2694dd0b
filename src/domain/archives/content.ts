import { type PhotoKind, photoKind } from '#domain/meetings/photos.ts'

const office = 'application/vnd.openxmlformats-officedocument'

/** Kinds of files the archive takes, each with the endings its name may have. */
const fileKinds = {
  'application/pdf': { words: 'PDF', endings: ['pdf'] },
  'image/jpeg': { words: 'JPG', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/png': { words: 'PNG', endings: ['png'] },
  'image/webp': { words: 'WebP', endings: ['webp'] },
  'image/heic': { words: 'HEIC', endings: ['heic', 'heif', 'hif'] },
  [`${office}.wordprocessingml.document`]: { words: 'Word', endings: ['docx'] },
  [`${office}.spreadsheetml.sheet`]: { words: 'Excel', endings: ['xlsx'] },
  'application/ofd': { words: 'OFD', endings: ['ofd'] },
} as const satisfies Record<string, { words: string; endings: readonly string[] }>

export type FileKind = keyof typeof fileKinds

/** Which entries a zip must have to be each of these. */
const insideZip: readonly { kind: FileKind; entries: readonly string[] }[] = [
  { kind: `${office}.wordprocessingml.document`, entries: ['[Content_Types].xml', 'word/document.xml'] },
  { kind: `${office}.spreadsheetml.sheet`, entries: ['[Content_Types].xml', 'xl/workbook.xml'] },
  { kind: 'application/ofd', entries: ['OFD.xml'] },
]

export const isZip = (head: Uint8Array): boolean => beginsWith(head, [0x50, 0x4b, 0x03, 0x04])
const isPdf = (head: Uint8Array) => beginsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])

const beginsWith = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte)

/** What a file is by its content, whatever it is called: how it begins, and the entries of a zip. `null`: nothing that is taken. */
export function kindOfContent(head: Uint8Array, zipEntries: readonly string[]): FileKind | null {
  if (isPdf(head)) return 'application/pdf'
  if (isZip(head))
    return insideZip.find(({ entries }) => entries.every((entry) => zipEntries.includes(entry)))?.kind ?? null
  return photoKind(head)
}

export const isPhoto = (kind: FileKind): kind is PhotoKind => kind.startsWith('image/')

/** Whether a name says it is something else than the content is. A name without an ending says nothing. */
export function isDisguised(name: string, kind: FileKind): boolean {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase()
  const own: readonly string[] = fileKinds[kind].endings
  return ending !== undefined && !own.includes(ending)
}

/** A photo is read into memory to take out where it was taken. */
const largestPhotoBytes = 50 * 1024 * 1024

export type FileRefusal =
  | { code: 'empty_file' }
  | { code: 'file_too_large'; most: number }
  | { code: 'unknown_kind' }
  | { code: 'other_content'; is: FileKind }
  | { code: 'photo_too_large'; most: number }
  | { code: 'broken_photo' }

/** What may be said before a byte is here. */
export function refuseSize(bytes: number, most: number): FileRefusal | null {
  if (bytes === 0) return { code: 'empty_file' }
  return bytes > most ? { code: 'file_too_large', most } : null
}

/** Why a file is not taken, by what it is; `kind` null: nothing the archive knows. */
export function refuseContent(name: string, bytes: number, kind: FileKind | null): FileRefusal | null {
  if (kind === null) return { code: 'unknown_kind' }
  if (isDisguised(name, kind)) return { code: 'other_content', is: kind }
  return isPhoto(kind) && bytes > largestPhotoBytes ? { code: 'photo_too_large', most: largestPhotoBytes } : null
}

const inMb = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`
const taken = 'PDF、图片（JPG、PNG、WebP、HEIC）、Word（docx）、Excel（xlsx）、OFD'

/** The refusal in the words of whoever brought the file. */
export function wordsOfFileRefusal(name: string, refusal: FileRefusal): string {
  switch (refusal.code) {
    case 'empty_file':
      return `“${name}”是空文件`
    case 'file_too_large':
      return `“${name}”超过 ${inMb(refusal.most)}，请拆分后再传`
    case 'photo_too_large':
      return `照片“${name}”超过 ${inMb(refusal.most)}，请压缩后再传`
    case 'unknown_kind':
      return `“${name}”不是可收的文件，只收${taken}`
    case 'other_content':
      return `“${name}”的内容其实是 ${fileKinds[refusal.is].words}，与文件名不符，请核对后再传`
    case 'broken_photo':
      return `照片“${name}”已损坏，打不开`
  }
}
