import { expect, test } from 'vitest'
import { z } from 'zod'
import { madeKey } from './made-key.ts'

test('keys are random UUIDs, each its own', () => {
  const keys = Array.from({ length: 500 }, madeKey)
  expect(z.array(z.uuidv4()).parse(keys)).toEqual(keys)
  expect(new Set(keys).size).toBe(500)
})
