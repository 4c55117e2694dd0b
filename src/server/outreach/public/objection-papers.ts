import { open, stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { OwnObjection } from '#contract/public-notices.ts'
import { papersOfAnObjection } from '#domain/outreach/public/objecting.ts'
import { archiveFiles } from '../../archives/actions.ts'
import { keepPhoto } from '../../meetings/actions.ts'
import { type Db, outsideActor, type Tx } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import type { OutsideSession } from '../../platform/http/outside-sessions.ts'
import { Refused } from '../../platform/refusals.ts'
import { changeNoticeRecord } from '../../registrations/actions.ts'
import { getOwn, getOwnPlace, type NoticeKey } from './objecting.ts'
import { findOwnPlace, type OwnPlace } from './own-objections.ts'

type Upload = { name: string; path: string }
type Kept = { name: string; mediaType: string; bytes: number; sha256: Buffer }

/** Files what an objector shows as proof, told by its bytes and without places; the same paper twice is one. */
export async function addObjectionPapers(
  { db, files }: { db: Db; files: Files },
  outside: OutsideSession,
  key: NoticeKey,
  uploads: readonly Upload[],
): Promise<OwnObjection> {
  const actor = outsideActor(outside.name, [key.countyCode])
  const before = await getOwnPlace(db, actor, outside, key) // nothing is kept for what is not there
  refuseMore(before, uploads.length)
  const kept: Kept[] = []
  for (const upload of uploads) {
    const file = await keepPaper(files, upload)
    // a name given on somebody's phone may tell whose paper it is, and history keeps names
    kept.push({ ...file, name: `异议材料${before.papers + kept.length + 1}.${endingOf(file)}` })
  }
  await changeNoticeRecord(
    db,
    actor,
    key,
    { kind: 'objection_papers_added', reason: '补交异议证明材料' },
    async (tx) => {
      const place = await findOwnPlace(tx, key, outside.phoneDigest)
      if (!place) throw new Error('an objection was there and is not')
      refuseMore(place, kept.length)
      const subject = { kind: 'public_notice', id: key.noticeId } as const
      const list = kept.map((file) => ({ ...file, subject, paper: 'other' as const }))
      await linkPapers(tx, place, await archiveFiles(tx, actor, key.countyCode, list, '异议证明材料'))
    },
  )
  return getOwn(db, actor, outside, key)
}

const endingOf = ({ mediaType }: Kept) => mediaType.replace(/^.*\//, '').replace('jpeg', 'jpg')

function refuseMore({ isDecided, papers }: OwnPlace, added: number): void {
  if (isDecided)
    throw new Refused({ kind: 'conflict', code: 'objection_decided', message: '这条异议已经处理，不能再补材料' })
  if (papers + added > papersOfAnObjection)
    throw new Refused({
      kind: 'conflict',
      code: 'too_many_papers',
      message: `一件异议最多从这里交 ${papersOfAnObjection} 份材料，更多的请带到登记窗口`,
    })
}

async function linkPapers(tx: Tx, place: OwnPlace, fileIds: readonly string[]): Promise<void> {
  await sql`
    insert into objection_papers (county_code, notice_id, objection_no, file_id)
    select ${place.countyCode}, ${place.noticeId}, ${place.objectionNo}, id from unnest(${fileIds}::uuid[]) as id
    on conflict do nothing`.execute(tx)
}

/** A scan of several sides in PDF; photos are told by `keepPhoto`. */
const largestPdfBytes = 30 * 1024 * 1024

async function keepPaper(files: Files, upload: Upload): Promise<Kept> {
  if (!(await isPdf(upload.path))) return keepPhoto(files, upload)
  if ((await stat(upload.path)).size > largestPdfBytes)
    throw new Refused({ kind: 'invalid', code: 'too_large', message: `“${upload.name}”超过 30 MB，请压缩后再传` })
  return { name: upload.name, mediaType: 'application/pdf', ...(await files.keep(upload.path)) }
}

async function isPdf(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(5), 0, 5, 0)
    return buffer.toString('latin1') === '%PDF-'
  } finally {
    await file.close()
  }
}
