import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { HandedPaper } from '#contract/developer-shapes.ts'
import type { PaperKind } from '#domain/archives/paper-kinds.ts'
import { photoKind } from '#domain/meetings/photos.ts'
import { archiveFiles } from '../../archives/actions.ts'
import { type GivenFact, refuseFacts, stateFacts } from '../../diagnosis/actions.ts'
import { keepPhoto } from '../../meetings/actions.ts'
import { type Actor, type Db, holdActs, read, recordAct, type Tx, transact } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { paperKind } from '../../tasks/actions.ts'
import { tellOfHandIn } from './notices.ts'
import { type Developer, notFound, type OwnEstatePlace, ownEstateOf } from './own.ts'
import { contentOf, getPaper, type PaperPlace } from './paper-views.ts'

type Door = { db: Db; files: Files }
export type Upload = { name: string; path: string }
type Kept = { name: string; mediaType: string; bytes: number; sha256: Buffer }
type Handed = { upload: Upload; paper: PaperKind; requirement: string | null; note: string | null }

/** Keeps a file told by its content; a photo loses the place where it was taken. */
async function keepPaper(files: Files, upload: Upload): Promise<Kept> {
  if (photoKind(await readFile(upload.path)) !== null) return keepPhoto(files, upload)
  const mediaType = await paperKind(upload)
  return { name: upload.name, mediaType, ...(await files.keep(upload.path)) }
}

/** A developer hands in a paper of an estate of his; the office has to look at it before it counts. */
export async function handInPaper(
  { db, files }: Door,
  actor: Actor,
  developer: Developer,
  estateId: string,
  { upload, ...told }: Handed,
): Promise<HandedPaper> {
  await read(db, actor, (tx) => ownEstateOf(tx, developer, estateId)) // nothing is kept for an estate of others
  const kept = await keepPaper(files, upload)
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [developer.countyCode])
    const place = await ownEstateOf(tx, developer, estateId)
    const known = await sameWaiting(tx, place, told.requirement, kept.sha256)
    if (known) return getPaper(tx, { countyCode: developer.countyCode, paperId: known }) // sent twice, it is one paper
    const paperId = await insertPaper(tx, actor, place, { ...told, ...kept })
    await recordPaper(
      tx,
      actor,
      { ...place, paperId },
      { kind: 'developer_paper_handed_in', reason: `提交材料“${kept.name}”` },
    )
    await tellOfHandIn(tx, place, { topic: paperId, words: kept.name }, actor.accountId)
    return getPaper(tx, { countyCode: developer.countyCode, paperId })
  })
}

async function sameWaiting(
  tx: Tx,
  { countyCode, estateId }: OwnEstatePlace,
  requirement: string | null,
  sha256: Buffer,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from developer_papers
     where county_code = ${countyCode} and estate_id = ${estateId} and requirement is not distinct from ${requirement}::text
       and sha256 = ${sha256} and state <> 'returned'`.execute(tx)
  return rows[0]?.id ?? null
}

async function insertPaper(
  tx: Tx,
  actor: Actor,
  { countyCode, estateId, organisationId }: OwnEstatePlace,
  { requirement, paper, note, name, mediaType, bytes, sha256 }: Omit<Handed, 'upload'> & Kept,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into developer_papers (county_code, estate_id, organisation_id, requirement, paper, name, media_type, bytes, sha256, note,
                                  handed_in_by, hander_name, handed_in_on)
    values (${countyCode}, ${estateId}, ${organisationId}, ${requirement}, ${paper}, ${name}, ${mediaType}, ${bytes}, ${sha256}, ${note},
            ${actor.accountId}, ${actor.name}, ${officeToday()})
    returning id`.execute(tx)
  if (!rows[0]) throw new Error('a paper was handed in and gave no id')
  return rows[0].id
}

async function recordPaper(
  tx: Tx,
  actor: Actor,
  { countyCode, paperId }: PaperPlace,
  act: { kind: string; reason: string },
): Promise<void> {
  const { rows } = await sql<{ change: Record<string, unknown> }>`
    select to_jsonb(p) - '{county_code,id}'::text[] as change from developer_papers as p
     where county_code = ${countyCode} and id = ${paperId}`.execute(tx)
  await recordAct(tx, {
    ...act,
    countyCode,
    actor,
    rows: rows.map(({ change }) => ({ subjectKind: 'developer_hand_in', subjectId: paperId, change })),
  })
}

/** The office files a paper in the archive and states what it shows, as facts of the estate with the paper as their source. */
export function acceptPaper(
  db: Db,
  actor: Actor,
  place: PaperPlace,
  { reason, facts }: { reason: string; facts: readonly Omit<GivenFact, 'source'>[] },
): Promise<HandedPaper> {
  return decide(db, actor, place, async (tx, paper) => {
    const stated = facts.map((fact): GivenFact => ({ ...fact, source: 'document', said: paper.name.slice(0, 200) }))
    await refuseFacts(tx, place.countyCode, stated)
    const { mediaType, sha256 } = await contentOf(tx, place)
    const { name, bytes, paper: kind, estateId } = paper
    const file = { subject: { kind: 'estate', id: estateId }, paper: kind, name, mediaType, sha256, bytes } as const
    const [fileId] = await archiveFiles(tx, actor, place.countyCode, [file], `归档${paper.organisation}提交的材料`)
    await settle(tx, actor, place, { state: 'accepted', words: reason, fileId: fileId ?? null })
    await recordPaper(tx, actor, place, { kind: 'developer_paper_accepted', reason })
    if (stated.length === 0) return
    const act = { countyCode: place.countyCode, actor, kind: 'facts_recorded', reason }
    await stateFacts(
      tx,
      act,
      stated.map(({ source, said = null, ...fact }) => ({ ...fact, estateId, kind: source, said })),
    )
  })
}

/** The office returns a paper with what is to be put right; the developer may hand in another. */
export function returnPaper(db: Db, actor: Actor, place: PaperPlace, reason: string): Promise<HandedPaper> {
  return decide(db, actor, place, async (tx) => {
    await settle(tx, actor, place, { state: 'returned', words: reason, fileId: null })
    await recordPaper(tx, actor, place, { kind: 'developer_paper_returned', reason })
  })
}

function decide(
  db: Db,
  actor: Actor,
  place: PaperPlace,
  write: (tx: Tx, paper: HandedPaper) => Promise<void>,
): Promise<HandedPaper> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const paper = await getPaper(tx, place)
    if (paper.state !== 'waiting')
      throw new Refused({ kind: 'conflict', code: 'paper_decided', message: '这份材料已经处理过，请刷新' })
    await write(tx, paper)
    return getPaper(tx, place)
  })
}

type Settled = { state: 'accepted' | 'returned'; words: string; fileId: string | null }

async function settle(
  tx: Tx,
  actor: Actor,
  { countyCode, paperId }: PaperPlace,
  { state, words, fileId }: Settled,
): Promise<void> {
  await sql`
    update developer_papers set state = ${state}, decided_by = ${actor.accountId}, decider_name = ${actor.name}, decided_on = ${officeToday()},
           decision_words = ${words}, file_id = ${fileId}
     where county_code = ${countyCode} and id = ${paperId}`.execute(tx)
}

/** Where the bytes of a developer's own paper are kept. */
export async function ownContentOf(tx: Tx, developer: Developer, paperId: string) {
  const content = await contentOf(tx, { countyCode: developer.countyCode, paperId })
  await ownEstateOf(tx, developer, content.estateId).catch(() => {
    throw notFound()
  })
  return content
}
