import { sql } from 'kysely'
import type { Tx } from '../platform/acts.ts'

export type DocumentRecord = Record<string, unknown>

/** Everything history keeps of these documents, as they are now. */
export async function documentRecords(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, DocumentRecord>> {
  const { rows } = await sql<{ id: string; record: DocumentRecord }>`
    select d.id, document_record(d) as record from documents as d where d.id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, record }) => [id, record]))
}
