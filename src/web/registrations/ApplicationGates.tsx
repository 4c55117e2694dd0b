import { Tag } from 'antd'
import type { Application } from '#contract/registrations.ts'
import { useText } from '../platform/text.ts'
import { gateColours, inOrder } from './application-marks.tsx'
import { applicationWords } from './application-messages.ts'
import { registrationWords } from './messages.ts'

type Gate = Omit<Application['gates'][number], 'decidedBy'>

/** The gates side by side: who passed each, when, on which receipt or basis. */
export function ApplicationGates({ application }: { application: { gates: readonly Gate[] } }) {
  const text = useText(applicationWords)
  const words = useText(registrationWords)
  return (
    <ul className="gate-cards">
      {inOrder(application.gates).map(({ gate, state, decidedOn, deciderName, evidence, basis }) => (
        <li key={gate} className={`gate-card gate-${state}`}>
          <strong>{words.gate[gate]}</strong>
          <Tag color={gateColours[state]} style={{ marginInlineEnd: 0 }}>
            {words.gateStates[state]}
          </Tag>
          {decidedOn && <span>{deciderName}</span>}
          {decidedOn && <span>{decidedOn}</span>}
          {evidence && <span>{text.evidence(evidence)}</span>}
          {basis && <span>{text.basis(basis)}</span>}
        </li>
      ))}
    </ul>
  )
}
