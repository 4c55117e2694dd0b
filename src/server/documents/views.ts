import { sql } from 'kysely'
import type { OfficialDocument } from '#contract/document-shapes.ts'
import type { Tx } from '../platform/acts.ts'
import { issuersOf } from './issuers.ts'
import { type LineRow, lineColumns, lineJoins, linesOf } from './list.ts'
import { isSeenBy, type Party, seatOf } from './parties.ts'
import { type DocumentPlace, noDocument } from './store.ts'

type Head = LineRow &
  Pick<
    OfficialDocument,
    'content' | 'subject' | 'withdraws' | 'withdrawnBy' | 'signer' | 'checkUrl' | 'contentHash' | 'fonts'
  > & { answerDays: number | null }

const other = (alias: string) =>
  sql`json_build_object('id', ${sql.ref(`${alias}.id`)}, 'title', ${sql.ref(`${alias}.content`)} ->> 'title', 'number', ${sql.ref(`${alias}.number`)})`

/** A document with its text, how it was served and answered, and everything that happened to it. */
export async function getDocument(tx: Tx, party: Party, place: DocumentPlace): Promise<OfficialDocument> {
  const seat = await seatOf(tx, party)
  const { rows } = await sql<Head>`
    select ${lineColumns}, d.content, d.signer_name as signer, d.marks ->> 'checkUrl' as "checkUrl",
           encode(d.content_hash, 'hex') as "contentHash", d.fonts,
           case when d.subject_id is null then null else json_build_object('kind', d.subject_kind, 'id', d.subject_id) end as subject,
           (select ${other('o')} from documents as o where o.county_code = d.county_code and o.id = d.withdraws_id) as withdraws,
           (select ${other('w')} from documents as w
             where w.county_code = d.county_code and w.withdraws_id = d.id and w.state <> 'discarded') as "withdrawnBy"
      from documents as d ${lineJoins}
     where d.county_code = ${place.countyCode} and d.id = ${place.documentId} and ${isSeenBy(seat)}`.execute(tx)
  const [head] = rows
  if (!head) throw noDocument()
  const [line] = await linesOf(tx, seat, [head])
  if (!line) throw noDocument()
  return {
    ...line,
    answerDays: head.answerDays,
    issuerShortName: (await issuersOf(tx, [head]))(head).shortName,
    services: await servicesOf(tx, place),
    answers: await answersOf(tx, place),
    history: await historyOf(tx, place),
  }
}

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

async function servicesOf(tx: Tx, { countyCode, documentId }: DocumentPlace): Promise<OfficialDocument['services']> {
  const { rows } = await sql<OfficialDocument['services'][number]>`
    select s.service_no as no, s.way, s.served_on as "servedOn", s.server_name as "servedBy", s.receiver, s.name as receipt,
           ${instant('s.read_at')} as "readAt", s.reader_name as "readBy"
      from document_services as s
     where s.county_code = ${countyCode} and s.document_id = ${documentId} order by s.service_no`.execute(tx)
  return rows
}

async function answersOf(tx: Tx, { countyCode, documentId }: DocumentPlace): Promise<OfficialDocument['answers']> {
  const { rows } = await sql<OfficialDocument['answers'][number]>`
    select a.answer_no as no, a.words, a.answerer_name as "answeredBy", a.answered_on as "answeredOn", a.decision,
           a.decider_name as "decidedBy", a.decided_on as "decidedOn", a.decision_reason as "decisionReason",
           coalesce((select json_agg(json_build_object('no', f.file_no, 'name', f.name, 'bytes', f.bytes) order by f.file_no)
                       from document_answer_files as f
                      where f.county_code = a.county_code and f.document_id = a.document_id and f.answer_no = a.answer_no), '[]') as files
      from document_answers as a
     where a.county_code = ${countyCode} and a.document_id = ${documentId} order by a.answer_no`.execute(tx)
  return rows
}

async function historyOf(tx: Tx, { countyCode, documentId }: DocumentPlace): Promise<OfficialDocument['history']> {
  const { rows } = await sql<OfficialDocument['history'][number]>`
    select h.act_no as "actNo", ${instant('a.acted_at')} as at, a.actor_name as actor, a.kind, a.reason
      from history as h
      join acts as a on a.county_code = h.county_code and a.act_no = h.act_no
     where h.county_code = ${countyCode} and h.subject_id = ${documentId} and h.subject_kind = 'document'
     order by h.act_no desc limit 500`.execute(tx)
  return rows
}
