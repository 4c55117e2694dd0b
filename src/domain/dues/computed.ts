import type { Fen } from '../shared/quantities.ts'
import type { RateSource } from './rate-tables.ts'

/** An amount with how it was found: the rule, since when it holds, where it stands, and the numbers put in. */
export type Computed = {
  fen: Fen
  rule: string
  from: string
  source: RateSource
  inputs: Readonly<Record<string, string | number>>
}

/** What must be known before an amount can be computed. Unknown is never taken for nothing. */
export type Uncomputed = {
  unknown: 'contract_day' | 'area' | 'price' | 'family_homes' | 'rate' | 'due_day' | 'storeys'
}

export const isComputed = (outcome: Computed | Uncomputed): outcome is Computed => 'fen' in outcome
