import { buffer } from 'node:stream/consumers'
import { type FileKind, isPhoto } from '#domain/archives/content.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import { photoKind, withoutLocation } from '#domain/meetings/photos.ts'
import { type Actor, type Db, read, type Tx, transact } from '../platform/acts.ts'
import { type Files, keepBytes } from '../platform/files.ts'
import { Refused } from '../platform/refusals.ts'
import { archiveFiles } from './actions.ts'
import { holdCleaning } from './clean-up.ts'
import { judgeContent, thumbnailOf } from './content.ts'
import { type PartFile, partFile, type ReadRange, readPartFile, removePartFile } from './part-files.ts'
import type { Receiving } from './receiving.ts'
import {
  getUpload,
  markChecked,
  markFiled,
  markOver,
  refuseFile,
  refuseUnlessReceiving,
  type Upload,
  type UploadPlace,
} from './uploads.ts'

type Door = { db: Db; files: Files; receiving: Receiving }
type Kept = { sha256: Buffer; bytes: number; thumbnail: Buffer | null }

/**
 * Files an upload that has come whole: its hash is held against the one told, its content looked at, its bytes kept, and
 * only then its record made. Breaking off anywhere, it can be asked for again and goes on; asked twice, it is one file.
 */
export function finishUpload(
  door: Door,
  actor: Actor,
  place: UploadPlace,
  sha256: string,
): Promise<{ fileId: string }> {
  return door.receiving.alone(place, async () => {
    const upload = await read(door.db, actor, (tx) => getUpload(tx, actor, place))
    if (upload.fileId !== null) return { fileId: upload.fileId }
    refuseUnlessReceiving(upload)
    const file = partFile(door.files, place.uploadId, upload.bytes)
    const checked = (await keptAlready(door.files, upload)) ?? (await check(door, actor, place, upload, file, sha256))
    const readRange = (await readPartFile(door.files, file)) ?? readKept(door.files, checked)
    const judged = await judgeContent(upload, readRange)
    if ('refusal' in judged) return refuseUpload(door, actor, place, upload, file, judged.refusal)
    const kept = isPhoto(judged.kind)
      ? await keepPhoto(door, actor, place, upload, file, await readRange(0, upload.bytes))
      : await keepWhole(door.files, upload, file, checked)
    const fileId = await transact(door.db, actor, (tx) =>
      record(tx, door.files, actor, place, upload, judged.kind, kept),
    )
    await removePartFile(file)
    door.receiving.forget(place.uploadId)
    return { fileId }
  })
}

/** The hash found right before a crash, if the bytes had left the part file by then. */
const keptAlready = async (files: Files, { sha256 }: Upload): Promise<Buffer | null> =>
  sha256 && (await files.has(sha256)) ? sha256 : null

async function check(
  { db, receiving }: Door,
  actor: Actor,
  place: UploadPlace,
  upload: Upload,
  file: PartFile,
  told: string,
): Promise<Buffer> {
  if (upload.received < upload.bytes)
    throw new Refused({ kind: 'conflict', code: 'not_whole', message: '文件还没有传完', received: upload.received })
  const { hash } = await receiving.takenOf(actor, place, upload, file)
  const sha256 = hash.copy().digest()
  if (sha256.toString('hex') !== told)
    throw new Refused({
      kind: 'invalid',
      code: 'other_bytes',
      message: `收到的与“${upload.name}”的散列不符，请重新上传`,
    })
  await transact(db, actor, (tx) => markChecked(tx, place, sha256))
  return sha256
}

/** After a crash between keeping and recording, the bytes lie where they are kept and no longer in the part file. */
const readKept =
  (files: Files, sha256: Buffer): ReadRange =>
  async (from, until) =>
    buffer(await files.open(sha256, { from, until }))

async function refuseUpload(
  { db }: Door,
  actor: Actor,
  place: UploadPlace,
  upload: Upload,
  file: PartFile,
  refusal: Parameters<typeof refuseFile>[1],
): Promise<never> {
  await transact(db, actor, (tx) => markOver(tx, place, 'refused'))
  await removePartFile(file)
  throw refuseFile(upload.name, refusal)
}

async function keepWhole(files: Files, { bytes }: Upload, file: PartFile, sha256: Buffer): Promise<Kept> {
  if (await readPartFile(files, file)) await files.keepSealed(file.path, sha256)
  return { sha256, bytes, thumbnail: null }
}

/** A photo loses the place where it was taken, unless it is to prove just that. */
async function keepPhoto(
  door: Door,
  actor: Actor,
  place: UploadPlace,
  upload: Upload,
  file: PartFile,
  bytes: Buffer,
): Promise<Kept> {
  const kind = photoKind(bytes)
  if (!kind) throw new Error('a photo is no photo any more')
  const thumbnail = await thumbnailOf(bytes, kind)
  if (thumbnail && 'refusal' in thumbnail) return refuseUpload(door, actor, place, upload, file, thumbnail.refusal)
  const kept = await keepBytes(door.files, upload.keepsPlace ? bytes : withoutLocation(bytes, kind))
  return { ...kept, thumbnail: thumbnail && (await keepBytes(door.files, thumbnail)).sha256 }
}

async function record(
  tx: Tx,
  files: Files,
  actor: Actor,
  place: UploadPlace,
  upload: Upload,
  mediaType: FileKind,
  kept: Kept,
): Promise<string> {
  await holdCleaning(tx)
  if (!(await files.has(kept.sha256))) throw new Error('the bytes of an upload are not where they were kept')
  const { subject, paper, name } = upload
  const reason = `归档${paperKinds[paper].zh}`
  const [fileId] = await archiveFiles(
    tx,
    actor,
    place.countyCode,
    [{ ...kept, subject, paper, name, mediaType }],
    reason,
  )
  if (fileId === undefined) throw new Error('a paper was filed and has no id')
  await markFiled(tx, place, fileId)
  return fileId
}
