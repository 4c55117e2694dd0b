import { Tag } from 'antd'
import type { Application } from '#contract/registrations.ts'
import { useText } from '../platform/text.ts'
import { gateColours, inOrder } from './application-marks.tsx'
import { applicationWords } from './application-messages.ts'
import { registrationWords } from './messages.ts'
import { ReopenGate } from './ReopenGate.tsx'

type Gate = Omit<Application['gates'][number], 'decidedBy'>

type Gated = Pick<Application, 'id' | 'countyCode' | 'state'> & { gates: readonly Gate[] }

const underWay: readonly string[] = ['accepted', 'correcting']

/** The gates side by side: who passed each, when, on which receipt or basis. */
export function ApplicationGates({ application }: { application: Gated }) {
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
          {state !== 'open' && underWay.includes(application.state) && (
            <ReopenGate application={application} gate={gate} />
          )}
        </li>
      ))}
    </ul>
  )
}
