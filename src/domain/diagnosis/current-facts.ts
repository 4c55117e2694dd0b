import type { Statement } from './diagnosis.ts'
import type { FactValue } from './values.ts'

/** What is held of a fact now, with every source that still counts. Contradicted facts have no value. */
export type CurrentFact = { value: FactValue | null; isContradicted: boolean; statements: readonly Statement[] }
export type CurrentFacts = ReadonlyMap<string, CurrentFact>
