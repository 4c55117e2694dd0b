import { catalogue } from './catalogue.ts'
import type { FactSource, Statement } from './diagnosis.ts'
import type { FactValue } from './values.ts'

/** What is held of a fact now, with every source that still counts. Contradicted facts have no value. */
export type CurrentFact = { value: FactValue | null; isContradicted: boolean; statements: readonly Statement[] }
export type CurrentFacts = ReadonlyMap<string, CurrentFact>

/**
 * What is held of each fact, from all that was ever stated, in the order it was recorded. Of one source the latest
 * statement counts; of several the one as of the latest day; two as of the same day that disagree contradict each
 * other, and then the fact is not known. What the records themselves say yields to any source that knows.
 */
export function currentFacts(statements: readonly Statement[]): CurrentFacts {
  const byFact = new Map<string, Statement[]>()
  for (const statement of statements) {
    const known = byFact.get(statement.fact)
    if (known) known.push(statement)
    else byFact.set(statement.fact, [statement])
  }
  const current = new Map<string, CurrentFact>()
  for (const [fact, said] of byFact) current.set(fact, freeTexts.has(fact) ? latestText(said) : settle(said))
  return current
}

/** Two ledgers word the same thing differently: free texts do not contradict, the latest is held. */
const freeTexts = new Set(catalogue.filter((fact) => fact.type === 'text' && !fact.exact).map(({ id }) => id))

function latestText(said: readonly Statement[]): CurrentFact {
  const latest = latestOfEachSource(said)
  const known = latest.filter(({ value }) => value !== null)
  const last = known.reduce<Statement | undefined>(
    (held, one) => (held && held.asOf > one.asOf ? held : one),
    undefined,
  )
  return { value: last?.value ?? null, isContradicted: false, statements: latest }
}

function settle(said: readonly Statement[]): CurrentFact {
  const [only] = said
  if (said.length === 1 && only) return { value: only.value, isContradicted: false, statements: said }
  const latest = latestOfEachSource(said)
  const [records, stated] = [latest.filter(isRecord), latest.filter((statement) => !isRecord(statement))]
  const counting = stated.some(({ value }) => value !== null) || records.length === 0 ? stated : records
  const day = counting.reduce((last, { asOf }) => (asOf > last ? asOf : last), '')
  const values = new Set(counting.filter(({ asOf, value }) => asOf === day && value !== null).map(({ value }) => value))
  const [value = null] = values
  return { value: values.size === 1 ? value : null, isContradicted: values.size > 1, statements: latest }
}

function latestOfEachSource(said: readonly Statement[]): Statement[] {
  const bySource = new Map<string, Statement>()
  for (const statement of said) {
    const key = sourceKey(statement.source)
    const known = bySource.get(key)
    if (!known || statement.asOf >= known.asOf) bySource.set(key, statement)
  }
  return [...bySource.values()]
}

const isRecord = ({ source: { kind } }: Statement) => kind === 'record' || kind === 'derived'

/** Two columns of one sheet are two sources, and two papers are; a correction by the office replaces the office's own word. */
function sourceKey({ kind, file, sheet, cell }: FactSource): string {
  if (kind === 'ledger') return `ledger ${file ?? ''} ${sheet ?? ''} ${columnOf(cell)}`
  return kind === 'document' ? `document ${file ?? ''} ${sheet ?? ''} ${cell ?? ''}` : kind
}

const columnOf = (cell: string | null | undefined) => cell?.replace(/\d+$/, '') ?? ''
