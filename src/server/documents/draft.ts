import { sql } from 'kysely'
import { type DocumentContent, mostTableRows } from '#domain/documents/content.ts'
import type { DocumentKind } from '#domain/documents/kinds.ts'
import { type Actor, holdActs, type Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { changeDocuments } from './store.ts'

/** A document to be drafted. `issuerId` null: the county's clearance office; `answerDays`: working days from service. */
export type NewDocument = {
  countyCode: string
  issuerId: string | null
  kind: DocumentKind
  content: DocumentContent
  recipientId: string | null
  subject: {
    kind: 'task' | 'estate' | 'meeting' | 'resolution' | 'bulletin' | 'inspection' | 'ladder'
    id: string
  } | null
  answerDays: number | null
  /** The issued document that this one withdraws once it is issued itself. */
  withdrawsId?: string | null
}

/**
 * Drafts documents in the caller's transaction, one act per county; a person reviews and signs them off later. All of
 * them or, with the reason, none. Answers with their ids in the order of the drafts.
 */
export async function draftDocument(
  tx: Tx,
  actor: Actor,
  drafts: readonly NewDocument[],
  reason: string,
): Promise<readonly string[]> {
  await holdActs(tx, [...new Set(drafts.map(({ countyCode }) => countyCode))])
  refuseTooLong(drafts)
  await refuseUnknown(tx, drafts)
  const ids = await newIds(tx, drafts.length)
  const numbered = drafts.map((draft, at) => ({ ...draft, id: ids[at] ?? '' }))
  for (const [countyCode, own] of Map.groupBy(numbered, (draft) => draft.countyCode)) {
    const act = { countyCode, kind: 'documents_drafted', actor, reason, payload: { documents: own.length } }
    await changeDocuments(
      tx,
      act,
      own.map(({ id }) => id),
      () => insertDrafts(tx, actor, own),
    )
  }
  return ids
}

async function newIds(tx: Tx, n: number): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select coalesce(array_agg(uuidv7()), '{}') as ids from generate_series(1, ${n}::integer)`.execute(tx)
  return rows[0]?.ids ?? []
}

function refuseTooLong(drafts: readonly NewDocument[]): void {
  const isTooLong = (block: DocumentContent['blocks'][number]) =>
    block.kind === 'table' && block.rows.length > mostTableRows
  const long = drafts.find(({ content }) => content.blocks.some(isTooLong))
  if (long)
    throw new Refused({
      kind: 'invalid',
      code: 'table_too_long',
      message: `“${long.content.title}”的表格超过${mostTableRows}行，不能拟成公文，请下载文件使用`,
    })
}

async function refuseUnknown(tx: Tx, drafts: readonly NewDocument[]): Promise<void> {
  const named = drafts.flatMap(({ countyCode, issuerId, recipientId, content }) =>
    [issuerId, recipientId].filter((id) => id !== null).map((id) => ({ countyCode, id, title: content.title })),
  )
  const { rows } = await sql<{ title: string }>`
    select n.title from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n ("countyCode" text, id uuid, title text)
     where not exists (select from organisations as o where o.county_code = n."countyCode" and o.id = n.id) limit 1`.execute(
    tx,
  )
  if (rows[0])
    throw new Refused({
      kind: 'invalid',
      code: 'no_such_organisation',
      message: `“${rows[0].title}”：没有这个发文或收文单位`,
    })
}

/** The clearance office itself issues as the county's, whether it is a listed organisation or not. */
async function insertDrafts(tx: Tx, actor: Actor, drafts: readonly (NewDocument & { id: string })[]): Promise<void> {
  const rows = drafts.map((draft) => ({
    id: draft.id,
    county_code: draft.countyCode,
    kind: draft.kind,
    issuer_id: draft.issuerId,
    recipient_id: draft.recipientId,
    content: draft.content,
    subject_kind: draft.subject?.kind ?? null,
    subject_id: draft.subject?.id ?? null,
    answer_days: draft.answerDays,
    withdraws_id: draft.withdrawsId ?? null,
  }))
  await sql`
    insert into documents (county_code, id, kind, issuer_id, recipient_id, content, subject_kind, subject_id, answer_days, withdraws_id,
                           drafted_by, drafter_name, drafted_on, written_by)
    select d.county_code, d.id, d.kind, o.id, d.recipient_id, d.content, d.subject_kind, d.subject_id, d.answer_days, d.withdraws_id,
           ${actor.accountId}::uuid, ${actor.name}, ${officeToday()}::date, ${actor.accountId}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as d (id uuid, county_code text, kind text, issuer_id uuid, recipient_id uuid, content jsonb, subject_kind text, subject_id uuid,
                 answer_days integer, withdraws_id uuid)
      left join organisations as o on o.county_code = d.county_code and o.id = d.issuer_id and o.kind <> 'clearance_office'`.execute(
    tx,
  )
}
