import { sql } from 'kysely'
import { type NoticeWords, noticeContent } from '#domain/registrations/first/notice-words.ts'
import { draftDocument } from '../../documents/actions.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../../platform/acts.ts'
import { Refused } from '../../platform/refusals.ts'
import { changeRecord } from './change.ts'
import type { NoticePlace } from './notices.ts'

type Row = NoticeWords & { estateId: string; documentId: string | null }

/** Drafts a notice as an official document: reviewed, signed off and numbered like any other, then posted. */
export function draftNoticeDocument(
  db: Db,
  actor: Actor,
  place: NoticePlace,
  { reason }: { reason: string },
): Promise<{ documentId: string }> {
  const { countyCode, noticeId } = place
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [countyCode])
    const { estateId, documentId: drafted, ...notice } = await getNotice(tx, place)
    if (drafted !== null)
      throw new Refused({ kind: 'conflict', code: 'notice_drafted', message: '这个公示已经拟成公文' })
    const draft = {
      countyCode,
      issuerId: null,
      kind: 'public_notice' as const,
      content: noticeContent(notice),
      recipientId: null,
      subject: { kind: 'estate' as const, id: estateId },
      answerDays: null,
    }
    const [documentId = ''] = await draftDocument(tx, actor, [draft], reason)
    const act = { kind: 'notice_written', reason, payload: { document: documentId } }
    await changeRecord(tx, { countyCode, actor, act }, { kind: 'public_notice', id: noticeId }, () =>
      sql`update public_notices set document_id = ${documentId} where county_code = ${countyCode} and id = ${noticeId}`.execute(
        tx,
      ),
    )
    return { documentId }
  })
}

async function getNotice(tx: Tx, { countyCode, applicationId, noticeId }: NoticePlace): Promise<Row> {
  const { rows } = await sql<Row>`
    select e.id as "estateId", e.name as estate, e.location, b.name as building, a.homes, o.name as applicant, n.matter, n.basis, n.days,
           n.day_kind as "dayKind", n.posted_on as "postedOn", n.ends_on as "endsOn", n.document_id as "documentId"
      from public_notices as n
      join applications as a on a.county_code = n.county_code and a.id = n.application_id
      join estates as e on e.county_code = a.county_code and e.id = a.estate_id
      left join buildings as b on b.county_code = a.county_code and b.id = a.building_id
      left join organisations as o on o.county_code = a.county_code and o.id = a.organisation_id
     where n.county_code = ${countyCode} and n.id = ${noticeId} and n.application_id = ${applicationId} for update of n`.execute(
    tx,
  )
  if (!rows[0]) throw new Refused({ kind: 'missing', code: 'no_such_notice', message: '没有这个公示' })
  return rows[0]
}
