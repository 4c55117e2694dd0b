import { sql } from 'kysely'
import type { Letter, LetterLine } from '#contract/developer-shapes.ts'
import type { DocumentBlock } from '#domain/documents/content.ts'
import {
  answerDocument,
  fileOf,
  getDocument,
  listDocuments,
  type Party,
  signForReceipt,
} from '../../documents/actions.ts'
import { type Actor, type Db, read, type Tx } from '../../platform/acts.ts'
import type { Files } from '../../platform/files.ts'
import { type Developer, isOwnOrganisation, notFound } from './own.ts'
import type { Upload } from './papers.ts'

type Door = { db: Db; files: Files }
export type LetterPlace = Developer & { letterId: string }

/** A developer among documents: it receives and answers, and has no other hand. */
const partyOf = ({ accountId, countyCode }: Developer): Party => ({
  accountId,
  regionsOf: { drafter: [], signer: [], office: [], recipient: [countyCode] },
  seesAllOf: [],
})

const documentPlace = ({ countyCode, letterId }: LetterPlace) => ({ countyCode, documentId: letterId })

/** Letters that were served on a developer, the latest first. */
export async function listLetters(
  tx: Tx,
  developer: Developer,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: LetterLine[]; next: string | null; total: null }> {
  const found = await listDocuments(tx, [developer.countyCode], partyOf(developer), { after, limit })
  const received = found.rows.filter(({ servedOn }) => servedOn !== null)
  const unread = await unreadOf(
    tx,
    developer.countyCode,
    received.map(({ id }) => id),
  )
  const rows = received.map((one) => ({ ...lineOf(one), isRead: !unread.has(one.id) }))
  return { ...found, rows }
}

const lineOf = ({
  id,
  title,
  number,
  issuer,
  state,
  issuedOn,
  servedOn,
  answerBy,
  isLate,
}: Omit<LetterLine, 'isRead'>) => ({
  ...{ id, title, number, issuer, state, issuedOn, servedOn, answerBy, isLate },
})

async function unreadOf(tx: Tx, countyCode: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct document_id as id from document_services
     where county_code = ${countyCode} and document_id = any (${ids}::uuid[]) and way = 'product' and read_at is null`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Only what was served on one of his organisations is a developer's letter; nothing else exists for him. */
async function refuseOthers(tx: Tx, { countyCode, accountId, letterId }: LetterPlace): Promise<void> {
  const { rows } = await sql`
    select from documents as d
      join organisations as o on o.county_code = d.county_code and o.id = d.recipient_id and ${isOwnOrganisation(accountId)}
     where d.county_code = ${countyCode} and d.id = ${letterId} and d.served_on is not null`.execute(tx)
  if (rows.length === 0) throw notFound()
}

/** Opens a letter; opening what was served inside the product signs for it. */
export async function openLetter({ db }: Door, actor: Actor, place: LetterPlace): Promise<Letter> {
  await read(db, actor, (tx) => refuseOthers(tx, place))
  await signForReceipt(db, actor, partyOf(place), documentPlace(place))
  return read(db, actor, (tx) => showLetter(tx, place))
}

async function showLetter(tx: Tx, place: LetterPlace): Promise<Letter> {
  const whole = await getDocument(tx, partyOf(place), documentPlace(place))
  return {
    ...lineOf(whole),
    isRead: true,
    countyCode: place.countyCode,
    revision: whole.revision,
    mayAnswer: whole.moves.includes('answer'),
    addressee: whole.content.addressee,
    blocks: whole.content.blocks.map(shown),
    answers: whole.answers.map(({ no, words, answeredBy, answeredOn, decision, decisionReason, files }) => ({
      ...{ no, words, answeredBy, answeredOn, decision, decisionReason, files },
    })),
  }
}

function shown(block: DocumentBlock): Letter['blocks'][number] {
  if (block.kind === 'heading' || block.kind === 'paragraph') return { kind: block.kind, text: block.text }
  if (block.kind === 'fields') return { kind: 'fields', rows: block.rows.map((row) => [...row]) }
  return { kind: 'table', rows: [block.columns.map(({ title }) => title), ...block.rows.map((row) => [...row])] }
}

/** The letter as it was printed; taking it signs for it as opening does. */
export async function letterPdf(door: Door, actor: Actor, place: LetterPlace) {
  await read(door.db, actor, (tx) => refuseOthers(tx, place))
  await signForReceipt(door.db, actor, partyOf(place), documentPlace(place))
  return fileOf(door, actor, partyOf(place), documentPlace(place), 'pdf')
}

type Answer = { words: string | null; uploads: readonly Upload[]; revision: number }

/** Answers a letter in words, with papers where there are some. */
export async function answerLetter(door: Door, actor: Actor, place: LetterPlace, answer: Answer): Promise<Letter> {
  await read(door.db, actor, (tx) => refuseOthers(tx, place))
  await answerDocument(door, actor, partyOf(place), documentPlace(place), { ...answer, move: 'answer' })
  return read(door.db, actor, (tx) => showLetter(tx, place))
}
