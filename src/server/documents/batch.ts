import type { DocumentResults } from '#contract/document-shapes.ts'
import { type DocumentMove, type DocumentMover, decideMove } from '#domain/documents/moves.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { moverIn, type Party, seatOf } from './parties.ts'
import { changeDocuments, changedMeanwhile, type LockedDocument, lockDocuments } from './store.ts'
import { wordsOfRefusal } from './words.ts'

/** For which county, by whom and why something is done with documents. */
export type Office = { countyCode: string; actor: Actor; reason: string }

export type Chosen = { id: string; revision: number }

type Field = { field: string; message: string }
export type Refusing = { code: string; message: string; fields?: readonly Field[] }

/** One thing done to many documents. `refuse`: beside the table of moves; `write`: for all that may, set by set. */
export type BatchAct = {
  move: DocumentMove
  refuse?: (document: LockedDocument) => Refusing | null
  /** Who is refused for what only the records around the documents show. */
  look?: (tx: Tx, documents: readonly LockedDocument[]) => Promise<ReadonlyMap<string, Refusing>>
  write: (tx: Tx, documents: readonly LockedDocument[]) => Promise<void>
  /** What else belongs to the same transaction, after the act; gives the batch in which the files of many are laid out. */
  after?: (tx: Tx, documents: readonly LockedDocument[]) => Promise<string | null>
}

type Answer = { id: string; document: LockedDocument | undefined; refusal: Refusing | null }

/**
 * Makes one lawful move with many documents of a county: locks them, decides each, writes all that may be written as one
 * act. Each document has its own answer; none stops another. The number of statements does not grow with the documents.
 */
export function actOnDocuments(
  db: Db,
  office: Office,
  party: Party,
  chosen: readonly Chosen[],
  act: BatchAct,
): Promise<DocumentResults> {
  return transact(db, office.actor, async (tx) => {
    await holdActs(tx, [office.countyCode])
    const seat = await seatOf(tx, party)
    const ids = chosen.map(({ id }) => id)
    const known = await lockDocuments(tx, seat, office.countyCode, ids)
    const mover = moverIn(seat, office.countyCode)
    const looked = await act.look?.(tx, [...known.values()])
    const answers = answersTo(
      chosen,
      known,
      (document) => refusing(document, mover, act) ?? looked?.get(document.id) ?? null,
    )
    const moving = answers.flatMap(({ document, refusal }) => (document && !refusal ? [document] : []))
    if (moving.length === 0) return resultsOf(answers, known, null)
    const [kind, payload] = [`documents_${act.move}`, { documents: moving.length }]
    const movingIds = moving.map(({ id }) => id)
    await changeDocuments(tx, { ...office, kind, payload }, movingIds, () => act.write(tx, moving))
    const batchId = (await act.after?.(tx, moving)) ?? null
    return resultsOf(answers, await lockDocuments(tx, seat, office.countyCode, ids), batchId)
  })
}

function refusing(document: LockedDocument, mover: DocumentMover, { move, refuse }: BatchAct): Refusing | null {
  const decision = decideMove(document, move, mover)
  if (!decision.allowed) return { code: decision.refusal.code, message: wordsOfRefusal(decision.refusal) }
  return refuse?.(document) ?? null
}

function answersTo(
  chosen: readonly Chosen[],
  known: ReadonlyMap<string, LockedDocument>,
  decide: (document: LockedDocument) => Refusing | null,
): Answer[] {
  const seen = new Set<string>()
  return chosen.map(({ id, revision }) => {
    const document = known.get(id)
    const isAgain = seen.has(id)
    seen.add(id)
    if (!document) return { id, document, refusal: { code: 'no_such_document', message: '没有这件公文' } }
    if (isAgain) return { id, document, refusal: { code: 'named_twice', message: '同一件公文选了两次' } }
    // what the rules say of the document as it is now tells more than that somebody was there before
    const refusal = decide(document)
    return { id, document, refusal: refusal ?? (document.revision === revision ? null : changedMeanwhile) }
  })
}

function resultsOf(
  answers: readonly Answer[],
  after: ReadonlyMap<string, LockedDocument>,
  batchId: string | null,
): DocumentResults {
  const refused = answers.filter(({ refusal }) => refusal !== null).length
  return {
    done: answers.length - refused,
    refused,
    results: answers.map(({ id, document, refusal }) => ({
      id,
      title: document?.content.title ?? null,
      number: after.get(id)?.number ?? null,
      ok: refusal === null,
      code: refusal?.code ?? null,
      message: refusal?.message ?? null,
      fields: [...(refusal?.fields ?? [])],
    })),
    batchId,
  }
}
