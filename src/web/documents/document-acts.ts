import type { DocumentLine, DocumentResults } from '#contract/document-shapes.ts'
import { documentsEndpoints } from '#contract/documents.ts'
import type { DocumentMove } from '#domain/documents/moves.ts'
import { call } from '../platform/api.ts'

/** Moves that need nothing but a reason, so that many documents can make them together. */
const plainMoves = [
  'submit',
  'sign',
  'serve',
  'accept_answer',
  'file',
  'return',
  'return_answer',
  'discard',
] as const satisfies readonly DocumentMove[]
export type PlainMove = (typeof plainMoves)[number]

export const isPlain = (move: DocumentMove): move is PlainMove => plainMoves.some((plain) => plain === move)

export type ActedDocument = Pick<DocumentLine, 'id' | 'countyCode' | 'title' | 'revision' | 'moves'>

/** The moves every one of these documents may make, all of them being of one county. */
export function movesOfAll(documents: readonly ActedDocument[]): PlainMove[] {
  if (new Set(documents.map(({ countyCode }) => countyCode)).size !== 1) return []
  return plainMoves.filter((move) => documents.every(({ moves }) => moves.includes(move)))
}

/** Makes a move with many documents, the first drafted first: in that order they are numbered. */
export function actOnDocuments(
  move: PlainMove,
  documents: readonly ActedDocument[],
  reason: string,
): Promise<DocumentResults> {
  const params = { county: documents[0]?.countyCode ?? '' }
  const inOrder = documents.toSorted((one, other) => (one.id < other.id ? -1 : 1)) // ids grow with time
  const chosen = { reason, documents: inOrder.map(({ id, revision }) => ({ id, revision })) }
  if (move === 'submit' || move === 'discard')
    return call(documentsEndpoints.draftMoves, { params, body: { ...chosen, move } })
  if (move === 'sign' || move === 'return')
    return call(documentsEndpoints.signMoves, { params, body: { ...chosen, move } })
  return call(documentsEndpoints.officeMoves, { params, body: { ...chosen, move } })
}
