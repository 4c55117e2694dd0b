import { Card } from 'antd'
import type { EstateDiagnosis } from '#contract/diagnosis.ts'
import type { ExplanationNode } from '#domain/diagnosis/explain.ts'
import { useText } from '../platform/text.ts'
import { BasisWords } from './BasisWords.tsx'
import { rulesIn } from './explanation.ts'
import { diagnosisWords } from './messages.ts'
import type { Names } from './names.ts'

/** What is dealt with by law, and whether the owners must wait for it. */
export function Enforcement({ estate, names }: { estate: EstateDiagnosis; names: Names }) {
  const text = useText(diagnosisWords)
  const { enforcement } = estate.diagnosis
  if (enforcement.length === 0) return null
  const rules = rulesIn(estate.explanation)
  return (
    <Card size="small" title={text.lawDealt}>
      <ul className="plain-list">
        {enforcement.map(({ rule, state, blocks, unknownFacts }) => (
          <li key={rule}>
            <RuleWords node={rules.get(rule)} isStop={state === 'active' && blocks} />
            <div className="quiet">
              {state === 'unknown' ? text.mayBeEnforced : blocks ? text.blocks : text.beside}
              {unknownFacts.length > 0 && ` · ${text.toEstablish}: ${unknownFacts.map(names.fact).join(', ')}`}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function RuleWords({ node, isStop }: { node: ExplanationNode | undefined; isStop: boolean }) {
  if (!node) return null
  return (
    <>
      <span className={isStop ? 'tone-stop' : ''}>{node.sentence}</span>
      {node.basis && (
        <div className="quiet">
          <BasisWords basis={node.basis} />
        </div>
      )}
    </>
  )
}
