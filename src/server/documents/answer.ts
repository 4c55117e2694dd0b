import { sql } from 'kysely'
import { type Actor, type Db, type Tx, transact } from '../platform/acts.ts'
import type { Files } from '../platform/files.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { paperKind } from '../tasks/actions.ts'
import { actOnDocument, getAllowed } from './one.ts'
import type { Party } from './parties.ts'
import type { DocumentPlace } from './store.ts'

type Door = { db: Db; files: Files }
type Upload = { name: string; path: string }
type Paper = { name: string; media: string; bytes: number; sha256: Buffer }

/** An answer as it was given, or as the office keeps it from paper. */
type Given = { move: 'answer' | 'record_answer'; words: string | null; uploads: readonly Upload[]; revision: number }

/** Answers a document in words, with papers where there are some; the caller sees that a paper answer has its scan. */
export async function answerDocument(
  { db, files }: Door,
  actor: Actor,
  party: Party,
  place: DocumentPlace,
  { move, words, uploads, revision }: Given,
): Promise<void> {
  await transact(db, actor, (tx) => getAllowed(tx, party, place, move)) // nothing is kept for what may not be answered
  if (words === null || words.length < 2) {
    const message = '请填写回复内容'
    throw new Refused({ kind: 'invalid', code: 'no_words', message, fields: [{ field: 'words', message }] })
  }
  const papers = await keepPapers(files, uploads)
  const reason = move === 'answer' ? '回复公文' : '登记纸质回复'
  const act = { actor, party, place, move, kind: 'document_answered', reason, revision } as const
  await actOnDocument(db, act, async (tx) => {
    const answerNo = await insertAnswer(tx, actor, place, words)
    await insertPapers(tx, place, answerNo, papers)
    await sql`
      update documents set state = 'answered', revision = revision + 1
       where county_code = ${place.countyCode} and id = ${place.documentId}`.execute(tx)
  })
}

async function keepPapers(files: Files, uploads: readonly Upload[]): Promise<Paper[]> {
  const kinds = await Promise.all(uploads.map(paperKind))
  const papers: Paper[] = []
  for (const [at, { name, path }] of uploads.entries())
    papers.push({ name, media: kinds[at] ?? '', ...(await files.keep(path)) })
  return papers
}

async function insertAnswer(
  tx: Tx,
  actor: Actor,
  { countyCode, documentId }: DocumentPlace,
  words: string,
): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    insert into document_answers (county_code, document_id, answer_no, words, answered_by, answerer_name, answered_on)
    select ${countyCode}, ${documentId}::uuid, coalesce(max(answer_no), 0) + 1, ${words}, ${actor.accountId}, ${actor.name}, ${officeToday()}::date
      from document_answers where county_code = ${countyCode} and document_id = ${documentId}
    returning answer_no as no`.execute(tx)
  return rows[0]?.no ?? 1
}

async function insertPapers(
  tx: Tx,
  { countyCode, documentId }: DocumentPlace,
  answerNo: number,
  papers: readonly Paper[],
): Promise<void> {
  const rows = papers.map(({ sha256, ...paper }, at) => ({ ...paper, no: at + 1, sha256: sha256.toString('hex') }))
  await sql`
    insert into document_answer_files (county_code, document_id, answer_no, file_no, name, media_type, bytes, sha256)
    select ${countyCode}, ${documentId}::uuid, ${answerNo}, p.no, p.name, p.media, p.bytes, decode(p.sha256, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (no integer, name text, media text, bytes bigint, sha256 text)`.execute(
    tx,
  )
}

/** A paper brought with an answer. */
export async function getAnswerFile(
  tx: Tx,
  { countyCode, documentId, answerNo, fileNo }: DocumentPlace & { answerNo: number; fileNo: number },
): Promise<{ name: string; mediaType: string; sha256: Buffer }> {
  const { rows } = await sql<{ name: string; mediaType: string; sha256: Buffer }>`
    select name, media_type as "mediaType", sha256 from document_answer_files
     where county_code = ${countyCode} and document_id = ${documentId} and answer_no = ${answerNo} and file_no = ${fileNo}`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_file', message: '没有这份材料' })
  return rows[0]
}
