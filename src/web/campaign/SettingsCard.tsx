import { Button, Card, Form, InputNumber, Select, Tag } from 'antd'
import { useState } from 'react'
import { type Campaign, campaignEndpoints } from '#contract/campaign.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { campaignWords } from './messages.ts'
import { useCampaignAct } from './use-campaign-act.ts'

/** What tasks are measured by, and whether the region set it itself. */
export function SettingsCard({ campaign }: { campaign: Campaign }) {
  const text = useText(campaignWords)
  const maySet = useMay('campaign.set', campaign.region)
  const [isSetting, setSetting] = useState(false)
  const { yellowDays, reminderDays, defaultStepDays, setBy } = campaign.settings
  const entries = [
    [text.yellowDays, text.yellowDaysWords(count(yellowDays))],
    [
      text.reminders,
      reminderDays.length > 0 ? text.remindersWords(reminderDays.join(text.reminderJoin)) : text.noReminders,
    ],
    [text.stepDays, text.stepDaysWords(count(defaultStepDays))],
  ] as const
  return (
    <Card
      size="small"
      title={
        <>
          {text.settings} <Tag>{text.setBy[setBy]}</Tag>
        </>
      }
      extra={maySet && <Button onClick={() => setSetting(true)}>{text.setSettings}</Button>}
    >
      <dl className="facts">
        {entries.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isSetting && <SettingsModal campaign={campaign} onClose={() => setSetting(false)} />}
    </Card>
  )
}

type Values = { yellowDays: number; reminderDays: number[]; defaultStepDays: number }

/** Days one usually reminds ahead. */
const usualReminders = [1, 2, 3, 5, 7, 10, 15, 20]

function SettingsModal({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  const { yellowDays, reminderDays, defaultStepDays } = campaign.settings
  const choices = [...new Set([...usualReminders, ...reminderDays])].sort((one, other) => one - other)
  return (
    <ReasonModal<Values>
      open
      title={text.setSettings}
      done={text.settingsSet}
      onClose={onClose}
      act={(body) => act(campaignEndpoints.setSettings, { params: { region: campaign.region }, body })}
    >
      <Form.Item name="yellowDays" label={text.yellowDaysField} initialValue={yellowDays} rules={[{ required: true }]}>
        <InputNumber min={0} max={60} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="reminderDays" label={text.remindersField} initialValue={reminderDays}>
        <Select mode="multiple" maxCount={5} options={choices.map((value) => ({ value, label: String(value) }))} />
      </Form.Item>
      <Form.Item
        name="defaultStepDays"
        label={text.stepDaysField}
        initialValue={defaultStepDays}
        extra={text.settingsNote}
        rules={[{ required: true }]}
      >
        <InputNumber min={1} max={250} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}
