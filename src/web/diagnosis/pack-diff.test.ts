import { expect, test } from 'vitest'
import type { Pack, Rule } from '#domain/diagnosis/packs.ts'
import { packDiff } from './pack-diff.ts'

const rule: Rule = {
  id: 'small-excess',
  title: '超占较小',
  basis: { document: '某办法', number: null, level: 'county', article: '第三条', verified: false },
  validFrom: '2023-01-01',
  answers: ['land_area'],
  when: { fact: 'excess_land_percent', atMost: { param: 'most' } },
  effect: { kind: 'substitute' },
  parameters: { most: { title: '上限', type: 'number', unit: 'percent', value: 3 } },
  steps: [{ id: 'notice', title: '公示', unit: 'natural_resources', workingDays: 5 }],
}
const pack: Pack = { format: 'qingling-pack/1', id: 'made', title: '某县办法', region: '141199', rules: [rule] }
const withRule = (changes: Partial<Rule>): Pack => ({ ...pack, rules: [{ ...rule, ...changes }] })

test('a version does not differ from itself, however its fields are ordered', () => {
  const reordered = withRule({ when: { fact: 'excess_land_percent', atMost: { param: 'most' } } })
  expect(packDiff(pack, structuredClone(reordered))).toEqual([])
  expect(packDiff(pack, withRule({ validTo: null }))).toEqual([])
})

test('a changed parameter is one change, with both values', () => {
  const after = withRule({ parameters: { most: { title: '上限', type: 'number', unit: 'percent', value: 15 } } })
  expect(packDiff(pack, after)).toEqual([
    { part: 'parameter', rule: 'small-excess', id: 'most', field: 'value', before: 3, after: 15 },
  ])
})

test('a condition, a basis and a step change each at their field', () => {
  const after = withRule({
    when: { fact: 'excess_land_percent', lessThan: 3 },
    basis: { ...rule.basis, verified: true },
    steps: [{ id: 'notice', title: '公示', unit: 'natural_resources', workingDays: 30 }],
  })
  expect(packDiff(pack, after).map(({ part, id, field }) => [part, id, field])).toEqual([
    ['rule', null, 'when'],
    ['rule', null, 'verified'],
    ['step', 'notice', 'workingDays'],
  ])
})

test('rules, steps and facts that come or go are named whole', () => {
  const second = { ...rule, id: 'second' }
  expect(packDiff(pack, { ...pack, rules: [rule, second] })).toMatchObject([
    { part: 'rule', rule: 'second', field: null, before: undefined, after: { id: 'second' } },
  ])
  expect(packDiff(pack, { ...pack, rules: [] })).toMatchObject([
    { part: 'rule', rule: 'small-excess', field: null, before: { id: 'small-excess' }, after: undefined },
  ])
  expect(packDiff(pack, withRule({ steps: [] }))).toMatchObject([{ part: 'step', id: 'notice', after: undefined }])
  const facts = [{ id: 'consent', title: '同意', type: 'boolean' as const }]
  expect(packDiff(pack, { ...pack, facts })).toMatchObject([{ part: 'fact', id: 'consent', before: undefined }])
})

test('two rules of one id, valid one after the other, are held against each other in their order', () => {
  const two = {
    ...pack,
    rules: [
      { ...rule, validTo: '2023-12-31' },
      { ...rule, validFrom: '2024-01-01' },
    ],
  }
  const later = { ...two, rules: [two.rules[0] as Rule, { ...rule, validFrom: '2024-07-01' }] } // there are two
  expect(packDiff(two, later)).toEqual([
    { part: 'rule', rule: 'small-excess', id: null, field: 'validFrom', before: '2024-01-01', after: '2024-07-01' },
  ])
})
