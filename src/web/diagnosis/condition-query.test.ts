import { expect, test } from 'vitest'
import { Condition as ConditionShape } from '#contract/packs.ts'
import type { Condition } from '#domain/diagnosis/conditions.ts'
import { baseRequirements } from '#domain/diagnosis/requirements.ts'
import { type ConditionGroup, conditionOf, queryOf } from './condition-query.ts'

const whole: readonly [string, Condition][] = [
  ['one comparison', { fact: 'fire', is: true }],
  ['a comparison with no', { fact: 'fire', is: false }],
  ['a list', { fact: 'successor', in: ['successor', 'superior'] }],
  ['a list from a parameter', { fact: 'grade', in: { param: 'grades' } }],
  ['a parameter', { fact: 'excess_land_percent', atMost: { param: 'most' } }],
  ['another fact', { fact: 'surveyed_land_m2', moreThan: { fact: 'approved_land_m2' } }],
  ['both ends', { fact: 'completed_on', between: ['2001-01-01', { param: 'last_day' }] }],
  ['several comparisons in one', { fact: 'excess_land_percent', moreThan: 3, atMost: 15 }],
  ['known', { known: 'started_on' }],
  ['a requirement that is settled', { requirement: 'planning', is: 'satisfied' }],
  ['a requirement with a way open', { requirement: 'fire', is: 'attainable' }],
  ['all of one', { all: [{ fact: 'fire', is: true }] }],
  ['any of one', { any: [{ known: 'fire' }] }],
  ['not of one', { not: { fact: 'fire', is: true } }],
  ['not of several in one', { not: { fact: 'homes', atLeast: 2, lessThan: 10 } }],
  ['not of a group', { not: { any: [{ fact: 'fire', is: true }, { known: 'planning' }] } }],
  ['not of all of one', { not: { all: [{ fact: 'fire', is: true }] } }],
  ['not of not', { not: { not: { fact: 'fire', is: true } } }],
  ['not of not of a group', { not: { not: { all: [{ fact: 'fire', is: true }, { known: 'fire' }] } } }],
  ['all of all', { all: [{ all: [{ fact: 'fire', is: true }] }] }],
  [
    'groups within groups',
    {
      any: [
        { fact: 'excess_land_m2', atMost: 0 },
        {
          all: [
            { not: { fact: 'over_quota_land', is: true } },
            { fact: 'excess_land_percent', moreThan: { param: 'least' }, atMost: { param: 'most' } },
            { not: { any: [{ requirement: 'taxes', is: 'satisfied' }, { not: { known: 'seized' } }] } },
          ],
        },
      ],
    },
  ],
]

test.each(whole)('%s comes back from the builder as it went in', (_, condition) => {
  expect(ConditionShape.parse(condition)).toEqual(condition)
  expect(JSON.stringify(conditionOf(queryOf(condition)))).toBe(JSON.stringify(condition))
})

const conditions = baseRequirements.flatMap(({ metWhen, appliesWhen }) => [
  metWhen,
  ...(appliesWhen ? [appliesWhen] : []),
])

test('every condition of the product’s own requirements comes back as it went in', () => {
  expect(conditions.length).toBeGreaterThan(25)
  expect(conditions.map((condition) => conditionOf(queryOf(condition)))).toEqual(conditions)
})

const added = (group: ConditionGroup, rule: ConditionGroup['rules'][number]): ConditionGroup => ({
  ...group,
  rules: [...group.rules, rule],
})
const fire = { field: 'fire', operator: 'is', value: true }

test('an empty builder is no condition, and neither is a group without rules', () => {
  expect(conditionOf(queryOf(undefined))).toBeUndefined()
  expect(conditionOf(added(queryOf(undefined), { combinator: 'or', rules: [] }))).toBeUndefined()
})

test('a second rule beside a single one makes both necessary', () => {
  const one = added(queryOf(undefined), fire)
  expect(conditionOf(one)).toEqual({ fact: 'fire', is: true })
  expect(conditionOf(added(one, { field: 'seized', operator: 'known', value: null }))).toEqual({
    all: [{ fact: 'fire', is: true }, { known: 'seized' }],
  })
})

test('comparisons of one fact said in one breath part when one of them is about another fact', () => {
  const range = queryOf({ fact: 'homes', atLeast: 2, atMost: 9 })
  expect(conditionOf(added(range, fire))).toEqual({
    all: [
      { fact: 'homes', atLeast: 2 },
      { fact: 'homes', atMost: 9 },
      { fact: 'fire', is: true },
    ],
  })
  expect(conditionOf({ ...range, combinator: 'or' })).toEqual({
    any: [
      { fact: 'homes', atLeast: 2 },
      { fact: 'homes', atMost: 9 },
    ],
  })
})

test('a changed operator takes the value in the form it needs', () => {
  const with_ = (operator: string, value: unknown) =>
    conditionOf({ combinator: 'and', shape: 'bare', rules: [{ field: 'homes', operator, value }] })
  expect(with_('in', 5)).toEqual({ fact: 'homes', in: [5] })
  expect(with_('between', 5)).toEqual({ fact: 'homes', between: [5, ''] })
  expect(with_('atMost', [5, 9])).toEqual({ fact: 'homes', atMost: 5 })
})
