import { expect, test } from 'vitest'
import { currentFacts } from './current-facts.ts'
import type { Statement } from './diagnosis.ts'
import { openSuggestions } from './open-suggestions.ts'

const day = '2022-09-30'
const problems: Statement = {
  fact: 'problems',
  value: '消防验收手续缺失',
  asOf: day,
  source: { kind: 'ledger', file: '台账.xlsx', sheet: '处遗小区', cell: 'V5' },
}
const fire = (value: boolean | null, kind: 'ledger' | 'officer', asOf = day): Statement => ({
  fact: 'fire',
  value,
  asOf,
  source: { kind, cell: 'S5' },
})

const open = (...statements: Statement[]) => openSuggestions(currentFacts([problems, ...statements]))

test('a text that names a problem suggests it, with the words and the cell it stands in', () => {
  expect(open()).toEqual([
    { fact: 'fire', value: false, phrase: '消防验收手续缺失', source: problems.source, asOf: day },
  ])
})

test('what is known to be so already is not asked again', () => {
  expect(open(fire(false, 'ledger'))).toEqual([])
})

test('a column that says otherwise does not silence the text', () => {
  expect(open(fire(true, 'ledger'))).toHaveLength(1)
})

test('a person who has spoken since has decided, also that it is not known', () => {
  expect(open(fire(true, 'officer'))).toEqual([])
  expect(open(fire(null, 'officer'))).toEqual([])
})

test('what a person said before the text was written does not decide it', () => {
  expect(open(fire(true, 'officer', '2022-01-01'))).toHaveLength(1)
})
