import { describe, expect, test } from 'vitest'
import { isCarried, type SignRule, type Stance } from './carried.ts'

const given = (stances: readonly (Stance | null)[]) =>
  stances.flatMap((stance, at) => (stance === null ? [] : [{ organisationId: `unit-${at}`, stance }]))
const carried = (rule: SignRule, ...stances: (Stance | null)[]) =>
  isCarried(
    rule,
    stances.map((_, at) => `unit-${at}`),
    given(stances),
  )

describe('会签: every unit present signs', () => {
  test.each<[boolean, (Stance | null)[]]>([
    [true, ['agree']],
    [true, ['agree', 'agree']],
    [true, ['agree', 'abstain']],
    [false, ['agree', 'disagree']],
    [false, ['agree', null]],
    [false, ['abstain', 'abstain']],
    [false, ['disagree', 'abstain']],
    [false, [null, null]],
    [false, []],
  ])('%s: %j', (expected, stances) => {
    expect(carried('all', ...stances)).toBe(expected)
  })
})

describe('或签: one unit present signs', () => {
  test.each<[boolean, (Stance | null)[]]>([
    [true, ['agree', null]],
    [true, ['agree', 'disagree']],
    [false, ['abstain', 'disagree']],
    [false, [null]],
    [false, []],
  ])('%s: %j', (expected, stances) => {
    expect(carried('any', ...stances)).toBe(expected)
  })
})

test('what a unit wrote that is not present neither carries nor stops an item', () => {
  const absent = { organisationId: 'absent', stance: 'agree' } as const
  expect(isCarried('any', ['unit-0'], [absent])).toBe(false)
  expect(isCarried('all', ['unit-0'], [...given(['agree']), { ...absent, stance: 'disagree' }])).toBe(true)
})
