import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Card, Tag } from 'antd'
import { useState } from 'react'
import { type MassMessage, type MessageLine, messagesEndpoints } from '#contract/messages.ts'
import { type MessageState, messageStates } from '#domain/outreach/messages/states.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import '../outreach.css'
import { MassActs } from './MassActs.tsx'
import { MassPreviewView } from './MassPreviewView.tsx'
import { textWords } from './messages.ts'

/** One message to many: what it says, whom it reaches, and what became of each. */
export function MassMessagePage() {
  const params = useParams({ from: '/signed-in/shell/counties/$county/mass-messages/$massMessage' })
  const mass = useQuery({
    ...endpointQuery(messagesEndpoints.getMassMessage, { params }),
    // what is under way is looked at again, until nothing is
    refetchInterval: ({ state }) => (state.data && underWay(state.data) > 0 ? 3000 : false),
  })
  return <Reading query={mass}>{(found) => <MassView mass={found} />}</Reading>
}

const underWay = ({ standing, nextAt }: MassMessage) => (nextAt === null ? 0 : standing.waiting) + standing.sending

function MassView({ mass }: { mass: MassMessage }) {
  const text = useText(textWords)
  const mayArrange = useMay('outreach.arrange', mass.countyCode)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{mass.title}</h1>
        <Tag color={mass.state === 'sent' ? 'success' : 'default'}>{text.states[mass.state]}</Tag>
        {mayArrange && <MassActs mass={mass} />}
      </div>
      <p className="outreach-about">
        {[
          `${text.drafted} ${mass.drafterName} ${mass.draftedOn}`,
          mass.senderName && `${text.sender} ${mass.senderName} ${mass.sentOn}`,
          mass.stoppedOn && `${text.stopped} ${mass.stoppedOn}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="outreach-stack">
        <Card size="small" title={text.content}>
          {mass.template}
        </Card>
        {mass.state === 'draft' && mayArrange && (
          <MassPreviewView county={mass.countyCode} template={mass.template} segment={mass.segment} />
        )}
        {mass.recipients !== null && <Standing mass={mass} />}
        {mass.recipients !== null && mayArrange && <Texts mass={mass} />}
      </div>
    </div>
  )
}

function Standing({ mass: { standing, nextAt } }: { mass: MassMessage }) {
  const text = useText(textWords)
  const isLater = nextAt !== null && nextAt > new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 16) // the office's own time
  return (
    <Card size="small" title={text.result} extra={isLater && text.nextAt(nextAt.replace('T', ' '))}>
      <dl className="outreach-sums">
        {messageStates.map((state) => (
          <div key={state}>
            <dt>{text.standing[state]}</dt>
            <dd>{count(standing[state])}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function Texts({ mass }: { mass: MassMessage }) {
  const text = useText(textWords)
  const navigate = useNavigate()
  const [state, setState] = useState<string>()
  const params = { county: mass.countyCode, massMessage: mass.id }
  const query = { ...(state && { state: state as MessageState }) } // one of the names offered
  return (
    <Card
      size="small"
      title={text.each}
      extra={
        <FilterSelect label={text.allStates} names={text.standing} value={state} onChange={setState} width={140} />
      }
    >
      <RecordTable<MessageLine>
        listKey={[messagesEndpoints.listMassTexts.path, params, query, mass.standing]}
        load={(after) => call(messagesEndpoints.listMassTexts, { params, query: { ...query, after } })}
        rowKey={({ id }) => id}
        onOpen={({ unitId }) =>
          unitId && navigate({ to: '/counties/$county/units/$unit', params: { county: mass.countyCode, unit: unitId } })
        }
        width={900}
        height={360}
        empty={text.noTexts}
        columns={[
          { title: text.to, dataIndex: 'to', width: 130 },
          { title: text.home, dataIndex: 'home', width: 180, ellipsis: true },
          { title: text.content, dataIndex: 'text', width: 280, ellipsis: true },
          { title: text.state, width: 110, render: (_, line) => text.standing[line.state] },
          { title: text.problem, width: 160, ellipsis: true, render: (_, { problem }) => problem ?? '—' },
          { title: text.tried, dataIndex: 'attempts', width: 70, className: 'number' },
          { title: text.changedAt, width: 140, render: (_, { changedAt }) => changedAt.replace('T', ' ') },
        ]}
      />
    </Card>
  )
}
