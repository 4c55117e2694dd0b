import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DuesOverview } from '#contract/due-shapes.ts'
import { flowSteps } from './flow-steps.ts'

test('each step of the waterfall hangs from where the one before ended, down to what is left', () => {
  const part = fc.nat(10 ** 12)
  fc.assert(
    fc.property(part, part, part, part, (collectedFen, reducedFen, deferredFen, rest) => {
      const assessedFen = collectedFen + reducedFen + deferredFen + rest
      const money = { assessedFen, collectedFen, reducedFen, deferredFen } as DuesOverview // the parts a waterfall is made of
      const [assessed, ...down] = flowSteps(money)
      const arrears = down.at(-1)
      let top = assessed?.fen ?? 0
      for (const { fen, from } of down.slice(0, -1)) {
        expect(from + fen).toBe(top)
        top = from
      }
      expect(arrears).toEqual({ key: 'arrears', fen: rest, from: 0 })
      expect(top).toBe(rest)
    }),
  )
})
