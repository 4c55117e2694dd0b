import { sql } from 'kysely'
import type { PublicDocument } from '#contract/document-shapes.ts'
import type { Db } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'

/** What the holder of a paper may learn of it. A code that never was, of a draft or mistyped: one and the same answer. */
export async function checkDocument(db: Db, code: string): Promise<PublicDocument> {
  const { rows } = await sql<PublicDocument>`
    select case when is_withdrawn then 'withdrawn' else 'genuine' end as standing, kind, number, issued_on as "issuedOn", issuer
      from public_document(${code.toUpperCase()})`.execute(db)
  if (!rows[0])
    throw new Refused({
      kind: 'missing',
      code: 'no_such_code',
      message: '没有查到这个核验码对应的公文。请核对纸上的二维码或网址；如有疑问，请与落款单位联系',
    })
  return rows[0]
}
