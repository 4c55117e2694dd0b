import { sql } from 'kysely'
import type { DocumentResults } from '#contract/document-shapes.ts'
import { type DocumentMove, documentMoves } from '#domain/documents/moves.ts'
import type { Db, Tx } from '../platform/acts.ts'
import { officeToday } from '../platform/office-day.ts'
import { actOnDocuments, type BatchAct, type Chosen, type Office } from './batch.ts'
import type { Party } from './parties.ts'
import { serveInside } from './service.ts'
import { refuseIncomplete } from './sign.ts'
import type { LockedDocument } from './store.ts'

type SimpleMove = Exclude<DocumentMove, 'edit' | 'sign' | 'answer' | 'record_answer' | 'withdraw'>

/** Makes a move that needs nothing but a reason, with many documents. */
export function moveDocuments(
  db: Db,
  office: Office,
  party: Party,
  { move, documents }: { move: SimpleMove; documents: readonly Chosen[] },
): Promise<DocumentResults> {
  return actOnDocuments(db, office, party, documents, actOf(move, office))
}

function actOf(move: SimpleMove, office: Office): BatchAct {
  if (move === 'serve') return serveInside(office)
  if (move === 'accept_answer' || move === 'return_answer')
    return { move, write: (tx, documents) => decideAnswers(tx, move, office, documents) }
  const refuse = move === 'submit' ? { refuse: refuseIncomplete } : {}
  return { move, ...refuse, write: (tx, documents) => setState(tx, office, move, documents) }
}

async function setState(
  tx: Tx,
  { countyCode }: Office,
  move: SimpleMove,
  documents: readonly LockedDocument[],
): Promise<void> {
  await sql`
    update documents set state = ${documentMoves[move].to}, revision = revision + 1
     where county_code = ${countyCode} and id = any (${documents.map(({ id }) => id)}::uuid[])`.execute(tx)
}

/** Accepts or returns the answers that wait. The day by which to answer stays as it was: a poor answer buys no time. */
async function decideAnswers(
  tx: Tx,
  move: 'accept_answer' | 'return_answer',
  { countyCode, actor, reason }: Office,
  documents: readonly LockedDocument[],
): Promise<void> {
  const decision = move === 'accept_answer' ? 'accepted' : 'returned'
  await sql`
    update document_answers set decision = ${decision}, decided_by = ${actor.accountId}, decider_name = ${actor.name},
                                decided_on = ${officeToday()}, decision_reason = ${reason}
     where county_code = ${countyCode} and document_id = any (${documents.map(({ id }) => id)}::uuid[]) and decision is null`.execute(
    tx,
  )
  await setState(tx, { countyCode, actor, reason }, move, documents)
}
