import { Checkbox, Form, Input, Radio } from 'antd'
import { useText } from '../platform/text.ts'
import { windowWords } from './window-messages.ts'

/** The agent of the buyers, and how he was authorised. */
export function AgentFields() {
  const text = useText(windowWords)
  const hasAgent = Form.useWatch<boolean | undefined>('hasAgent')
  return (
    <>
      <Form.Item name="hasAgent" valuePropName="checked" style={{ marginBottom: 8 }}>
        <Checkbox>{text.agent}</Checkbox>
      </Form.Item>
      {hasAgent && (
        <fieldset className="buyer">
          <legend>{text.agent}</legend>
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
        </fieldset>
      )}
    </>
  )
}
