import { type RawBuilder, sql } from 'kysely'
import type { DocumentLine } from '#contract/document-shapes.ts'
import type { DocumentsQuery } from '#contract/documents.ts'
import { type DocumentStands, movesFor } from '#domain/documents/moves.ts'
import type { Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { Refused } from '../platform/refusals.ts'
import { issuersOf } from './issuers.ts'
import { isSeenBy, moverIn, type Party, type Seat, seatOf } from './parties.ts'

/** What a line tells and what its moves look at. */
export const lineColumns = sql`
  d.id, d.county_code as "countyCode", c.name as "countyName", d.kind, d.content ->> 'title' as title, d.number, d.state,
  d.issuer_id as "issuerId", d.marks ->> 'issuer' as "issuedBy", d.recipient_id as "recipientId",
  case when r.id is null then null else json_build_object('id', r.id, 'name', r.name) end as recipient,
  d.drafter_name as drafter, d.drafted_on as "draftedOn", d.issued_on as "issuedOn", d.served_on as "servedOn", d.answer_by as "answerBy",
  d.revision, d.drafted_by as "draftedBy", d.written_by as "writtenBy", d.answer_days as "answerDays",
  (select a.answered_by from document_answers as a
    where a.county_code = d.county_code and a.document_id = d.id and a.decision is null) as "answeredBy",
  exists (select from documents as w
           where w.county_code = d.county_code and w.withdraws_id = d.id and w.state <> 'discarded') as "isBeingWithdrawn"`

export const lineJoins = sql`
  join regions as c on c.code = d.county_code
  left join organisations as r on r.county_code = d.county_code and r.id = d.recipient_id`

export type LineRow = Omit<DocumentLine, 'issuer' | 'isLate' | 'moves'> &
  DocumentStands & { issuerId: string | null; issuedBy: string | null }

/** Completes rows to lines: who issues, whether the answer is late, what the seat may do now. */
export async function linesOf<Row extends LineRow>(tx: Tx, seat: Seat, rows: readonly Row[]) {
  const called = await issuersOf(tx, rows)
  const today = officeToday()
  return rows.map((row) => {
    const { issuerId, issuedBy, recipientId, draftedBy, writtenBy, answerDays, answeredBy, isBeingWithdrawn, ...line } =
      row
    return {
      ...line,
      issuer: issuedBy ?? called(row).name,
      isLate: row.state === 'served' && row.answerBy !== null && row.answerBy < today,
      moves: movesFor(row, moverIn(seat, row.countyCode)),
    }
  })
}

/** A page of documents, the latest drafted first, as far as the party sees them. */
export async function listDocuments(tx: Tx, counties: readonly string[], party: Party, query: DocumentsQuery) {
  const seat = await seatOf(tx, party)
  const conditions = [sql`d.county_code = any (${counties}::text[])`, isSeenBy(seat), ...narrowed(query, seat)]
  const { rows } = await sql<LineRow>`
    select ${lineColumns}
      from (select d.* from documents as d where ${sql.join(conditions, sql` and `)} order by d.id desc limit ${query.limit}) as d
      ${lineJoins}
     order by d.id desc`.execute(tx)
  const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null
  return { rows: await linesOf(tx, seat, rows), next, total: null }
}

function narrowed(query: DocumentsQuery, seat: Seat): RawBuilder<unknown>[] {
  const { queue, kind, state, issuer, recipient, subject, year, search, after } = query
  return [
    queue && inQueue(queue, seat),
    kind && sql`d.kind = ${kind}`,
    state && sql`d.state = ${state}`,
    issuer && (issuer === 'office' ? sql`d.issuer_id is null` : sql`d.issuer_id = ${issuer}`),
    recipient && sql`d.recipient_id = ${recipient}`,
    subject && sql`d.subject_id = ${subject}`,
    year && sql`coalesce(d.year, extract(year from d.drafted_on)) = ${year}`,
    search && searched(search),
    after && sql`d.id < ${placeOf(after)}::uuid`,
  ].filter((condition) => typeof condition === 'object')
}

function searched(search: string): RawBuilder<unknown> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql`(d.number like ${pattern} or d.content ->> 'title' like ${pattern})`
}

function placeOf(after: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after)) return after
  throw new Refused({ kind: 'invalid', code: 'bad_place', message: '列表位置不对，请从头打开' })
}

/** Work that waits for this seat; who is no officer sees every answer that is awaited. */
function inQueue(queue: NonNullable<DocumentsQuery['queue']>, seat: Seat): RawBuilder<unknown> {
  const { accountId, regionsOf, organisations } = seat
  const isOfficer = regionsOf.recipient.length > 0 && organisations.length > 0
  switch (queue) {
    case 'mine':
      return sql`d.state in ('draft', 'in_review') and d.drafted_by = ${accountId}`
    case 'to_sign':
      return sql`d.state = 'in_review' and d.county_code = any (${regionsOf.signer}::text[])
                 and d.drafted_by <> ${accountId} and d.written_by <> ${accountId}`
    case 'to_serve':
      return sql`d.state = 'issued' and d.recipient_id is not null`
    case 'to_answer':
      return sql`d.state = 'served' and d.answer_days is not null
                 and ${isOfficer ? sql`d.recipient_id = any (${organisations}::uuid[])` : sql`true`}`
    case 'to_accept':
      return sql`d.state = 'answered'`
  }
}
