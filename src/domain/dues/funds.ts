import type { Fen } from '../shared/quantities.ts'
import type { DueKind } from './kinds.ts'

/** What a special fund buys. */
export const fundPurchases = ['survey', 'appraisal', 'other'] as const
export type FundPurchase = (typeof fundPurchases)[number]

/** Kinds of dues the government owes for what it bought, which a fund may settle. */
export const fundedDueKinds = ['survey', 'appraisal'] as const satisfies readonly DueKind[]

/** How what is spent settles the dues linked, in their order, each as far as it goes; the rest settles none. */
export function settle(
  fen: Fen,
  dues: readonly { id: string; owedFen: Fen }[],
): readonly { dueId: string; fen: Fen }[] {
  let left = fen
  return dues.flatMap(({ id, owedFen }) => {
    const part = Math.min(left, owedFen)
    left -= part
    return part > 0 ? [{ dueId: id, fen: part }] : []
  })
}
