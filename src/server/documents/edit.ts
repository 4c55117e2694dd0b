import { sql } from 'kysely'
import type { DocumentContent } from '#domain/documents/content.ts'
import { documentKinds } from '#domain/documents/kinds.ts'
import { dayWords } from '#domain/reports/bulletin-words.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { draftDocument } from './draft.ts'
import { actOnDocument, getAllowed } from './one.ts'
import type { Party } from './parties.ts'
import type { DocumentPlace, LockedDocument } from './store.ts'

export type Edit = {
  reason: string
  revision: number
  content: DocumentContent
  recipientId: string | null
  answerDays: number | null
}

/** Writes a draft anew; whoever wrote it last may not sign it off. */
export function editDocument(
  db: Db,
  actor: Actor,
  party: Party,
  place: DocumentPlace,
  { reason, revision, content, recipientId, answerDays }: Edit,
): Promise<void> {
  const act = { actor, party, place, move: 'edit', kind: 'document_edited', reason, revision } as const
  return actOnDocument(db, act, async (tx) => {
    if (recipientId !== null) await refuseStranger(tx, place.countyCode, recipientId)
    await sql`
      update documents
         set content = ${JSON.stringify(content)}::jsonb, recipient_id = ${recipientId}, answer_days = ${answerDays},
             written_by = ${actor.accountId}, revision = revision + 1
       where county_code = ${place.countyCode} and id = ${place.documentId}`.execute(tx)
  })
}

async function refuseStranger(tx: Tx, countyCode: string, recipientId: string): Promise<void> {
  const { rows } = await sql`
    select from organisations where county_code = ${countyCode} and id = ${recipientId}`.execute(tx)
  if (rows.length > 0) return
  const message = '没有这个收文单位'
  throw new Refused({
    kind: 'invalid',
    code: 'no_such_organisation',
    message,
    fields: [{ field: 'recipient', message }],
  })
}

/** Drafts the notice that withdraws an issued document; it takes effect when a second person signs the notice off. */
export function withdrawDocument(
  db: Db,
  actor: Actor,
  party: Party,
  place: DocumentPlace,
  reason: string,
): Promise<string> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const document = await getAllowed(tx, party, place, 'withdraw')
    const [id = ''] = await draftDocument(tx, actor, [noticeOf(document, await issuedDay(tx, place), reason)], reason)
    return id
  })
}

async function issuedDay(tx: Tx, { countyCode, documentId }: DocumentPlace): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select issued_on as day from documents where county_code = ${countyCode} and id = ${documentId}`.execute(tx)
  return rows[0]?.day ?? ''
}

function noticeOf(
  { id, countyCode, issuerId, recipientId, content, kind, number }: LockedDocument,
  day: string,
  reason: string,
) {
  const { title } = documentKinds[kind]
  return {
    countyCode,
    issuerId,
    kind: 'notice' as const,
    content: {
      title: `关于撤回${number}${title}的通知`,
      addressee: content.addressee || '各有关单位：',
      blocks: [
        {
          kind: 'paragraph' as const,
          text: `${dayWords(day)}印发的《${content.title}》（${number}）自本通知印发之日起撤回，不再执行。`,
        },
        { kind: 'paragraph' as const, text: `撤回原因：${reason}` },
        { kind: 'paragraph' as const, text: '特此通知。' },
      ],
      attachments: [],
      copiesTo: content.copiesTo,
      contact: content.contact,
    },
    recipientId,
    subject: null,
    answerDays: null,
    withdrawsId: id,
  }
}
