import { sql } from 'kysely'
import type { DocumentState } from '#domain/documents/moves.ts'
import type { Tx } from '../platform/acts.ts'

/** How far a document has come. Days are the office's own, `YYYY-MM-DD`; null: it has not come that far. */
export type DocumentStanding = {
  documentId: string
  state: DocumentState
  number: string | null
  issuedAt: string | null
  servedAt: string | null
  answerBy: string | null
  answeredAt: string | null
  acceptedAt: string | null
}

/** How far these documents have come, by their ids; those outside the caller's counties are not told of. */
export async function documentStandings(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DocumentStanding>> {
  const { rows } = await sql<DocumentStanding>`
    select d.id as "documentId", d.state, d.number, d.issued_on as "issuedAt", d.served_on as "servedAt", d.answer_by as "answerBy",
           last.answered_on as "answeredAt", case when last.decision = 'accepted' then last.decided_on end as "acceptedAt"
      from documents as d
      left join lateral (
             select a.answered_on, a.decision, a.decided_on from document_answers as a
              where a.county_code = d.county_code and a.document_id = d.id
              order by a.answer_no desc limit 1) as last on true
     where d.id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((standing) => [standing.documentId, standing]))
}
