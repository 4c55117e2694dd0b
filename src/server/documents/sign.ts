import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { DocumentResults } from '#contract/document-shapes.ts'
import { missingParts } from '#domain/documents/completeness.ts'
import type { DocumentMarks } from '#domain/documents/content.ts'
import { documentNumber } from '#domain/documents/issuers.ts'
import { documentKinds } from '#domain/documents/kinds.ts'
import type { Db, Tx } from '../platform/acts.ts'
import type { Config } from '../platform/config.ts'
import type { Files } from '../platform/files.ts'
import { officeToday } from '../platform/office-day.ts'
import type { Queue } from '../platform/queue.ts'
import { countIssuedDocuments } from '../supervision/actions.ts'
import { actOnDocuments, type Chosen, type Office, type Refusing } from './batch.ts'
import { orderBatch } from './batches.ts'
import { issuersOf } from './issuers.ts'
import { layOutIssued } from './laying-out.ts'
import type { Party } from './parties.ts'
import { changeDocuments, type LockedDocument } from './store.ts'
import { wordsOfMissing } from './words.ts'

type Door = { db: Db; files: Files; queue: Queue; config: Pick<Config, 'publicAddress'> }

/**
 * Signs documents off in one act: number, day, hash and the code of the public page are given in the same transaction, so
 * no number is left out and none is given twice. The file of one is laid out right afterwards, those of many by a job.
 */
export async function signDocuments(
  { db, files, queue, config }: Door,
  office: Office,
  party: Party,
  chosen: readonly Chosen[],
): Promise<DocumentResults> {
  const signed = await actOnDocuments(db, office, party, chosen, {
    move: 'sign',
    refuse: refuseIncomplete,
    write: async (tx, documents) => issue(tx, office, config.publicAddress, documents),
    after: async (tx, documents) => {
      const ids = documents.map(({ id }) => id)
      await withdrawOthers(tx, office, documents)
      await countIssuedDocuments(tx, office, ids)
      return ids.length > 1 ? orderBatch(tx, queue, office, ids) : null
    },
  })
  const alone = signed.done === 1 ? signed.results.find(({ ok }) => ok) : undefined
  if (alone) await layOutIssued({ db, files }, { countyCode: office.countyCode, documentId: alone.id })
  return signed
}

/** Refuses what has empty mandatory parts, each at its field. */
export function refuseIncomplete(document: LockedDocument): Refusing | null {
  const fields = missingParts(document).map((field) => ({ field, message: wordsOfMissing[field] }))
  if (fields.length === 0) return null
  return { code: 'incomplete', message: fields.map(({ message }) => message).join('；'), fields }
}

type Issued = { id: string; word: string; number_no: number; number: string; marks: DocumentMarks; public_code: string }

async function issue(tx: Tx, office: Office, address: string, documents: readonly LockedDocument[]): Promise<void> {
  const { countyCode, actor } = office
  const today = officeToday()
  const issued = await numbered(tx, office, { address, today, documents })
  await sql`
    update documents as d
       set state = 'issued', word = n.word, year = ${yearOf(today)}, number_no = n.number_no, number = n.number, issued_on = ${today},
           signed_by = ${actor.accountId}, signer_name = ${actor.name}, marks = n.marks, public_code = n.public_code,
           content_hash = sha256(convert_to(d.content::text, 'UTF8')), revision = d.revision + 1
      from jsonb_to_recordset(${JSON.stringify(issued)}::jsonb)
           as n (id uuid, word text, number_no integer, number text, marks jsonb, public_code text)
     where d.county_code = ${countyCode} and d.id = n.id`.execute(tx)
}

const yearOf = (day: string) => Number(day.slice(0, 4))

type Numbering = { address: string; today: string; documents: readonly LockedDocument[] }

/** The next numbers of each run, in the order in which the documents were chosen. */
async function numbered(
  tx: Tx,
  { countyCode, actor }: Office,
  { address, today, documents }: Numbering,
): Promise<Issued[]> {
  const called = await issuersOf(tx, documents)
  const runs = [...Map.groupBy(documents, runOf).values()]
  const last = await lastNumbers(tx, countyCode, yearOf(today), runs)
  return runs.flatMap((run) =>
    run.map((document, at) => {
      const { word } = documentKinds[document.kind]
      const { name, shortName } = called(document)
      const no = (last.get(runOf(document)) ?? 0) - run.length + at + 1
      const number = documentNumber(shortName, word, yearOf(today), no)
      const code = newCode()
      const marks = { issuer: name, number, issuedOn: today, signedBy: actor.name, checkUrl: `${address}/d/${code}` }
      return { id: document.id, word, number_no: no, number, marks, public_code: code }
    }),
  )
}

const runOf = ({ issuerId, kind }: LockedDocument) => `${issuerId ?? ''} ${documentKinds[kind].word}`

/** Moves each run on by as many as are issued, and keeps its row locked until the transaction ends. */
async function lastNumbers(
  tx: Tx,
  countyCode: string,
  year: number,
  runs: readonly (readonly LockedDocument[])[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = runs.flatMap(([first, ...others]) =>
    first
      ? [{ key: runOf(first), issuer_id: first.issuerId, word: documentKinds[first.kind].word, n: 1 + others.length }]
      : [],
  )
  const { rows } = await sql<{ key: string; lastNo: number }>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (key text, issuer_id uuid, word text, n integer)
    ), moved as (
      insert into document_numbers (county_code, issuer_id, word, year, last_no)
      select ${countyCode}, issuer_id, word, ${year}::smallint, n from wanted order by issuer_id, word
      on conflict on constraint one_run_of_numbers do update set last_no = document_numbers.last_no + excluded.last_no
      returning issuer_id, word, last_no
    )
    select w.key, m.last_no as "lastNo" from moved as m join wanted as w on w.issuer_id is not distinct from m.issuer_id and w.word = m.word`.execute(
    tx,
  )
  return new Map(rows.map(({ key, lastNo }) => [key, lastNo]))
}

/** Letters and digits that are not mistaken for each other on paper (Crockford); a hundred bits, so that no code is guessed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const newCode = () => Array.from(randomBytes(20), (byte) => alphabet[byte % alphabet.length]).join('')

/** A notice that withdraws another document does so by being issued. */
async function withdrawOthers(tx: Tx, office: Office, documents: readonly LockedDocument[]): Promise<void> {
  const ids = documents.flatMap(({ withdrawsId }) => withdrawsId ?? [])
  if (ids.length === 0) return
  const payload = { documents: ids.length }
  await changeDocuments(tx, { ...office, kind: 'documents_withdrawn', payload }, ids, async () => {
    await sql`
      update documents set state = 'withdrawn', revision = revision + 1
       where county_code = ${office.countyCode} and id = any (${ids}::uuid[])`.execute(tx)
  })
}
