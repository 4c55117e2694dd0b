import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select, Space, Tag, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type MessageSettingsView, messagesEndpoints } from '#contract/messages.ts'
import { consentRules, messageSettingNames } from '#domain/outreach/messages/settings.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { textWords } from './messages.ts'

/** To whom and when a county sends, in a line; and the form to set it. */
export function MessageRules({ county }: { county: string }) {
  const text = useText(textWords)
  const mayArrange = useMay('outreach.arrange', county)
  const [isSetting, setSetting] = useState(false)
  const settings = useQuery(endpointQuery(messagesEndpoints.getMessageSettings, { params: { county } }))
  return (
    <Reading query={settings}>
      {(found) => (
        <Space wrap style={{ marginBottom: 16 }}>
          <strong>{text.settings}</strong>
          {text.settingsHint(text.consentRules[found.consentRule.value], found.quietFrom.value, found.quietUntil.value)}
          {messageSettingNames.some((name) => !found[name].isVerified) && <Tag color="warning">{text.unverified}</Tag>}
          {mayArrange && (
            <Button size="small" className="no-print" onClick={() => setSetting(true)}>
              {text.settings}
            </Button>
          )}
          {isSetting && <RulesForm county={county} settings={found} onClose={() => setSetting(false)} />}
        </Space>
      )}
    </Reading>
  )
}

type Row<Value> = { value: Value; source: string; isVerified: boolean }
type Values = { consentRule: Row<string>; quietFrom: Row<Dayjs>; quietUntil: Row<Dayjs> }

function RulesForm({
  county,
  settings,
  onClose,
}: {
  county: string
  settings: MessageSettingsView
  onClose: () => void
}) {
  const text = useText(textWords)
  const queries = useQueryClient()
  async function keep({ reason, consentRule, quietFrom, quietUntil }: Values & { reason: string }) {
    const rows = {
      consentRule,
      quietFrom: { ...quietFrom, value: quietFrom.value.format('HH:mm') },
      quietUntil: { ...quietUntil, value: quietUntil.value.format('HH:mm') },
    }
    const changed = messageSettingNames.map((setting) => ({ setting, ...rows[setting] }))
    await call(messagesEndpoints.setMessageSettings, { params: { county }, body: { settings: changed, reason } })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<Values>
      open
      width={640}
      title={text.settings}
      done={text.settingsSaved}
      suggested={text.settingsWhy}
      onClose={onClose}
      act={keep}
    >
      {messageSettingNames.map((name) => (
        <div key={name} className="outreach-two">
          <Form.Item
            name={[name, 'value']}
            label={text[name]}
            initialValue={name === 'consentRule' ? settings[name].value : dayjs(`2000-01-01T${settings[name].value}`)}
            rules={[{ required: true }]}
          >
            {name === 'consentRule' ? (
              <Select options={consentRules.map((rule) => ({ value: rule, label: text.consentRules[rule] }))} />
            ) : (
              <TimePicker format="HH:mm" needConfirm={false} style={{ width: '100%' }} />
            )}
          </Form.Item>
          <Form.Item
            name={[name, 'source']}
            label={text.source}
            initialValue={settings[name].source}
            rules={[{ required: true }]}
          >
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item
            name={[name, 'isVerified']}
            label={text.verified}
            initialValue={settings[name].isVerified}
            valuePropName="checked"
          >
            <Checkbox>{text.verified}</Checkbox>
          </Form.Item>
        </div>
      ))}
    </ReasonModal>
  )
}
