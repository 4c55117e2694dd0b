import { Alert, Button, Card, DatePicker, Descriptions, Form, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { campaignEndpoints } from '#contract/campaign.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import type { CampaignPart } from './CampaignPage.tsx'
import { campaignWords } from './campaign-messages.ts'
import { weightNames } from './weights.ts'

/** Target days, when lights turn yellow, when people are reminded, and how long a step takes that nobody has fixed. */
export function CampaignSettings({ campaign, maySet, onChange }: CampaignPart) {
  const text = useText(campaignWords)
  const [isOpen, setOpen] = useState(false)
  const { settings, region, startedOn } = campaign
  const { firstTargetOn, transferTargetOn, yellowDays, reminderDays, defaultStepDays, weights } = settings
  const items = [
    { key: 'first', label: text.firstTarget, children: <b>{firstTargetOn ?? text.unset}</b> },
    { key: 'transfer', label: text.transferTarget, children: <b>{transferTargetOn ?? text.unset}</b> },
    { key: 'yellow', label: text.yellowDays, children: text.workingDays(String(yellowDays)) },
    { key: 'reminder', label: text.reminderDays, children: text.workingDays(reminderDays.join(' / ') || '—') },
    {
      key: 'default',
      label: text.defaultStepDays,
      children: (
        <>
          {text.workingDays(String(defaultStepDays))} <span className="campaign-open">{text.defaultStepHint}</span>
        </>
      ),
    },
    {
      key: 'weights',
      label: text.weights,
      children: weightNames.map((name) => `${text.weightNames[name]} ${weights[name]}`).join(' · '),
    },
  ]
  return (
    <Card
      title={`${campaign.name} · ${text.startedOn(startedOn)}`}
      extra={
        maySet && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {text.change}
          </Button>
        )
      }
    >
      {settings.owner !== region && <Alert type="info" showIcon title={text.following} style={{ marginBottom: 12 }} />}
      <Descriptions bordered size="small" column={{ xs: 1, lg: 2 }} items={items} />
      {isOpen && <SettingsForm campaign={campaign} onChange={onChange} onClose={() => setOpen(false)} />}
    </Card>
  )
}

type Values = {
  firstTargetOn: Dayjs | null
  transferTargetOn: Dayjs | null
  yellowDays: number
  reminderDays: string[]
  defaultStepDays: number
}

type SettingsFormProps = Pick<CampaignPart, 'campaign' | 'onChange'> & { onClose: () => void }

function SettingsForm({ campaign, onChange, onClose }: SettingsFormProps) {
  const text = useText(campaignWords)
  const { settings, region } = campaign
  async function save({
    reason,
    firstTargetOn,
    transferTargetOn,
    reminderDays,
    yellowDays,
    defaultStepDays,
  }: Values & { reason: string }) {
    const body = {
      firstTargetOn: dayIn(firstTargetOn),
      transferTargetOn: dayIn(transferTargetOn),
      yellowDays,
      reminderDays: reminderDays.map(Number),
      defaultStepDays,
      weights: settings.weights,
      revision: settings.revision,
      reason,
    }
    onChange(await call(campaignEndpoints.setCampaign, { params: { region }, body }))
  }
  return (
    <ReasonModal<Values> title={text.settings} open onClose={onClose} act={save} done={text.saved}>
      <Form.Item name="firstTargetOn" label={text.firstTarget} initialValue={dayjsOf(settings.firstTargetOn)}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="transferTargetOn"
        label={text.transferTarget}
        initialValue={dayjsOf(settings.transferTargetOn)}
        dependencies={['firstTargetOn']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, day: Dayjs | null) =>
              day && getFieldValue('firstTargetOn') && day.isBefore(getFieldValue('firstTargetOn'), 'day')
                ? Promise.reject(new Error(text.wrongOrder))
                : Promise.resolve(),
          }),
        ]}
      >
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="yellowDays"
        label={text.yellowDays}
        initialValue={settings.yellowDays}
        rules={[{ required: true }]}
      >
        <InputNumber min={0} max={60} precision={0} />
      </Form.Item>
      <Form.Item
        name="reminderDays"
        label={text.reminderDays}
        extra={text.reminderHint}
        initialValue={settings.reminderDays.map(String)}
      >
        <Select
          mode="tags"
          maxCount={5}
          options={[10, 5, 3, 1, 0].map((days) => ({ value: String(days) }))}
          tokenSeparators={[',', ' ']}
        />
      </Form.Item>
      <Form.Item
        name="defaultStepDays"
        label={text.defaultStepDays}
        extra={text.defaultStepHint}
        initialValue={settings.defaultStepDays}
        rules={[{ required: true }]}
      >
        <InputNumber min={1} max={250} precision={0} />
      </Form.Item>
    </ReasonModal>
  )
}

const dayjsOf = (day: string | null) => (day === null ? null : dayjs(day))
const dayIn = (day: Dayjs | null | undefined) => day?.format('YYYY-MM-DD') ?? null
