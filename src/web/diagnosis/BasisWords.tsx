import type { Basis } from '#domain/diagnosis/packs.ts'
import { useText } from '../platform/text.ts'
import { diagnosisWords } from './messages.ts'

/** Document, number and article a rule or requirement rests on, marked where nobody has held it against the text. */
export function BasisWords({ basis }: { basis: Basis }) {
  const text = useText(diagnosisWords)
  return (
    <span>
      {[basis.document, basis.number, basis.article].filter(Boolean).join(' · ')}
      {!basis.verified && <span className="unverified">{text.unverified}</span>}
    </span>
  )
}
