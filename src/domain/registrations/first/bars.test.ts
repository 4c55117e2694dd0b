import { expect, test } from 'vitest'
import type { Move } from '../moves.ts'
import { barFirst, type FirstBehind } from './bars.ts'
import { type NoticeState, noticeStates } from './notice.ts'

const on = '2022-10-10'
const passing = (gate: 'notice' | 'inspection' | 'papers', state: 'passed' | 'not_needed' = 'passed'): Move => {
  return { act: 'pass', gate, on, state, evidence: null, basis: state === 'passed' ? null : '规则' }
}
const enter: Move = { act: 'enter', on }
const clear: FirstBehind = { notices: ['passed'], owesNotice: false, isInspected: true, law: [] }
const code = (move: Move, behind: Partial<FirstBehind>) => barFirst(move, { ...clear, ...behind })?.code ?? null

const isOver = (state: NoticeState) => state === 'passed' || state === 'withdrawn'

test.each(noticeStates)('entry with a notice that is %s', (state) => {
  expect(code(enter, { notices: [state] })).toBe(isOver(state) ? null : 'notice_not_over')
})

test.each(noticeStates)('the gate of the notice while it is %s', (state) => {
  const expected = state === 'passed' ? null : state === 'withdrawn' ? 'no_notice' : 'notice_not_over'
  expect(code(passing('notice'), { notices: [state] })).toBe(expected)
})

test('a notice that failed is mended by a later one that passed, not by one withdrawn', () => {
  expect(code(enter, { notices: ['failed', 'passed'] })).toBe(null)
  expect(code(enter, { notices: ['failed', 'withdrawn'] })).toBe('notice_not_over')
})

test('a notice gate is not passed without any notice, but may be found not to be needed', () => {
  expect(code(passing('notice'), { notices: [] })).toBe('no_notice')
  expect(code(passing('notice', 'not_needed'), { notices: [] })).toBe(null)
})

test('a notice on which a paper rests is neither left out nor put off', () => {
  expect(code(passing('notice', 'not_needed'), { notices: [], owesNotice: true })).toBe('notice_owed')
  expect(code(passing('notice', 'not_needed'), { notices: ['withdrawn'], owesNotice: true })).toBe('notice_owed')
  expect(code(passing('notice'), { notices: ['passed'], owesNotice: true })).toBe(null)
})

test('the site is passed once it was looked at', () => {
  expect(code(passing('inspection'), { isInspected: false })).toBe('not_inspected')
  expect(code(passing('inspection'), {})).toBe(null)
})

test('a seizure that came up meanwhile forbids the entry, and the entry alone', () => {
  const law = [{ code: 'seized', words: '被查封', requirement: null }] as const

  expect(code(enter, { law })).toBe('seized')
  expect(code(passing('papers'), { law })).toBe(null)
})
