import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type EvidenceRefusal, evidenceKind } from '#domain/tasks/evidence.ts'
import { refusePapers } from '#domain/tasks/moves.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../platform/acts.ts'
import { type Files, openKept, shownAs } from '../platform/files.ts'
import { Refused } from '../platform/refusals.ts'
import { type LockedTask, standings } from './batch.ts'
import { type Hands, moverIn, moverOf } from './movers.ts'
import { stateWords, wordsOfRefusal } from './task-words.ts'
import { noTask } from './views.ts'

type Door = { db: Db; files: Files }
export type TaskPlace = { countyCode: string; taskId: string }
type Upload = { name: string; path: string }
export type Paper = { name: string; media: string; bytes: number; sha256: Buffer }

/** Brings papers that a task is done, kept by their hash; they are handed in with the next submission. All or none. */
export async function addEvidence(
  { db, files }: Door,
  actor: Actor,
  hands: Hands,
  place: TaskPlace,
  { uploads, note }: { uploads: readonly Upload[]; note: string | null },
): Promise<void> {
  await read(db, actor, (tx) => refuseBringing(tx, place, hands)) // nothing is kept for a task one may not work on
  const kinds = await Promise.all(uploads.map(paperKind))
  const papers: Paper[] = []
  for (const [at, { name, path }] of uploads.entries())
    papers.push({ name, media: kinds[at] ?? '', ...(await files.keep(path)) })
  await transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    await refuseBringing(tx, place, hands)
    const kept = await keepPapers(tx, actor, place, papers, note)
    const { countyCode, taskId } = place
    const rows = [{ subjectKind: 'task' as const, subjectId: taskId, change: { evidence: kept } }]
    await recordAct(tx, { countyCode, kind: 'evidence_added', actor, reason: note ?? '上传佐证材料', rows })
    await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
  })
}

async function refuseBringing(tx: Tx, { countyCode, taskId }: TaskPlace, hands: Hands): Promise<void> {
  const { rows } = await sql<LockedTask>`${standings(sql`t.county_code = ${countyCode} and t.id = ${taskId}`)}`.execute(
    tx,
  )
  const task = rows[0]
  if (!task) throw noTask()
  const mover = moverOf(await moverIn(tx, countyCode, hands), task)
  const refusal = refusePapers(task, mover)
  if (!refusal) return
  const message =
    refusal.code === 'wrong_state' ? `任务${stateWords[task.state]}，不能再补充佐证材料` : wordsOfRefusal(refusal)
  throw new Refused({ kind: 'conflict', code: refusal.code, message })
}

const why: Readonly<Record<EvidenceRefusal, string>> = {
  empty_file: '是空文件',
  unknown_kind: '不是可收的文件：请用 PDF、图片、Word、Excel、OFD、文本或压缩包',
  other_content: '的内容与文件名不符',
}

/** The media type of a file that proves something; refused in words when it is empty or not what its name says. */
export async function paperKind({ name, path }: Upload): Promise<string> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64), 0, 64, 0)
    const kind = evidenceKind({ name, bytes: (await stat(path)).size, head: buffer.subarray(0, bytesRead) })
    if ('media' in kind) return kind.media
    throw new Refused({ kind: 'invalid', code: kind.refusal, message: `“${name}”${why[kind.refusal]}` })
  } finally {
    await file.close()
  }
}

type Kept = { no: number; name: string; sha256: string }

export async function keepPapers(
  tx: Tx,
  actor: Actor,
  { countyCode, taskId }: TaskPlace,
  papers: readonly Paper[],
  note: string | null,
): Promise<Kept[]> {
  const rows = papers.map(({ sha256, ...paper }, at) => ({ ...paper, at: at + 1, sha256: sha256.toString('hex') }))
  const { rows: kept } = await sql<Kept>`
    insert into task_evidence (county_code, task_id, evidence_no, name, media_type, bytes, sha256, note, added_by, adder_name)
    select ${countyCode}, ${taskId}::uuid, last.no + p.at, p.name, p.media, p.bytes, decode(p.sha256, 'hex'), ${note}, ${actor.accountId}, ${actor.name}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (at integer, name text, media text, bytes bigint, sha256 text)
     cross join (select coalesce(max(evidence_no), 0) as no from task_evidence
                  where county_code = ${countyCode} and task_id = ${taskId}) as last
     order by p.at
    returning evidence_no as no, name, encode(sha256, 'hex') as sha256`.execute(tx)
  return kept
}

/** A paper in the clear, as a stream; the clear copy is gone once the stream is closed. */
export async function openEvidence(
  { db, files }: Door,
  actor: Actor,
  place: TaskPlace & { evidenceNo: number },
): Promise<{ name: string; media: string; bytes: Readable }> {
  const { name, media, sha256 } = await read(db, actor, (tx) => getPaper(tx, place))
  return { name, media: shownAs(media), bytes: await openKept(files, sha256) }
}

async function getPaper(tx: Tx, { countyCode, taskId, evidenceNo }: TaskPlace & { evidenceNo: number }) {
  const { rows } = await sql<{ name: string; media: string; sha256: Buffer }>`
    select name, media_type as media, sha256 from task_evidence
     where county_code = ${countyCode} and task_id = ${taskId} and evidence_no = ${evidenceNo}`.execute(tx)
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_evidence', message: '没有这份佐证材料' })
  return rows[0]
}
