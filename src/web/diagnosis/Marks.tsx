import type { ReactNode } from 'react'
import type { RequirementStatus, Verdict } from '#domain/diagnosis/diagnosis.ts'
import { statusWords, verdictWords } from '#domain/diagnosis/explain-words.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'
import './diagnosis.css'

const symbols = {
  met: '✓',
  substituted: '≈',
  deferred: '»',
  separated: '∥',
  waived: '○',
  not_applicable: '–',
  missing: '✕',
  unknown: '?',
} as const satisfies Record<RequirementStatus, string>

/** The colour of a verdict or status; never the only sign of it. */
export type Tone = 'green' | 'blue' | 'yellow' | 'red' | 'violet' | 'grey'

export const verdictTones = {
  can_do: 'green',
  can_solve: 'yellow',
  by_law: 'red',
  consult: 'violet',
} as const satisfies Record<Verdict, Tone>

const statusTones = {
  met: 'green',
  substituted: 'green',
  deferred: 'blue',
  separated: 'blue',
  waived: 'green',
  not_applicable: 'grey',
  missing: 'yellow',
  unknown: 'grey',
} as const satisfies Record<RequirementStatus, Tone>

/** How a requirement stands: symbol, letter and colour. Red where it is missing and nothing opens a way. */
export function StatusMark({ status, hasWay }: { status: RequirementStatus; hasWay: boolean }) {
  const text = useText(diagnosisWords)
  const words = useText(statusWords)
  const tone = status === 'missing' && !hasWay ? 'red' : statusTones[status]
  return (
    <span className={`mark mark-${tone}`} role="img" aria-label={words[status]}>
      {symbols[status]} {text.statusMark[status]}
    </span>
  )
}

/** A verdict in few words, with its symbol. */
export function VerdictMark({ verdict, settled }: { verdict: Verdict; settled: boolean }): ReactNode {
  const text = useText(diagnosisWords)
  const words = useText(verdictWords)
  return (
    <span className={`mark mark-${verdictTones[verdict]}`} title={words[verdict]}>
      {text.verdictSymbol[verdict]} {text.verdictShort[verdict]}
      {settled ? '' : ' ?'}
    </span>
  )
}
