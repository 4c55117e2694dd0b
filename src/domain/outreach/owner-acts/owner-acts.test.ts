import { expect, test } from 'vitest'
import {
  authorisationPhotos,
  authorisationStates,
  isInForce,
  refuseRevoking,
  refuseSending,
  takesPhotos,
} from './authorisations.ts'
import { caseStates, refuseAnswer, refuseVerdict, stateAfterVerdict } from './cases.ts'
import { ownerPaperStates, refuseLook } from './papers.ts'

const today = '2022-11-30'

test.each(ownerPaperStates)('what is %s is looked at only while it waits', (state) => {
  expect(refuseLook(state, { isAccepted: true, words: null })).toBe(state === 'waiting' ? null : 'already_decided')
})

test('who returns something says why', () => {
  expect(refuseLook('waiting', { isAccepted: false, words: null })).toBe('words_missing')
  expect(refuseLook('waiting', { isAccepted: false, words: '看不清' })).toBeNull()
})

test.each(authorisationStates)('an authorisation that is %s is in force only if accepted and not run out', (state) => {
  expect(isInForce({ state, validUntil: today }, today)).toBe(state === 'accepted')
  expect(isInForce({ state, validUntil: '2022-11-29' }, today)).toBe(false)
})

test.each(authorisationStates)(
  'an authorisation that is %s is sent as a draft or once returned, with all four photos',
  (state) => {
    const may = state === 'draft' || state === 'returned'
    expect(takesPhotos({ state })).toBe(may)
    expect(refuseSending({ state, validUntil: today }, authorisationPhotos, today)).toBe(may ? null : 'not_a_draft')
    expect(refuseSending({ state, validUntil: today }, ['form'], today)).toBe(may ? 'photos_missing' : 'not_a_draft')
    expect(refuseSending({ state, validUntil: '2022-11-29' }, authorisationPhotos, today)).toBe(
      may ? 'day_is_over' : 'not_a_draft',
    )
    expect(refuseRevoking({ state })).toBe(state === 'revoked' ? 'already_over' : null)
  },
)

test.each(caseStates)('a case that is %s is answered while open, the second time by a second person', (state) => {
  const first = [{ answeredBy: 'one', helped: false }]
  const isOpen = state === 'open' || state === 'reopened'
  expect(refuseAnswer(state, first, 'two')).toBe(isOpen ? null : 'already_answered')
  expect(refuseAnswer(state, first, 'one')).toBe(isOpen ? 'same_person' : 'already_answered')
  expect(refuseVerdict(state, [{ answeredBy: 'one', helped: null }])).toBe(isOpen ? 'no_answer_yet' : null)
  expect(refuseVerdict(state, first)).toBe(isOpen ? 'no_answer_yet' : 'already_said')
})

test('an answer that did not help goes on once, then the case is over', () => {
  expect(stateAfterVerdict(true, 1)).toBe('closed')
  expect(stateAfterVerdict(false, 1)).toBe('reopened')
  expect(stateAfterVerdict(false, 2)).toBe('closed')
})
