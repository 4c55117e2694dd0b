import { expect, test } from 'vitest'
import { harbour, stated } from '../../../test/diagnosis/made-pack.ts'
import { valuesOf } from './fact-values.ts'
import type { Derivation, FactDefinition } from './packs.ts'
import { createRulebook } from './rulebook.ts'
import { daysMeant, type FactKind, type FactValue, fits } from './values.ts'

const wood: FactKind = { type: 'choice', choices: { oak: '橡' } }

test.each<[FactKind, unknown, boolean]>([
  [{ type: 'boolean' }, true, true],
  [{ type: 'boolean' }, 'true', false],
  [{ type: 'number', unit: 'm' }, 0, true],
  [{ type: 'number', unit: 'm' }, '0', false],
  [{ type: 'number', unit: 'm' }, Number.NaN, false],
  [{ type: 'number', unit: 'm' }, Number.POSITIVE_INFINITY, false],
  [{ type: 'date' }, '2013', true],
  [{ type: 'date' }, '2013-12', true],
  [{ type: 'date' }, '2013-13', false],
  [{ type: 'date' }, '2012-02-29', true],
  [{ type: 'date' }, '2013-02-29', false],
  [{ type: 'date' }, '2013-2-1', false],
  [{ type: 'date' }, '去年', false],
  [{ type: 'date' }, 'x2013', false],
  [{ type: 'date' }, '2013x', false],
  [{ type: 'date' }, 2013, false],
  [wood, 'oak', true],
  [wood, 'teak', false],
  [wood, 'toString', false],
  [wood, 1, false],
  [{ type: 'text' }, '', true],
  [{ type: 'text' }, 1, false],
])('%o may be %o: %s', (kind, value, may) => {
  expect(fits(kind, value)).toBe(may)
})

test.each([
  ['2013', '2013-01-01', '2013-12-31'],
  ['2012-02', '2012-02-01', '2012-02-29'],
  ['2013-06-30', '2013-06-30', '2013-06-30'],
])('%s means %s to %s', (word, first, last) => {
  expect(daysMeant(word)).toEqual([first, last])
})

const number = (id: string, derived?: Derivation): FactDefinition => ({
  id,
  title: id,
  type: 'number',
  unit: 'm',
  ...(derived && { derived }),
})

test.each<[Derivation, Record<string, FactValue>, number | undefined]>([
  [{ difference: ['a', 'b'] }, { a: 5, b: 3 }, 2],
  [{ difference: ['a', 'b'] }, { a: 1.1, b: 1 }, 0.1],
  [{ difference: ['a', 'b'] }, { a: 5 }, undefined],
  [{ percentOf: ['a', 'b'] }, { a: 2, b: 3 }, 66.666667],
  [{ percentOf: ['a', 'b'] }, { a: 2, b: 0 }, undefined],
  [{ percentOf: ['a', 'b'] }, { b: 3 }, undefined],
  [{ sum: ['a', 'b', 'c'] }, { a: 1, b: 2, c: 3 }, 6],
  [{ sum: ['a'] }, { a: 4 }, 4],
  [{ sum: ['a', 'b'] }, { a: 4 }, undefined],
])('computed: %o of %o is %s', (derived, facts, expected) => {
  const pack = harbour([], [], {
    facts: [number('a'), number('b'), number('c'), number('x', derived)],
  })
  const rulebook = createRulebook([pack], { region: '141128', on: '2022-06-01' })
  const heldOf = (fact: string, instead?: { fact: string; value: FactValue }) =>
    valuesOf(rulebook, stated(facts), instead)[rulebook.placeOf.get(fact) ?? -1]

  expect(heldOf('x')).toBe(expected)
  expect(heldOf('x', { fact: 'x', value: 9 })).toBe(9)
  expect(heldOf('unknown_fact')).toBe(undefined)
})

test('what is computed follows what is supposed of its parts', () => {
  const pack = harbour([], [], { facts: [number('a'), number('b'), number('x', { difference: ['a', 'b'] })] })
  const rulebook = createRulebook([pack], { region: '141128', on: '2022-06-01' })
  const values = valuesOf(rulebook, stated({ b: 1 }), { fact: 'a', value: 5 })

  expect(values[rulebook.placeOf.get('x') ?? -1]).toBe(4)
})
