import { expect, test } from 'vitest'
import { weightsIn } from './weights.ts'

test('an address names the weights it has', () => {
  expect(weightsIn({ size: '0.5', ease: '1', view: 'ranking' })).toEqual({ size: 0.5, ease: 1 })
})

test('what is no share is not a weight: the campaign keeps its own', () => {
  expect(weightsIn({ size: '', ease: 'many', nearness: '1.01' })).toEqual({})
  expect(weightsIn({ size: '-0.1', ease: undefined, nearness: '0' })).toEqual({ nearness: 0 })
})
