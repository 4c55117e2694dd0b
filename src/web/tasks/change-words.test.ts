import { expect, test } from 'vitest'
import { changeWords } from './change-words.ts'

const words = {
  fields: { state: 'State', due_on: 'Due', evidence: 'Papers', 'extension.asked_until': 'Asked until' },
  values: { state: { submitted: 'handed in' } },
}

test('codes become words and days stay as they are', () => {
  expect(changeWords({ state: 'submitted', due_on: '2026-12-04' }, words)).toBe('State handed in；Due 2026-12-04')
})

test('what has no words is not shown to people', () => {
  expect(changeWords({ revision: 7, person_id: 'c0ffee', state: null }, words)).toBe('')
})

test('papers are told by their names', () => {
  expect(
    changeWords(
      {
        evidence: [
          { no: 1, name: 'a.pdf', sha256: 'ff' },
          { no: 2, name: 'b.jpg' },
        ],
      },
      words,
    ),
  ).toBe('Papers a.pdf、b.jpg')
})

test('a request for more time says until when', () => {
  expect(changeWords({ extension: { asked_until: '2026-12-31' } }, words)).toBe('Asked until 2026-12-31')
})
