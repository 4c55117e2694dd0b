import type { SelectionResult } from '#contract/restrictions.ts'

/** What an act on a selection came to, home by home, until it is cleared or another act follows. */
export type Outcome = ReadonlyMap<string, { ok: boolean; words: string | null }>

export const noOutcome: Outcome = new Map()

/** The outcome of the homes an act was meant for: what was not refused is done. */
export function outcomeOf(homes: readonly { id: string }[], { refused }: SelectionResult): Outcome {
  const why = new Map(refused.map(({ unitId, words }) => [unitId, words]))
  return new Map(homes.map(({ id }) => [id, { ok: !why.has(id), words: why.get(id) ?? null }]))
}
