import type { DuesOverview } from '#contract/due-shapes.ts'
import type { Fen } from '#domain/shared/quantities.ts'

type FlowStepKey = 'assessed' | 'paid' | 'reduced' | 'deferred' | 'arrears'

/** A step of the waterfall: how much it is, and where it begins above the ground. */
export type FlowStep = { key: FlowStepKey; fen: Fen; from: Fen }

/** What became of what was due: paid, taken off, put off; what is left is to be collected. Steps begin where the last ended. */
export function flowSteps({ assessedFen, collectedFen, reducedFen, deferredFen }: DuesOverview): readonly FlowStep[] {
  const afterPaid = assessedFen - collectedFen
  const afterReduced = afterPaid - reducedFen
  const arrears = afterReduced - deferredFen
  return [
    { key: 'assessed', fen: assessedFen, from: 0 },
    { key: 'paid', fen: collectedFen, from: afterPaid },
    { key: 'reduced', fen: reducedFen, from: afterReduced },
    { key: 'deferred', fen: deferredFen, from: arrears },
    { key: 'arrears', fen: arrears, from: 0 },
  ]
}
