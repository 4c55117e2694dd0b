import { Tag } from 'antd'
import type { Application } from '#contract/registrations.ts'
import { gates as gatesInOrder } from '#domain/registrations/gates.ts'
import { useText } from '../platform/text.ts'
import { gateColours } from './application-marks.tsx'
import { applicationWords } from './application-messages.ts'
import { registrationWords } from './messages.ts'

type Gate = Omit<Application['gates'][number], 'decidedBy'>

/** The gates side by side: who passed each, when, on which receipt or basis. */
export function ApplicationGates({ application }: { application: { gates: readonly Gate[] } }) {
  const text = useText(applicationWords)
  const words = useText(registrationWords)
  const ordered = application.gates.toSorted(
    (one, other) => gatesInOrder.indexOf(one.gate) - gatesInOrder.indexOf(other.gate),
  )
  return (
    <ul className="gate-cards">
      {ordered.map(({ gate, state, decidedOn, deciderName, evidence, basis }) => (
        <li key={gate} className={`gate-card gate-${state}`}>
          <strong>{words.gate[gate]}</strong>
          <Tag color={gateColours[state]} style={{ marginInlineEnd: 0 }}>
            {words.gateStates[state]}
          </Tag>
          {decidedOn && <span>{text.decided(deciderName ?? '', decidedOn)}</span>}
          {evidence && <span>{text.evidence(evidence)}</span>}
          {basis && <span>{text.basis(basis)}</span>}
        </li>
      ))}
    </ul>
  )
}
