import { type DocumentKind, documentKinds } from './kinds.ts'

/** Where a document stands. filed ends it well; withdrawn by a later document, discarded before it was issued. */
export const documentStates = [
  'draft',
  'in_review',
  'issued',
  'served',
  'answered',
  'accepted',
  'filed',
  'withdrawn',
  'discarded',
] as const
export type DocumentState = (typeof documentStates)[number]

/** States of a document that has its number: its text is frozen, and its paper is out. */
export const issuedStates = ['issued', 'served', 'answered', 'accepted', 'filed', 'withdrawn'] as const

/** States in which an issued document still stands. */
const standingStates: readonly DocumentState[] = ['issued', 'served', 'answered', 'accepted', 'filed']

/**
 * Who may make a move: `drafter` writes, `signer` signs off or returns what is in review, `office` serves and files,
 * `recipient` is an officer of the unit the document is addressed to.
 */
export type DocumentHand = 'drafter' | 'signer' | 'office' | 'recipient'

type Move = { from: readonly DocumentState[]; to: DocumentState; by: DocumentHand }

/**
 * The lawful moves of a document; what is not listed is not allowed. `withdraw` is done by issuing another document;
 * `record_answer` keeps an answer that came on paper, from a developer or a unit that does not sign in.
 */
export const documentMoves = {
  edit: { from: ['draft'], to: 'draft', by: 'drafter' },
  submit: { from: ['draft'], to: 'in_review', by: 'drafter' },
  discard: { from: ['draft'], to: 'discarded', by: 'drafter' },
  return: { from: ['in_review'], to: 'draft', by: 'signer' },
  sign: { from: ['in_review'], to: 'issued', by: 'signer' },
  serve: { from: ['issued', 'served'], to: 'served', by: 'office' },
  answer: { from: ['served'], to: 'answered', by: 'recipient' },
  record_answer: { from: ['served'], to: 'answered', by: 'office' },
  accept_answer: { from: ['answered'], to: 'accepted', by: 'office' },
  return_answer: { from: ['answered'], to: 'served', by: 'office' },
  file: { from: ['issued', 'served', 'accepted'], to: 'filed', by: 'office' },
  withdraw: { from: standingStates, to: 'withdrawn', by: 'drafter' },
} as const satisfies Record<string, Move>

export type DocumentMove = keyof typeof documentMoves

export const documentMoveNames = Object.keys(documentMoves) as DocumentMove[] // the keys of a literal

/** What a move looks at. */
export type DocumentStands = {
  kind: DocumentKind
  state: DocumentState
  draftedBy: string
  /** Whose words the text last was. */
  writtenBy: string
  recipientId: string | null
  answerDays: number | null
  /** Who gave the answer that waits to be looked at. */
  answeredBy: string | null
  /** Another document that withdraws this one is on its way. */
  isBeingWithdrawn: boolean
}

/** Who makes a move: an account, the organisations it works for, and what it may do with documents of this county. */
export type DocumentMover = { accountId: string; organisations: readonly string[]; hands: readonly DocumentHand[] }

export type DocumentRefusal =
  | { code: 'wrong_state'; state: DocumentState }
  | { code: 'not_your_hand'; needs: DocumentHand }
  | { code: 'other_unit' }
  | { code: 'own_draft' }
  | { code: 'serves_nobody' }
  | { code: 'asks_no_answer' }
  | { code: 'not_served' }
  | { code: 'not_answered' }
  | { code: 'being_withdrawn' }
  | { code: 'own_answer' }

export type DocumentDecision = { allowed: true; to: DocumentState } | { allowed: false; refusal: DocumentRefusal }

const no = (refusal: DocumentRefusal): DocumentDecision => ({ allowed: false, refusal })

/** May this person make this move now, and where does it lead? */
export function decideMove(document: DocumentStands, move: DocumentMove, mover: DocumentMover): DocumentDecision {
  const { from, to, by }: Move = documentMoves[move]
  if (!mover.hands.includes(by)) return no({ code: 'not_your_hand', needs: by })
  if (by === 'recipient' && !isRecipient(document, mover)) return no({ code: 'other_unit' })
  if (!from.includes(document.state)) return no({ code: 'wrong_state', state: document.state })
  const refusal = besideState[move]?.(document, mover) ?? null
  return refusal ? no(refusal) : { allowed: true, to }
}

/** Does this person work for the unit the document is addressed to? */
const isRecipient = (
  { recipientId }: Pick<DocumentStands, 'recipientId'>,
  { organisations }: Pick<DocumentMover, 'organisations'>,
): boolean => recipientId !== null && organisations.includes(recipientId)

/** What a move asks for beside the state. */
const besideState: Partial<
  Record<DocumentMove, (document: DocumentStands, mover: DocumentMover) => DocumentRefusal | null>
> = {
  sign: (document, mover) => (isOwn(document, mover) ? { code: 'own_draft' } : null),
  serve: (document) => (servesNobody(document) ? { code: 'serves_nobody' } : null),
  answer: refuseUnasked,
  record_answer: refuseUnasked,
  accept_answer: refuseOwnAnswer,
  return_answer: refuseOwnAnswer,
  file: refuseFiling,
  withdraw: ({ isBeingWithdrawn }) => (isBeingWithdrawn ? { code: 'being_withdrawn' } : null),
}

/** Two-person rule: what one person drafted or last wrote, another signs off. No exception. */
const isOwn = ({ draftedBy, writtenBy }: DocumentStands, { accountId }: DocumentMover) =>
  draftedBy === accountId || writtenBy === accountId

function refuseUnasked({ answerDays }: DocumentStands): DocumentRefusal | null {
  return answerDays === null ? { code: 'asks_no_answer' } : null
}

function refuseOwnAnswer({ answeredBy }: DocumentStands, { accountId }: DocumentMover): DocumentRefusal | null {
  return answeredBy === accountId ? { code: 'own_answer' } : null
}

/** Nobody is there to receive it: it goes to no unit, no developer, and to no owner who would be handed the paper. */
const servesNobody = ({ kind, recipientId }: Pick<DocumentStands, 'kind' | 'recipientId'>): boolean =>
  recipientId === null && documentKinds[kind].to !== 'owner'

/** What was to be served is filed once it was, what asks an answer once that was accepted. */
function refuseFiling({ kind, state, recipientId, answerDays }: DocumentStands): DocumentRefusal | null {
  if (state === 'accepted') return null
  if (answerDays !== null) return { code: 'not_answered' }
  return state === 'issued' && !servesNobody({ kind, recipientId }) ? { code: 'not_served' } : null
}

/** The moves a person may make now: what a screen offers. */
export const movesFor = (document: DocumentStands, mover: DocumentMover): DocumentMove[] =>
  documentMoveNames.filter((move) => decideMove(document, move, mover).allowed)
