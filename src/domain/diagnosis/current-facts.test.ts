import { expect, test } from 'vitest'
import { currentFacts } from './current-facts.ts'
import type { FactSource, Statement } from './diagnosis.ts'
import type { FactValue } from './values.ts'

const said = (value: FactValue | null, asOf: string, source: FactSource = { kind: 'officer' }): Statement => ({
  fact: 'fire',
  value,
  asOf,
  source,
})
const cell = (sheet: string, at: string): FactSource => ({ kind: 'ledger', file: '台账.xlsx', sheet, cell: at })
const now = (...statements: Statement[]) => {
  const fact = currentFacts(statements).get('fire')
  return [fact?.value, fact?.isContradicted, fact?.statements.length]
}

test('one statement is what is held', () => {
  expect(now(said(true, '2022-01-01'))).toEqual([true, false, 1])
  expect(now(said(null, '2022-01-01'))).toEqual([null, false, 1])
})

test('nothing stated, nothing held', () => {
  expect(currentFacts([]).size).toBe(0)
})

test('of several sources the latest day counts', () => {
  expect(now(said(true, '2022-01-02'), said(false, '2022-01-01', { kind: 'visit' }))).toEqual([true, false, 2])
  expect(now(said(true, '2022-01-01'), said(false, '2022-01-02', { kind: 'visit' }))).toEqual([false, false, 2])
})

test('two sources of one day that disagree contradict each other; agreeing they do not', () => {
  expect(now(said(true, '2022-01-01'), said(false, '2022-01-01', { kind: 'visit' }))).toEqual([null, true, 2])
  expect(now(said(true, '2022-01-01'), said(true, '2022-01-01', { kind: 'visit' }))).toEqual([true, false, 2])
})

test('a source corrects itself: its last word counts', () => {
  expect(now(said(true, '2022-01-01'), said(false, '2022-01-01'))).toEqual([false, false, 1])
  expect(now(said(false, '2022-02-01'), said(true, '2022-01-01'))).toEqual([false, false, 1])
})

test('an old contradiction is settled by a later word', () => {
  const day = '2022-01-01'
  expect(
    now(said(true, day), said(false, day, { kind: 'visit' }), said(false, '2022-01-02', { kind: 'document' })),
  ).toEqual([false, false, 3])
})

test('two columns of a sheet are two sources, two rows of one column are one', () => {
  expect(now(said(true, '2022-01-01', cell('表', 'C5')), said(false, '2022-01-01', cell('表', 'D5')))).toEqual([
    null,
    true,
    2,
  ])
  expect(now(said(true, '2022-01-01', cell('表', 'C5')), said(false, '2022-01-01', cell('表', 'C6')))).toEqual([
    false,
    false,
    1,
  ])
  expect(now(said(true, '2022-01-01', cell('甲', 'C5')), said(false, '2022-01-01', cell('乙', 'C5')))).toEqual([
    null,
    true,
    2,
  ])
})

test('established as not known takes back what was known before, and yields to what is known that day', () => {
  expect(now(said(true, '2022-01-01', { kind: 'visit' }), said(null, '2022-01-02'))).toEqual([null, false, 2])
  expect(now(said(true, '2022-01-01', { kind: 'visit' }), said(null, '2022-01-01'))).toEqual([true, false, 2])
})

test('what the records say yields to any source that knows, whatever the day', () => {
  expect(now(said(false, '2022-09-30', { kind: 'record' }), said(true, '2022-01-01'))).toEqual([true, false, 2])
  expect(now(said(true, '2022-01-01'), said(false, '2022-09-30', { kind: 'record' }))).toEqual([true, false, 2])
  expect(now(said(false, '2022-09-30', { kind: 'record' }), said(null, '2022-10-01'))).toEqual([false, false, 2])
})

test('two papers are two sources, one paper read again is one', () => {
  const paper = (file: string): FactSource => ({ kind: 'document', file })
  const day = '2022-01-01'
  expect(now(said(true, day, paper('甲.pdf')), said(false, day, paper('乙.pdf')))).toEqual([null, true, 2])
  expect(now(said(true, day, paper('甲.pdf')), said(false, day, paper('甲.pdf')))).toEqual([false, false, 1])
})

test('free texts of two ledgers do not contradict each other: the latest is held', () => {
  const text = (value: string, asOf: string, sheet: string): Statement => ({
    fact: 'problems',
    value,
    asOf,
    source: cell(sheet, 'C5'),
  })
  const held = currentFacts([text('缺消防', '2022-02-01', '甲'), text('消防未办', '2022-01-01', '乙')]).get('problems')

  expect(held).toMatchObject({ value: '缺消防', isContradicted: false })
  expect(held?.statements).toHaveLength(2)
})

test('two papers are two sources, the same paper again is one', () => {
  const paper = (file: string): FactSource => ({ kind: 'document', file, sheet: null, cell: null })

  expect(now(said(true, '2022-01-01', paper('甲.pdf')), said(false, '2022-01-01', paper('乙.pdf')))).toEqual([
    null,
    true,
    2,
  ])
  expect(now(said(true, '2022-01-01', paper('甲.pdf')), said(false, '2022-01-01', paper('甲.pdf')))).toEqual([
    false,
    false,
    1,
  ])
  expect(now(said(true, '2022-01-01', { kind: 'document' }), said(false, '2022-01-01', { kind: 'document' }))).toEqual([
    false,
    false,
    1,
  ])
})

test('a ledger without a cell is one source, and a source that says nothing new keeps its word', () => {
  expect(now(said(true, '2022-01-01', { kind: 'ledger' }), said(false, '2022-01-01', { kind: 'ledger' }))).toEqual([
    false,
    false,
    1,
  ])
  expect(now(said(true, '2022-01-01', { kind: 'visit' }), said(null, '2021-01-01', { kind: 'visit' }))).toEqual([
    true,
    false,
    1,
  ])
})

test('of two records the later day counts', () => {
  const record = (value: boolean, asOf: string, file: string) => said(value, asOf, { kind: 'record', file })

  expect(now(record(true, '2022-01-02', 'a'), record(false, '2022-01-03', 'b'))).toEqual([false, false, 1])
})
