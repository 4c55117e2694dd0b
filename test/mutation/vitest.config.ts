import { defineConfig } from 'vitest/config'

/** The tests of the diagnosis rules alone: no database. The slow checker is left out: it would run once per mutant. */
export default defineConfig({
  test: {
    include: ['src/domain/diagnosis/*.test.ts'],
    exclude: ['src/domain/diagnosis/brute-force.test.ts'],
  },
})
