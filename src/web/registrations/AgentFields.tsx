import { Checkbox, Form, Input, Radio } from 'antd'
import type { WindowHome } from '#contract/transfers.ts'
import { useText } from '../platform/text.ts'
import { windowWords } from './window-messages.ts'

/** The agent of the buyers, and how he was authorised: by a photo the window has accepted, or as he shows here. */
export function AgentFields({ agents }: { agents: WindowHome['agents'] }) {
  const text = useText(windowWords)
  const hasAgent = Form.useWatch<boolean | undefined>('hasAgent')
  const byPhoto = Form.useWatch<string | undefined>('authorisationId')
  return (
    <>
      <Form.Item name="hasAgent" valuePropName="checked" style={{ marginBottom: 8 }}>
        <Checkbox>{text.agent}</Checkbox>
      </Form.Item>
      {hasAgent && (
        <fieldset className="buyer">
          <legend>{text.agent}</legend>
          {agents.length > 0 && <ByPhoto agents={agents} />}
          {(agents.length === 0 || byPhoto === anotherAgent) && <Typed />}
        </fieldset>
      )}
    </>
  )
}

/** Somebody else than whom the owner authorised by photo. */
export const anotherAgent = 'another'

function ByPhoto({ agents }: { agents: WindowHome['agents'] }) {
  const text = useText(windowWords)
  const options = [
    ...agents.map(({ id, ...agent }) => ({ value: id, label: text.byPhoto(agent) })),
    { value: anotherAgent, label: text.anotherAgent },
  ]
  return (
    <Form.Item name="authorisationId" label={text.authorisedByPhoto} initialValue={agents[0]?.id}>
      <Radio.Group options={options} style={{ display: 'grid', gap: 4 }} />
    </Form.Item>
  )
}

function Typed() {
  const text = useText(windowWords)
  return (
    <>
      <div className="buyer-fields">
        <Form.Item name={['agent', 'name']} label={text.agentName} rules={[{ required: true }]}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['agent', 'idNumber']} label={text.agentId} rules={[{ required: true }]}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name={['agent', 'authorisation']} label={text.authorisation} rules={[{ required: true }]}>
        <Radio.Group options={Object.entries(text.authorisations).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
    </>
  )
}
