import { sql } from 'kysely'
import { type DocumentKind, documentKindNames, documentKinds } from '#domain/documents/kinds.ts'
import { type Actor, type ActRow, recordAct, type Tx } from '../platform/acts.ts'

type Counted = { id: string; change: Record<string, unknown> }

const measures: Partial<Record<DocumentKind, string>> = { brief: '期', weekly_list: '期', minutes: '期' }

type Signing = { countyCode: string; actor: Actor; reason: string }

/**
 * Counts documents just issued in the log of work 工作量, each once, under the word by which the county's reports count
 * its kind; a kind without such a word is not counted. A letter that a ledger told of already, by kind and number, is
 * not counted again. Called within the transaction of the signature.
 */
export async function countIssuedDocuments(tx: Tx, signing: Signing, ids: readonly string[]): Promise<void> {
  const { countyCode, actor, reason } = signing
  const rows = await logIssued(tx, countyCode, ids)
  if (rows.length === 0) return
  await recordAct(tx, { countyCode, kind: 'documents_counted', actor, reason, rows })
  await sql`select pg_notify('tasks', ${countyCode})`.execute(tx)
}

async function logIssued(tx: Tx, countyCode: string, ids: readonly string[]): Promise<ActRow[]> {
  const kinds = documentKindNames.map((kind) => ({
    kind,
    counter: documentKinds[kind].counter,
    measure: measures[kind] ?? '份',
  }))
  const { rows } = await sql<Counted>`
    insert into work_events (county_code, kind, happened_on, number, host, target, content, quantity, measure, document_id)
    select d.county_code, k.counter, d.issued_on, d.number, d.marks ->> 'issuer', o.name, d.content ->> 'title', 1, k.measure, d.id
      from documents as d
      join jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as k (kind text, counter text, measure text) on k.kind = d.kind
      left join organisations as o on o.county_code = d.county_code and o.id = d.recipient_id
     where d.county_code = ${countyCode} and d.id = any (${ids}::uuid[]) and d.number is not null and k.counter is not null
       and not exists (select from work_events as w
                        where w.county_code = d.county_code and w.kind = k.counter and w.number = d.number)
    returning id, to_jsonb(work_events) - '{county_code,id}'::text[] as change`.execute(tx)
  return rows.map(workRow)
}

/** A closed inspection in the log of work. */
export async function logInspection(
  tx: Tx,
  { countyCode, inspectionId }: { countyCode: string; inspectionId: string },
): Promise<ActRow> {
  const { rows } = await sql<Counted>`
    insert into work_events (county_code, kind, happened_on, host, target, estate_id, content, quantity, measure, items, outcome, inspection_id)
    select i.county_code, '专项检查', i.held_on, i.opener_name, o.name, i.estate_id, i.title, 1, '次',
           (select count(*) from inspection_findings as f where f.county_code = i.county_code and f.inspection_id = i.id), i.conclusion, i.id
      from inspections as i
      left join organisations as o on o.county_code = i.county_code and o.id = i.organisation_id
     where i.county_code = ${countyCode} and i.id = ${inspectionId}
    returning id, to_jsonb(work_events) - '{county_code,id}'::text[] as change`.execute(tx)
  return one(rows)
}

/** A follow-up in the log of work. */
export async function logFollowUp(tx: Tx, countyCode: string, noteId: string): Promise<ActRow> {
  const { rows } = await sql<Counted>`
    insert into work_events (county_code, kind, happened_on, host, target, estate_id, content, quantity, measure, note_id)
    select n.county_code, '跟踪督办', n.made_on, n.maker_name, o.name, n.estate_id, n.words, 1, '次', n.id
      from inspector_notes as n
      left join organisations as o on o.county_code = n.county_code and o.id = n.organisation_id
     where n.county_code = ${countyCode} and n.id = ${noteId}
    returning id, to_jsonb(work_events) - '{county_code,id}'::text[] as change`.execute(tx)
  return one(rows)
}

function one([event]: readonly Counted[]): ActRow {
  if (!event) throw new Error('what was done was not counted')
  return workRow(event)
}

const workRow = ({ id, change }: Counted): ActRow => ({ subjectKind: 'work_event', subjectId: id, change })
