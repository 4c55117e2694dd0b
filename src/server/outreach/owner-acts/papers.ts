import { sql } from 'kysely'
import type { OwnerPapers } from '#contract/owner-act-shapes.ts'
import { paperKinds } from '#domain/archives/paper-kinds.ts'
import {
  isOwnerPaper,
  mostPaperBytes,
  mostWaitingPapers,
  type OwnerPaperKind,
} from '#domain/outreach/owner-acts/papers.ts'
import { keepUpload } from '../../archives/actions.ts'
import { type Actor, holdActs, read, type Tx, transact } from '../../platform/acts.ts'
import type { House } from '../../platform/http/house.ts'
import { officeToday } from '../../platform/office-day.ts'
import { Refused } from '../../platform/refusals.ts'
import { windowHome } from '../../registrations/actions.ts'
import type { Own } from './own.ts'
import { actOnOne } from './record.ts'
import { tellWindow } from './tell-window.ts'

type Door = Pick<House, 'db' | 'files'>
type Upload = { name: string; path: string }

/** What is asked for of the home, and what this owner brought of it; another owner's papers are not shown. */
export async function ownerPapers(tx: Tx, { countyCode, unitId, ownerDigest }: Own): Promise<OwnerPapers> {
  const { papers } = await windowHome(tx, countyCode, unitId)
  const { rows } = await sql<OwnerPapers['brought'][number]>`
    select id, paper, name, state, came_on as "cameOn", decided_on as "decidedOn", decision_words as words
      from owner_papers
     where county_code = ${countyCode} and unit_id = ${unitId} and owner_digest = ${ownerDigest} and state <> 'withdrawn'
     order by id desc limit 200`.execute(tx)
  const asked = papers.flatMap(({ paper, standing }) => (isOwnerPaper(paper) ? [{ paper, standing }] : []))
  return { asked, brought: rows }
}

/** Takes one paper from an owner's phone. The same one sent twice is one. */
export async function bringPaper(
  { db, files }: Door,
  actor: Actor,
  own: Own,
  paper: OwnerPaperKind,
  uploads: readonly Upload[],
): Promise<OwnerPapers> {
  const [upload, another] = uploads
  if (!upload || another) throw new Refused({ kind: 'invalid', code: 'one_file', message: '一次请传一个文件' })
  await read(db, actor, (tx) => refuseTooMany(tx, own)) // nothing is kept for what is not taken
  const kept = await keepUpload(files, upload, { takes: 'photo_or_pdf', most: mostPaperBytes })
  const { countyCode, unitId, ownerDigest, ownerName } = own
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    await refuseTooMany(tx, own)
    const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(tx)
    const id = rows[0]?.id ?? ''
    const act = { countyCode, kind: 'owner_paper_brought', actor, reason: `业主上传${paperKinds[paper].zh}` }
    await actOnOne(tx, act, { kind: 'owner_paper', id }, () =>
      sql`
        insert into owner_papers (county_code, id, unit_id, owner_digest, owner_name, paper, name, media_type, bytes, sha256, came_on)
        values (${countyCode}, ${id}, ${unitId}, ${ownerDigest}, ${ownerName}, ${paper}, ${kept.name}, ${kept.mediaType}, ${kept.bytes},
                ${kept.sha256}, ${officeToday()})
        on conflict (county_code, unit_id, owner_digest, paper, sha256) where state in ('waiting', 'accepted') do nothing`.execute(
        tx,
      ),
    )
    await tellWindow(tx, countyCode)
    return ownerPapers(tx, own)
  })
}

async function refuseTooMany(tx: Tx, { countyCode, unitId, ownerDigest }: Own): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from owner_papers
     where county_code = ${countyCode} and unit_id = ${unitId} and owner_digest = ${ownerDigest} and state = 'waiting'`.execute(
    tx,
  )
  if ((rows[0]?.n ?? 0) < mostWaitingPapers) return
  const message = `已有 ${mostWaitingPapers} 份材料等待窗口查看，请等窗口处理后再传`
  throw new Refused({ kind: 'conflict', code: 'too_many_waiting', message })
}

/** Takes back a paper nobody has looked at. */
export function withdrawPaper({ db }: Door, actor: Actor, own: Own, paperId: string): Promise<OwnerPapers> {
  const { countyCode, unitId, ownerDigest } = own
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { rows } = await sql<{ state: string }>`
      select state from owner_papers
       where county_code = ${countyCode} and id = ${paperId} and unit_id = ${unitId} and owner_digest = ${ownerDigest}`.execute(
      tx,
    )
    const state = rows[0]?.state
    if (!state) throw new Refused({ kind: 'missing', code: 'not_found', message: '没有找到' })
    if (state === 'accepted' || state === 'returned')
      throw new Refused({ kind: 'conflict', code: 'already_decided', message: '窗口已经看过这份材料，不能撤回' })
    const act = { countyCode, kind: 'owner_paper_withdrawn', actor, reason: '业主撤回材料' }
    await actOnOne(tx, act, { kind: 'owner_paper', id: paperId }, () =>
      sql`update owner_papers set state = 'withdrawn' where county_code = ${countyCode} and id = ${paperId}`.execute(
        tx,
      ),
    )
    return ownerPapers(tx, own)
  })
}
