import type { FactSource } from './diagnosis.ts'
import type { Basis } from './packs.ts'

/** One plain sentence of an explanation, with the fact and source or the rule and basis it rests on. */
export type ExplanationNode = {
  sentence: string
  tone: 'ok' | 'todo' | 'unknown' | 'stop' | 'plain'
  fact?: string | undefined
  source?: FactSource | undefined
  rule?: string | undefined
  basis?: Basis | undefined
  children: ExplanationNode[]
}
