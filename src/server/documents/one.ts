import { type DocumentMove, decideMove } from '#domain/documents/moves.ts'
import { type Actor, type Db, holdActs, type Tx, transact } from '../platform/acts.ts'
import { Refused } from '../platform/refusals.ts'
import { moverIn, type Party, seatOf } from './parties.ts'
import { changeDocuments, changedMeanwhile, type DocumentPlace, getLocked, type LockedDocument } from './store.ts'
import { wordsOfRefusal } from './words.ts'

/** Who acts on one document, where, and which state of it they have seen. */
export type OneAct = {
  actor: Actor
  party: Party
  place: DocumentPlace
  move: DocumentMove
  kind: string
  reason: string
  revision: number
}

/** Changes one document by one lawful move, unless somebody changed it since the caller looked. */
export function actOnDocument(
  db: Db,
  { actor, party, place, move, kind, reason, revision }: OneAct,
  write: (tx: Tx, document: LockedDocument) => Promise<void>,
): Promise<void> {
  return transact(db, actor, async (tx) => {
    await holdActs(tx, [place.countyCode])
    const document = await getAllowed(tx, party, place, move)
    if (document.revision !== revision) throw new Refused({ kind: 'conflict', ...changedMeanwhile })
    const act = { countyCode: place.countyCode, kind, actor, reason }
    await changeDocuments(tx, act, [document.id], () => write(tx, document))
  })
}

/** The document, held, when this party may make this move with it now. */
export async function getAllowed(
  tx: Tx,
  party: Party,
  place: DocumentPlace,
  move: DocumentMove,
): Promise<LockedDocument> {
  const seat = await seatOf(tx, party)
  const document = await getLocked(tx, seat, place)
  const decision = decideMove(document, move, moverIn(seat, place.countyCode))
  if (!decision.allowed)
    throw new Refused({
      kind: 'conflict',
      code: decision.refusal.code,
      message: wordsOfRefusal(decision.refusal),
    })
  return document
}
