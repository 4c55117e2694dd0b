import { sql } from 'kysely'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import type { ArchiveSubject, SubjectKind } from '#domain/archives/papers.ts'
import { type Actor, appendHistory, linkAct, nextAct, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { estatesOfSubjects } from './subjects.ts'

export { keepThumbnail, keepUpload } from './keep-upload.ts'

/** A paper whose bytes are kept already; `thumbnail`: hash of a small picture of it. */
export type NewArchivedFile = {
  subject: ArchiveSubject
  paper: PaperKind
  name: string
  mediaType: string
  sha256: Buffer
  bytes: number
  thumbnail?: Buffer | null
}

/**
 * Files papers as one act; gives their ids in the order asked. The same bytes filed again as the same paper of the same
 * subject are the file that is there. The bytes are durable before this is called.
 */
export async function archiveFiles(
  tx: Tx,
  actor: Actor,
  countyCode: string,
  list: readonly NewArchivedFile[],
  reason: string,
): Promise<readonly string[]> {
  if (list.length === 0) return []
  const { actNo } = await nextAct(tx, countyCode)
  const estates = await estatesOfSubjects(
    tx,
    countyCode,
    list.map(({ subject }) => subject),
  )
  const rows = list.map(({ subject, sha256, thumbnail, ...file }) => ({
    ...file,
    kind: subject.kind,
    subject: subject.id,
    estate: estates.get(subject.id),
    sha256: sha256.toString('hex'),
    thumbnail: thumbnail?.toString('hex') ?? null,
  }))
  const added = await insertFiles(tx, actor, countyCode, rows)
  if (added.length > 0) {
    const changed = sql`
      select row_number() over (order by f.id)::integer as row_no, 'archive_file' as subject_kind, f.id as subject_id, archive_file_record(f) as change
        from archive_files as f where f.county_code = ${countyCode} and f.id = any (${added}::uuid[])`
    await appendHistory(tx, countyCode, actNo, changed)
    await linkAct(tx, actNo, { countyCode, kind: 'papers_filed', actor, reason, payload: { papers: added.length } })
    await sql`select pg_notify('archives', ${countyCode})`.execute(tx)
  }
  return idsOf(tx, countyCode, rows)
}

type FileRow = Omit<NewArchivedFile, 'subject' | 'sha256' | 'thumbnail'> & {
  kind: SubjectKind
  subject: string
  estate: string | undefined
  sha256: string
  thumbnail: string | null
}

async function insertFiles(tx: Tx, actor: Actor, countyCode: string, rows: readonly FileRow[]): Promise<string[]> {
  const { rows: added } = await sql<{ id: string }>`
    insert into archive_files (county_code, estate_id, subject_kind, subject_id, paper, name, media_type, bytes, sha256, thumbnail_sha256,
                               added_by, adder_name, added_on)
    select ${countyCode}, r.estate, r.kind, r.subject, r.paper, r.name, r."mediaType", r.bytes, decode(r.sha256, 'hex'), decode(r.thumbnail, 'hex'),
           ${actor.accountId}, ${actor.name}, ${officeToday()}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as r (estate uuid, kind text, subject uuid, paper text, name text, "mediaType" text, bytes bigint, sha256 text, thumbnail text)
    on conflict (county_code, subject_kind, subject_id, paper, sha256) where withdrawn_on is null do nothing
    returning id`.execute(tx)
  return added.map(({ id }) => id)
}

async function idsOf(tx: Tx, countyCode: string, files: readonly FileRow[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select f.id
      from rows from (jsonb_to_recordset(${JSON.stringify(files)}::jsonb)
             as (kind text, subject uuid, paper text, sha256 text)) with ordinality as r (kind, subject, paper, sha256, place)
      join archive_files as f on f.county_code = ${countyCode} and f.subject_kind = r.kind and f.subject_id = r.subject
                             and f.paper = r.paper and f.sha256 = decode(r.sha256, 'hex') and f.withdrawn_on is null
     order by r.place`.execute(tx)
  return rows.map(({ id }) => id)
}

export type ArchivedFile = {
  id: string
  paper: PaperKind
  name: string
  mediaType: string
  bytes: number
  hasThumbnail: boolean
  adderName: string
  addedOn: string
}

/** The papers of subjects of one kind that are filed and not withdrawn, by subject; older ones first. */
export async function filesOf(
  tx: Tx,
  countyCode: string,
  kind: SubjectKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly ArchivedFile[]>> {
  const { rows } = await sql<ArchivedFile & { subjectId: string }>`
    select id, subject_id as "subjectId", paper, name, media_type as "mediaType", bytes, thumbnail_sha256 is not null as "hasThumbnail",
           adder_name as "adderName", added_on as "addedOn"
      from archive_files
     where county_code = ${countyCode} and subject_kind = ${kind} and subject_id = any (${ids}::uuid[]) and withdrawn_on is null
     order by id`.execute(tx)
  return Map.groupBy(rows, ({ subjectId }) => subjectId)
}
