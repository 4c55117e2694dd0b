import { expect, test } from 'vitest'
import { wrapWords } from './wrap-words.ts'

test('Chinese breaks after any sign, English between words', () => {
  expect(wrapWords('自然资源局出具规划认定意见', 8, 2)).toEqual(['自然资源局出具规', '划认定意见'])
  expect(wrapWords('Issue the planning opinion', 8, 3)).toEqual(['Issue the', 'planning', 'opinion'])
})

test('what fits stays on one line', () => {
  expect(wrapWords('实测', 8, 2)).toEqual(['实测'])
  expect(wrapWords('', 8, 2)).toEqual([''])
})

test('what does not fit the last line ends in a mark', () => {
  expect(wrapWords('超批准占地面积较小的由自然资源局书面认定', 8, 2)).toEqual(['超批准占地面积较', '小的由自然资源…'])
})
