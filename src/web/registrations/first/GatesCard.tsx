import { Card, Tag } from 'antd'
import { useText } from '../../platform/text.ts'
import type { FirstProps } from './first-props.ts'
import { firstPageWords, firstWords } from './messages.ts'

const colours = { open: 'gold', passed: 'green', not_needed: 'default', deferred: 'blue' } as const

/** The gates side by side: which is open, who passed which, on what. */
export function GatesCard({ first: { gates } }: FirstProps) {
  const text = useText(firstPageWords)
  const words = useText(firstWords)
  return (
    <Card size="small" title={text.gates}>
      <div className="first-gates">
        {gates.map(({ gate, state, decider, decidedOn, evidence, basis }) => (
          <div key={gate} className="first-gate">
            <b>{words.gate[gate]}</b> <Tag color={colours[state]}>{words.gateState[state]}</Tag>
            {decidedOn && <div className="quiet">{text.by(decider ?? '', decidedOn)}</div>}
            {evidence && <div className="quiet">{evidence}</div>}
            {basis && <div className="quiet">{basis}</div>}
          </div>
        ))}
      </div>
    </Card>
  )
}
