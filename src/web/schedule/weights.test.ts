import { expect, test } from 'vitest'
import { weightsOf } from './weights.ts'

test('weights come from the address; what it leaves out or names badly weighs one', () => {
  expect(weightsOf({})).toEqual({ size: 1, ease: 1, nearness: 1 })
  expect(weightsOf({ size: '0', ease: '2.5', nearness: '5' })).toEqual({ size: 0, ease: 2.5, nearness: 5 })
  expect(weightsOf({ size: '-1', ease: 'much', nearness: ' ' })).toEqual({ size: 1, ease: 1, nearness: 1 })
})
