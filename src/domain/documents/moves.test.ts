import { describe, expect, test } from 'vitest'
import { documentKindNames, documentKinds } from './kinds.ts'
import {
  type DocumentHand,
  type DocumentMover,
  type DocumentStands,
  type DocumentState,
  decideMove,
  documentMoveNames,
  documentMoves,
  documentStates,
  movesFor,
} from './moves.ts'

const letter: DocumentStands = {
  kind: 'supervision_letter',
  state: 'draft',
  draftedBy: 'clerk',
  writtenBy: 'clerk',
  recipientId: 'housing',
  answerDays: 5,
  answeredBy: null,
  isBeingWithdrawn: false,
}
const who = (accountId: string, ...hands: DocumentHand[]): DocumentMover => ({
  accountId,
  organisations: ['housing'],
  hands,
})
const head = who('head', 'signer')
const office = who('clerk', 'drafter', 'office')
const everyHand = who('anybody', 'drafter', 'signer', 'office', 'recipient')

/** Where each move leads from each state, written out once more by hand; an empty place is not allowed. */
const lawful: Readonly<Record<string, Partial<Record<DocumentState, DocumentState>>>> = {
  edit: { draft: 'draft' },
  submit: { draft: 'in_review' },
  discard: { draft: 'discarded' },
  return: { in_review: 'draft' },
  sign: { in_review: 'issued' },
  serve: { issued: 'served', served: 'served' },
  answer: { served: 'answered' },
  record_answer: { served: 'answered' },
  accept_answer: { answered: 'accepted' },
  return_answer: { answered: 'served' },
  file: { accepted: 'filed' },
  withdraw: {
    issued: 'withdrawn',
    served: 'withdrawn',
    answered: 'withdrawn',
    accepted: 'withdrawn',
    filed: 'withdrawn',
  },
}

const everyPair = documentMoveNames.flatMap((move) => documentStates.map((state) => ({ move, state })))

describe('a letter that asks an answer', () => {
  test.each(everyPair)('$move from $state follows the table', ({ move, state }) => {
    const decision = decideMove({ ...letter, state }, move, everyHand)

    expect(decision.allowed ? decision.to : undefined).toBe(lawful[move]?.[state])
  })

  test.each(everyPair)('$move from $state takes the right hand', ({ move, state }) => {
    const others = (['drafter', 'signer', 'office', 'recipient'] as const).filter(
      (hand) => hand !== documentMoves[move].by,
    )

    expect(decideMove({ ...letter, state }, move, who('anybody', ...others))).toEqual({
      allowed: false,
      refusal: { code: 'not_your_hand', needs: documentMoves[move].by },
    })
  })

  test('is not filed before its answer is accepted', () => {
    for (const state of ['issued', 'served'] as const)
      expect(decideMove({ ...letter, state }, 'file', office)).toEqual({
        allowed: false,
        refusal: { code: 'not_answered' },
      })
  })

  test('is answered by its own recipient alone', () => {
    const stranger = { ...who('officer', 'recipient'), organisations: ['land'] }
    expect(decideMove({ ...letter, state: 'served' }, 'answer', stranger)).toEqual({
      allowed: false,
      refusal: { code: 'other_unit' },
    })
  })
})

describe('the second person', () => {
  const inReview = { ...letter, state: 'in_review' } as const

  test('signs off; who drafted or last wrote the text never does', () => {
    expect(decideMove(inReview, 'sign', head)).toEqual({ allowed: true, to: 'issued' })
    for (const own of [{ draftedBy: 'head' }, { writtenBy: 'head' }])
      expect(decideMove({ ...inReview, ...own }, 'sign', head)).toEqual({
        allowed: false,
        refusal: { code: 'own_draft' },
      })
  })

  test('is all a head sees buttons for', () => {
    expect(movesFor(inReview, head)).toEqual(['return', 'sign'])
    expect(movesFor(letter, head)).toEqual([])
    expect(movesFor(inReview, office)).toEqual([])
    expect(movesFor(letter, office)).toEqual(['edit', 'submit', 'discard'])
  })
})

test('an answer is looked at by somebody else than who gave it', () => {
  const answered = { ...letter, state: 'answered', answeredBy: 'clerk' } as const
  for (const move of ['accept_answer', 'return_answer'] as const) {
    expect(decideMove(answered, move, office)).toEqual({ allowed: false, refusal: { code: 'own_answer' } })
    expect(decideMove(answered, move, who('other', 'office')).allowed).toBe(true)
  }
})

describe('service', () => {
  test.each(documentKindNames)('of a %s without a recipient reaches an owner with the paper, or nobody', (kind) => {
    const { allowed } = decideMove({ ...letter, kind, state: 'issued', recipientId: null }, 'serve', office)
    expect(allowed).toBe(documentKinds[kind].to === 'owner')
  })

  test('comes before filing where somebody is to receive it', () => {
    const notice = { ...letter, kind: 'notice', answerDays: null, state: 'issued' } as const
    expect(decideMove(notice, 'file', office)).toEqual({ allowed: false, refusal: { code: 'not_served' } })
    expect(decideMove({ ...notice, state: 'served' }, 'file', office)).toEqual({ allowed: true, to: 'filed' })
    expect(decideMove({ ...notice, recipientId: null }, 'file', office)).toEqual({ allowed: true, to: 'filed' })
  })

  test('of what asks no answer takes none', () => {
    const notice = { ...letter, kind: 'notice', answerDays: null, state: 'served' } as const
    expect(decideMove(notice, 'answer', everyHand)).toEqual({ allowed: false, refusal: { code: 'asks_no_answer' } })
  })
})

test('what is being withdrawn is not withdrawn a second time', () => {
  expect(decideMove({ ...letter, state: 'served', isBeingWithdrawn: true }, 'withdraw', office)).toEqual({
    allowed: false,
    refusal: { code: 'being_withdrawn' },
  })
})
