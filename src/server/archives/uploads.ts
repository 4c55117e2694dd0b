import { type RawBuilder, sql } from 'kysely'
import type { ArchiveUpload } from '#contract/archive-shapes.ts'
import { type FileRefusal, refuseSize, wordsOfFileRefusal } from '#domain/archives/content.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import type { ArchiveSubject } from '#domain/archives/papers.ts'
import type { Actor, Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { estatesOfSubjects } from './subjects.ts'

export type UploadPlace = { countyCode: string; uploadId: string }
export type Announced = {
  /** Given by whoever sends it, so that beginning again goes on; without one it gets one here. */
  id?: string | undefined
  paper: PaperKind
  name: string
  bytes: number
  keepsPlace: boolean
}
type Result = { upload: ArchiveUpload | null; refusal: { code: string; words: string } | null }

/**
 * Begins uploads, each with its result: what is empty or too large is refused before a byte is sent. One begun again under the id it
 * was given goes on where it stands; given up meanwhile, it starts anew.
 */
export async function beginUploads(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { subject, files, most }: { subject: ArchiveSubject; files: readonly Announced[]; most: number },
): Promise<readonly Result[]> {
  const estateId = (await estatesOfSubjects(tx, countyCode, [subject])).get(subject.id)
  const judged = files.map((file, at) => ({ file, at, refusal: refuseSize(file.bytes, most) }))
  const isFirst = (id: string | undefined, at: number) =>
    id === undefined || files.findIndex((file) => file.id === id) === at
  const rows = judged
    .filter(({ file, at, refusal }) => refusal === null && isFirst(file.id, at))
    .map(({ file: { id, ...file }, at }) => ({ ...file, given: id, at }))
  const { rows: begun } = await sql<ArchiveUpload & { at: number }>`
    with announced as (
      select coalesce(r.given, uuidv7()) as id, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as r (at integer, given uuid, paper text, name text, bytes bigint, "keepsPlace" boolean)
    ), begun as (
      insert into archive_uploads as u (county_code, id, estate_id, subject_kind, subject_id, paper, name, bytes, keeps_place, made_by)
      select ${countyCode}, id, ${estateId}, ${subject.kind}, ${subject.id}, paper, name, bytes,
             "keepsPlace" and paper = 'site_photo', ${actor.accountId}
        from announced
      on conflict on constraint upload_has_one_id do update
         set state = case when u.state = 'given_up' then 'receiving' else u.state end,
             received = case when u.state = 'given_up' then 0 else u.received end,
             sha256 = case when u.state = 'given_up' then null else u.sha256 end
       where u.made_by = excluded.made_by and u.subject_id = excluded.subject_id and u.paper = excluded.paper and u.bytes = excluded.bytes
      returning *
    )
    select ${shown}, a.at from begun as u join announced as a on a.id = u.id`.execute(tx)
  const byPlace = new Map(begun.map(({ at, ...upload }) => [at, upload]))
  return judged.map(({ file, at, refusal }) => ({
    upload: byPlace.get(at) ?? null,
    refusal: refusal
      ? { code: refusal.code, words: wordsOfFileRefusal(file.name, refusal) }
      : byPlace.has(at)
        ? null
        : { code: 'upload_id_taken', words: `“${file.name}”的上传编号已用于另一个文件` },
  }))
}

const shown = sql`u.id, jsonb_build_object('kind', u.subject_kind, 'id', u.subject_id) as subject, u.paper, u.name, u.bytes,
       u.received, u.state, u.file_id as "fileId"`

/** An upload with what only the server needs of it. */
export type Upload = ArchiveUpload & { keepsPlace: boolean; sha256: Buffer | null }

/** Only whoever began an upload knows of it. */
export async function getUpload(tx: Tx, actor: Actor, { countyCode, uploadId }: UploadPlace): Promise<Upload> {
  const { rows } = await sql<Upload>`
    select ${shown}, u.keeps_place as "keepsPlace", u.sha256 from archive_uploads as u
     where u.county_code = ${countyCode} and u.id = ${uploadId} and u.made_by = ${actor.accountId}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
  return rows[0]
}

export const shownUpload = ({ keepsPlace, sha256, ...upload }: Upload): ArchiveUpload => upload

export function refuseUnlessReceiving({ state }: Upload): void {
  if (state === 'receiving') return
  const words = { filed: '已经归档', refused: '没有被收下', given_up: '已经放弃' } as const
  throw new Refused({ kind: 'conflict', code: 'upload_over', message: `这个上传${words[state]}`, state })
}

/** A page of the actor's uploads that are not over, the latest first. */
export async function listUploads(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: ArchiveUpload[]; next: string | null; total: null }> {
  const { rows } = await sql<ArchiveUpload>`
    select ${shown} from archive_uploads as u
     where u.county_code = ${countyCode} and u.made_by = ${actor.accountId} and u.state = 'receiving'
       and ${after ? sql`u.id < ${after}` : sql`true`}
     order by u.id desc limit ${limit}`.execute(tx)
  return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total: null }
}

/** Says how far an upload has come, if it still stood where the caller began. */
export const advance = (tx: Tx, place: UploadPlace, from: number, received: number) =>
  change(tx, place, sql`received = ${received}, sha256 = null`, sql`received = ${from} and state = 'receiving'`)

/** Says that all of it is here and what its hash is: from here on the bytes may leave the part file. */
export const markChecked = (tx: Tx, place: UploadPlace, sha256: Buffer) =>
  change(tx, place, sql`sha256 = ${sha256}`, sql`state = 'receiving'`)

export const markFiled = (tx: Tx, place: UploadPlace, fileId: string) =>
  change(tx, place, sql`state = 'filed', file_id = ${fileId}`, sql`state = 'receiving'`)

export const markOver = (tx: Tx, place: UploadPlace, state: 'refused' | 'given_up') =>
  change(tx, place, sql`state = ${state}`, sql`state = 'receiving'`)

async function change(
  tx: Tx,
  { countyCode, uploadId }: UploadPlace,
  what: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): Promise<void> {
  const { numAffectedRows } = await sql`
    update archive_uploads set ${what}, touched_at = now()
     where county_code = ${countyCode} and id = ${uploadId} and ${where}`.execute(tx)
  if (numAffectedRows !== 1n)
    throw new Refused({ kind: 'conflict', code: 'changed_meanwhile', message: '这个上传刚刚有了变化，请重试' })
}

export const refuseFile = (name: string, refusal: FileRefusal) =>
  new Refused({ kind: 'invalid', code: refusal.code, message: wordsOfFileRefusal(name, refusal) })
