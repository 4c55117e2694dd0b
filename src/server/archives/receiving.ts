import type { Hash } from 'node:crypto'
import type { ArchiveUpload } from '#contract/archive-shapes.ts'
import { type Actor, type Db, read, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { Refused } from '../platform/refusals.ts'
import { segmentBytes } from '../platform/sealed-bytes.ts'
import { headRefusal, tellingBytes } from './content.ts'
import { beginningOf, type PartFile, partFile, readAgain, removePartFile, writePart } from './part-files.ts'
import {
  advance,
  getUpload,
  markOver,
  refuseFile,
  refuseUnlessReceiving,
  shownUpload,
  type Upload,
  type UploadPlace,
} from './uploads.ts'

type Door = { db: Db; files: Files }
type Part = { offset: number; sha256: string; source: AsyncIterable<Buffer> }
/** What has been taken in of an upload: the hash so far, and how far that is. */
type Taken = { hash: Hash; at: number }

export type Receiving = ReturnType<typeof openReceiving>

/** Uploads whose hash is kept in memory while they go on; a hash can be made again from the part file at any time. */
const mostKept = 500

/**
 * Receives uploads part by part. A part counts once it is durable and its hash is right: how far an upload has come is what
 * the database says, whatever a crash left behind it on disk.
 */
export function openReceiving({ db, files }: Door) {
  const kept = new Map<string, Taken>()
  const busy = new Set<string>()

  /** One part or finish of an upload at a time. */
  async function alone<T>({ uploadId }: UploadPlace, work: () => Promise<T>): Promise<T> {
    if (busy.has(uploadId))
      throw new Refused({ kind: 'conflict', code: 'upload_busy', message: '这个文件正在别处上传，请稍候再试' })
    busy.add(uploadId)
    try {
      return await work()
    } finally {
      busy.delete(uploadId)
    }
  }

  /** The hash of all that has come; what is not whole on disk any more is asked for again. */
  async function takenOf(actor: Actor, place: UploadPlace, upload: Upload, file: PartFile): Promise<Taken> {
    const known = kept.get(place.uploadId)
    if (known?.at === upload.received) return known
    const taken = await readAgain(files, file, upload.received)
    if (taken.at < upload.received) {
      await transact(db, actor, (tx) => advance(tx, place, upload.received, taken.at))
      throw wrongOffset(taken.at)
    }
    return taken
  }

  const keep = (uploadId: string, taken: Taken) => {
    kept.delete(uploadId)
    kept.set(uploadId, taken)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  }

  return {
    alone,
    takenOf,
    forget: (uploadId: string) => kept.delete(uploadId),
    receive: (actor: Actor, place: UploadPlace, part: Part): Promise<ArchiveUpload> =>
      alone(place, async () => {
        const upload = await read(db, actor, (tx) => getUpload(tx, actor, place))
        refuseUnlessReceiving(upload)
        if (part.offset !== upload.received) throw wrongOffset(upload.received)
        const file = partFile(files, place.uploadId, upload.bytes)
        const before = await takenOf(actor, place, upload, file)
        const hash = before.hash.copy()
        const came = await writePart(files, file, { from: part.offset, hash, source: within(part, upload) })
        refuseBrokenPart(part, upload, came, hash)
        if (part.offset === 0) await refuseHead({ db, files }, actor, place, upload, file)
        const received = part.offset + came
        await transact(db, actor, (tx) => advance(tx, place, part.offset, received))
        keep(place.uploadId, { hash, at: received })
        return { ...shownUpload(upload), received }
      }),
  }
}

const wrongOffset = (received: number) =>
  new Refused({ kind: 'conflict', code: 'wrong_offset', message: '请从已收到的地方接着传', received })

/** What goes past the announced end is refused before it is written; a line that broke is no fault of ours. */
async function* within({ offset, source }: Part, { bytes, name }: Upload): AsyncGenerator<Buffer> {
  let left = bytes - offset
  try {
    for await (const chunk of source) {
      left -= chunk.length
      if (left < 0)
        throw new Refused({ kind: 'invalid', code: 'too_many_bytes', message: `“${name}”比开始时说的大，请重新上传` })
      yield chunk
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') throw cutOff()
    throw error
  }
}

const cutOff = () => new Refused({ kind: 'invalid', code: 'part_cut_off', message: '这一段没有传完，请重传' })

function refuseBrokenPart({ offset, sha256 }: Part, { bytes }: Upload, came: number, hash: Hash): void {
  const isWhole = came > 0 && ((offset + came) % segmentBytes === 0 || offset + came === bytes)
  if (!isWhole) throw cutOff()
  if (hash.copy().digest('hex') !== sha256)
    throw new Refused({
      kind: 'invalid',
      code: 'part_damaged',
      message: '这一段在途中损坏，或文件已与先前不同，请重传',
    })
}

/** What tells itself wrong by its beginning is refused at once, not after all of it has been sent. */
async function refuseHead(
  { db, files }: Door,
  actor: Actor,
  place: UploadPlace,
  upload: Upload,
  file: PartFile,
): Promise<void> {
  const refusal = headRefusal(upload, await beginningOf(files, file, tellingBytes))
  if (!refusal) return
  await transact(db, actor, (tx) => markOver(tx, place, 'refused'))
  await removePartFile(file)
  throw refuseFile(upload.name, refusal)
}
