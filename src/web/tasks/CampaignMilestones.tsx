import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Card, DatePicker, Empty, Form, Input, InputNumber, Progress, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Campaign, campaignEndpoints } from '#contract/campaign.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import type { CampaignPart } from './CampaignPage.tsx'
import { campaignWords } from './campaign-messages.ts'

type Milestone = Campaign['milestones'][number]

/** The time nodes of the campaign and how far each has come. */
export function CampaignMilestones({ campaign, maySet, onChange }: CampaignPart) {
  const text = useText(campaignWords)
  const [isOpen, setOpen] = useState(false)
  return (
    <Card
      title={text.milestones}
      extra={
        maySet && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {text.change}
          </Button>
        )
      }
    >
      {campaign.milestones.length === 0 && <Empty description={text.noMilestones} />}
      <ol className="milestones">
        {campaign.milestones.map((milestone) => (
          <MilestoneLine key={milestone.id} milestone={milestone} />
        ))}
      </ol>
      {isOpen && <MilestonesForm campaign={campaign} onChange={onChange} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function MilestoneLine({ milestone }: { milestone: Milestone }) {
  const text = useText(campaignWords)
  const { title, dueOn, indicator, share, done, needed, reachedOn } = milestone
  const missing = count(Math.max(needed - done, 0))
  const isPast = reachedOn === null && dayjs(dueOn).isBefore(dayjs(), 'day')
  return (
    <li className={isPast ? 'is-past' : undefined}>
      <b>{dueOn}</b>
      <span>
        <b>{title}</b>{' '}
        <span className="quiet">
          {text.indicators[indicator]} {Math.round(share * 1000) / 10}%
        </span>
      </span>
      <Progress
        percent={needed > 0 ? Math.min(100, (done / needed) * 100) : 100}
        showInfo={false}
        status={isPast ? 'exception' : reachedOn ? 'success' : 'normal'}
        aria-label={text.progress}
      />
      <span>
        {text.progressOf(count(done), count(needed))} ·{' '}
        {reachedOn ? text.reachedOn(reachedOn) : isPast ? text.missed(missing) : text.notReached(missing)}
      </span>
    </li>
  )
}

type Values = { milestones: { title: string; dueOn: Dayjs; indicator: Milestone['indicator']; percent: number }[] }

type MilestonesFormProps = Pick<CampaignPart, 'campaign' | 'onChange'> & { onClose: () => void }

function MilestonesForm({ campaign, onChange, onClose }: MilestonesFormProps) {
  const text = useText(campaignWords)
  const initial = campaign.milestones.map(({ title, dueOn, indicator, share }) => ({
    title,
    dueOn: dayjs(dueOn),
    indicator,
    percent: Math.round(share * 1000) / 10,
  }))
  async function save({ reason, milestones }: Values & { reason: string }) {
    const body = {
      reason,
      milestones: milestones.map(({ title, dueOn, indicator, percent }) => ({
        title,
        dueOn: dueOn.format('YYYY-MM-DD'),
        indicator,
        share: percent / 100,
      })),
    }
    onChange(await call(campaignEndpoints.setMilestones, { params: { region: campaign.region }, body }))
  }
  return (
    <ReasonModal<Values> title={text.milestones} open onClose={onClose} act={save} done={text.saved}>
      <Form.List name="milestones" initialValue={initial}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <MilestoneFields key={key} name={name} onRemove={() => remove(name)} />
            ))}
            <Button
              icon={<PlusOutlined />}
              disabled={fields.length >= 12}
              onClick={() => add({ indicator: 'transferred', percent: 100 })}
              style={{ marginBottom: 16 }}
            >
              {text.addMilestone}
            </Button>
          </>
        )}
      </Form.List>
    </ReasonModal>
  )
}

function MilestoneFields({ name, onRemove }: { name: number; onRemove: () => void }) {
  const text = useText(campaignWords)
  return (
    <div className="milestone-fields">
      <Form.Item name={[name, 'title']} label={text.milestoneTitle} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name={[name, 'dueOn']} label={text.dueOn} rules={[{ required: true }]}>
        <DatePicker />
      </Form.Item>
      <Form.Item name={[name, 'indicator']} label={text.indicator}>
        <Select
          options={(['first_registered', 'transferred'] as const).map((value) => ({
            value,
            label: text.indicators[value],
          }))}
        />
      </Form.Item>
      <Form.Item name={[name, 'percent']} label={text.share} rules={[{ required: true }]}>
        <InputNumber min={0.1} max={100} step={5} />
      </Form.Item>
      <Button type="text" icon={<DeleteOutlined />} aria-label={text.remove} onClick={onRemove} />
    </div>
  )
}
