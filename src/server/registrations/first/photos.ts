import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { type PhotoProof, proofOf } from '#domain/registrations/first/photo-proof.ts'
import { archiveFiles } from '../../archives/actions.ts'
import { keepPhoto } from '../../meetings/actions.ts'
import { type Actor, type Db, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import { type Files, openKept } from '../../platform/files.ts'
import { Refused } from '../../platform/refusals.ts'
import { tellApplications } from '../tell.ts'
import { changeNoticeRecord, type FirstPlace, lockFirst, refuseClosed } from './change.ts'

type Door = { db: Db; files: Files }
type Upload = { name: string; path: string }

/** What photos are of: an inspection of the site, or a posted notice. */
export type PhotoSubject = { kind: 'site_inspection' | 'public_notice'; id: string }

const papers: Readonly<Record<PhotoSubject['kind'], PaperKind>> = {
  site_inspection: 'site_photo',
  public_notice: 'notice_proof',
}

/**
 * Files photos of a notice as it hangs or was taken down. When and where each was taken is kept beside it as proof; the
 * photo itself is kept without its place, like any other.
 */
export async function addNoticePhotos(
  door: Door,
  actor: Actor,
  place: FirstPlace & { noticeId: string },
  moment: 'posted' | 'taken_down',
  uploads: readonly Upload[],
): Promise<void> {
  const { countyCode, noticeId } = place
  const proofs: PhotoProof[] = []
  for (const { path } of uploads) proofs.push(proofOf(await readFile(path))) // before the place is taken out
  const fileIds = await addPhotos(door, actor, place, { kind: 'public_notice', id: noticeId }, uploads)
  const told = fileIds.map((fileId, at) => ({ fileId, moment, ...proofs[at] }))
  await changeNoticeRecord(door.db, actor, place, { kind: 'notice_proved', reason: '公示照片' }, async (tx) => {
    await sql`
      insert into notice_proofs (county_code, notice_id, file_id, moment, taken_at, latitude, longitude)
      select ${countyCode}, ${noticeId}, p."fileId", p.moment, p."takenAt", p.latitude, p.longitude
        from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
             as p ("fileId" uuid, moment text, "takenAt" text, latitude double precision, longitude double precision)
      on conflict do nothing`.execute(tx)
  })
}

/** Files photos in the archive, told by their bytes and without the place where they were taken. All of them or none. */
export async function addPhotos(
  { db, files }: Door,
  actor: Actor,
  place: FirstPlace,
  subject: PhotoSubject,
  uploads: readonly Upload[],
): Promise<readonly string[]> {
  const { countyCode } = place
  await read(db, actor, (tx) => getSubject(tx, place, subject)) // nothing is kept for what is not there
  const kept: Awaited<ReturnType<typeof keepPhoto>>[] = []
  for (const upload of uploads) kept.push(await keepPhoto(files, upload))
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    refuseClosed(await lockFirst(tx, place))
    const list = kept.map((photo) => ({ ...photo, subject, paper: papers[subject.kind] }))
    const reason = subject.kind === 'site_inspection' ? '实地查看照片' : '公示照片'
    const ids = await archiveFiles(tx, actor, countyCode, list, reason)
    await tellApplications(tx, countyCode)
    return ids
  })
}

async function getSubject(
  tx: Tx,
  { countyCode, applicationId }: FirstPlace,
  { kind, id }: PhotoSubject,
): Promise<void> {
  const table = kind === 'site_inspection' ? sql.table('site_inspections') : sql.table('public_notices')
  const { rows } = await sql`
    select from ${table} where county_code = ${countyCode} and id = ${id} and application_id = ${applicationId}`.execute(
    tx,
  )
  if (rows.length === 0)
    throw kind === 'site_inspection'
      ? new Refused({ kind: 'missing', code: 'no_such_inspection', message: '没有这次实地查看' })
      : new Refused({ kind: 'missing', code: 'no_such_notice', message: '没有这个公示' })
}

/** A photo of this application in the clear, as a stream; the clear copy is gone once the stream is closed. */
export async function openPhoto(
  { db, files }: Door,
  actor: Actor,
  place: FirstPlace & { fileId: string },
): Promise<{ name: string; mediaType: string; bytes: Readable }> {
  const photo = await read(db, actor, (tx) => getPhoto(tx, place))
  return { ...photo, bytes: await openKept(files, photo.sha256) }
}

async function getPhoto(tx: Tx, { countyCode, applicationId, fileId }: FirstPlace & { fileId: string }) {
  const { rows } = await sql<{ name: string; mediaType: string; sha256: Buffer }>`
    select f.name, f.media_type as "mediaType", f.sha256 from archive_files as f
     where f.county_code = ${countyCode} and f.id = ${fileId} and f.withdrawn_on is null
       and (exists (select from site_inspections as s
                     where s.county_code = f.county_code and s.id = f.subject_id and s.application_id = ${applicationId})
            or exists (select from public_notices as n
                        where n.county_code = f.county_code and n.id = f.subject_id and n.application_id = ${applicationId}))`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_photo', message: '没有这张照片' })
  return rows[0]
}
