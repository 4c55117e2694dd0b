import { sql } from 'kysely'
import type { DocumentContent } from '#domain/documents/content.ts'
import type { DocumentStands } from '#domain/documents/moves.ts'
import { type NewAct, recordAct, type Tx } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { isSeenBy, type Seat } from './parties.ts'

export type DocumentPlace = { countyCode: string; documentId: string }

/** A document as it stands, held until the act is through. */
export type LockedDocument = DocumentStands & {
  id: string
  countyCode: string
  content: DocumentContent
  issuerId: string | null
  withdrawsId: string | null
  number: string | null
  revision: number
}

/** Locks documents in one order, those the seat sees; how they stand is read with the lock held. */
export async function lockDocuments(
  tx: Tx,
  seat: Seat,
  countyCode: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LockedDocument>> {
  const { rows } = await sql<LockedDocument>`
    select d.id, d.county_code as "countyCode", d.kind, d.state, d.drafted_by as "draftedBy", d.written_by as "writtenBy", d.content,
           d.recipient_id as "recipientId", d.answer_days as "answerDays", d.issuer_id as "issuerId", d.withdraws_id as "withdrawsId",
           d.number, d.revision,
           (select a.answered_by from document_answers as a
             where a.county_code = d.county_code and a.document_id = d.id and a.decision is null) as "answeredBy",
           exists (select from documents as w
                    where w.county_code = d.county_code and w.withdraws_id = d.id and w.state <> 'discarded') as "isBeingWithdrawn"
      from documents as d
     where d.county_code = ${countyCode} and d.id = any (${ids}::uuid[]) and ${isSeenBy(seat)}
     order by d.id for update of d`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

export const noDocument = () => new Refused({ kind: 'missing', code: 'no_such_document', message: '没有这件公文' })

export const changedMeanwhile = {
  code: 'changed_meanwhile',
  message: '别人刚刚办理过这件公文，请刷新后再试',
} as const

type DocumentRecord = Record<string, unknown>

/** Everything history keeps of these documents, as they are now. */
async function documentRecords(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, DocumentRecord>> {
  const { rows } = await sql<{ id: string; record: DocumentRecord }>`
    select d.id, document_record(d) as record from documents as d where d.id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, record }) => [id, record]))
}

/** Changes documents of a county by one act; history is told what became different, found by holding each against itself before. */
export async function changeDocuments(
  tx: Tx,
  act: NewAct,
  ids: readonly string[],
  write: () => Promise<void>,
): Promise<void> {
  const before = await documentRecords(tx, ids)
  await write()
  const after = await documentRecords(tx, ids)
  const rows = ids.map((id) => ({
    subjectKind: 'document' as const,
    subjectId: id,
    change: differing(before.get(id) ?? {}, after.get(id) ?? {}),
  }))
  await recordAct(tx, { ...act, rows })
}

/** Both are plain JSON made by one function of the database: equal content is equal text, keys of jsonb being in order. */
function differing(before: DocumentRecord, after: DocumentRecord): DocumentRecord {
  const isOther = ([key, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(before[key])
  return Object.fromEntries(Object.entries(after).filter(isOther))
}

/** Holds one document for an act, as it stands; refuses one the seat does not see. */
export async function getLocked(
  tx: Tx,
  seat: Seat,
  { countyCode, documentId }: DocumentPlace,
): Promise<LockedDocument> {
  const found = (await lockDocuments(tx, seat, countyCode, [documentId])).get(documentId)
  if (!found) throw noDocument()
  return found
}
