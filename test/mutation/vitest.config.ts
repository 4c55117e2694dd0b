import { defineConfig } from 'vitest/config'

/** The tests of the diagnosis rules alone: no database. The slow checker and the shipped packs are left out: they would run for every mutant. */
export default defineConfig({
  test: {
    include: ['src/domain/diagnosis/*.test.ts'],
    exclude: ['brute-force', 'luliang', 'local-packs'].map((name) => `src/domain/diagnosis/${name}.test.ts`),
  },
})
