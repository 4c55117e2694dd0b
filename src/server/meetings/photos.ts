import { readFile, stat, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Meeting } from '#contract/meeting-shapes.ts'
import { type PhotoKind, photoKind, withoutLocation } from '#domain/meetings/photos.ts'
import { type Actor, type Db, read, type Tx } from '../platform/acts.ts'
import { type Files, openKept } from '../platform/files.ts'
import { Refused } from '../platform/refusals.ts'
import { changeOpenMeeting } from './change.ts'
import { getItem, type ItemPlace, refuseUnlessRound } from './sitting.ts'
import { beginMeeting } from './store.ts'

type Door = { db: Db; files: Files }
type Upload = { name: string; path: string }
type KeptPhoto = { name: string; mediaType: PhotoKind; bytes: number; sha256: Buffer }

/** Keeps photos of a stop of a round, told by their bytes, without the place where they were taken. All of them or none. */
export async function addPhotos(
  { db, files }: Door,
  actor: Actor,
  place: ItemPlace,
  uploads: readonly Upload[],
): Promise<Meeting> {
  await read(db, actor, (tx) => getItem(tx, place)) // nothing is kept for a stop that is not there
  const kept: KeptPhoto[] = []
  for (const upload of uploads) kept.push(await keepPhoto(files, upload))
  const act = { kind: 'meeting_photos_added', reason: '巡诊照片', payload: { item: place.itemNo, photos: kept.length } }
  return changeOpenMeeting(db, actor, place, act, async (tx, meeting) => {
    refuseUnlessRound(meeting)
    await getItem(tx, place)
    await insertPhotos(tx, place, actor, kept)
    await beginMeeting(tx, meeting)
  })
}

const largestBytes = 30 * 1024 * 1024

/** Keeps a photo, told by its bytes, without the place where it was taken. */
export async function keepPhoto(files: Files, { name, path }: Upload): Promise<KeptPhoto> {
  if ((await stat(path)).size > largestBytes)
    throw new Refused({ kind: 'invalid', code: 'too_large', message: `“${name}”超过 30 MB，请压缩后再传` })
  const bytes = await readFile(path)
  const mediaType = photoKind(bytes)
  if (mediaType === null)
    throw new Refused({
      kind: 'invalid',
      code: 'no_photo',
      message: `“${name}”不是照片：只收 JPG、PNG、WebP、HEIC`,
    })
  await writeFile(path, withoutLocation(bytes, mediaType))
  return { name, mediaType, ...(await files.keep(path)) }
}

async function insertPhotos(tx: Tx, place: ItemPlace, actor: Actor, photos: readonly KeptPhoto[]): Promise<void> {
  const rows = photos.map(({ sha256, ...photo }) => ({ ...photo, sha256: sha256.toString('hex') }))
  await sql`
    insert into item_photos (county_code, meeting_id, item_no, photo_no, name, media_type, bytes, sha256, added_by)
    select ${place.countyCode}, ${place.meetingId}, ${place.itemNo}, last.no + p.place, p.name, p."mediaType", p.bytes, decode(p.sha256, 'hex'), ${actor.accountId}
      from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as (name text, "mediaType" text, bytes bigint, sha256 text)) with ordinality as p (name, "mediaType", bytes, sha256, place)
     cross join (select coalesce(max(photo_no), 0) as no from item_photos
                  where county_code = ${place.countyCode} and meeting_id = ${place.meetingId} and item_no = ${place.itemNo}) as last`.execute(
    tx,
  )
}

/** A photo in the clear, as a stream; the clear copy is gone once the stream is closed. */
export async function openPhoto(
  { db, files }: Door,
  actor: Actor,
  place: ItemPlace & { photoNo: number },
): Promise<{ name: string; mediaType: string; bytes: Readable }> {
  const photo = await read(db, actor, (tx) => getPhoto(tx, place))
  return { ...photo, bytes: await openKept(files, photo.sha256) }
}

async function getPhoto(tx: Tx, place: ItemPlace & { photoNo: number }) {
  const { rows } = await sql<{ name: string; mediaType: string; sha256: Buffer }>`
    select name, media_type as "mediaType", sha256 from item_photos
     where county_code = ${place.countyCode} and meeting_id = ${place.meetingId} and item_no = ${place.itemNo} and photo_no = ${place.photoNo}`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_photo', message: '没有这张照片' })
  return rows[0]
}
