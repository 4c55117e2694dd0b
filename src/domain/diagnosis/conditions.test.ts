import { expect, test } from 'vitest'
import { type Condition, factsIn, operandsOf, requirementsIn } from './conditions.ts'

const deep: Condition = {
  all: [
    {
      any: [{ fact: 'hull', is: true }, { not: { fact: 'length', atMost: { fact: 'beam' }, atLeast: { param: 'p' } } }],
    },
    { known: 'sail' },
    { requirement: 'mast', is: 'satisfied' },
    { not: { any: [{ requirement: 'paid', is: 'attainable' }] } },
    { fact: 'built', between: [{ fact: 'laid' }, '2013'] },
  ],
}

test('every fact a condition looks at, however deep, and those it is held against', () => {
  expect(factsIn(deep)).toEqual(['hull', 'length', 'beam', 'sail', 'built', 'laid'])
})

test('every requirement whose state it asks for', () => {
  expect(requirementsIn(deep)).toEqual(['mast', 'paid'])
  expect(requirementsIn({ fact: 'hull', is: true })).toEqual([])
})

test('the operands of one comparison: none, one, or those of a list', () => {
  expect(operandsOf({ fact: 'hull', is: true }, 'in')).toEqual([])
  expect(operandsOf({ fact: 'hull', is: false }, 'is')).toEqual([false])
  expect(operandsOf({ fact: 'wood', in: ['oak', 'pine'] }, 'in')).toEqual(['oak', 'pine'])
  expect(operandsOf({ fact: 'wood', in: { param: 'p' } }, 'in')).toEqual([{ param: 'p' }])
  expect(operandsOf({ fact: 'length', between: [1, 2] }, 'between')).toEqual([1, 2])
})
