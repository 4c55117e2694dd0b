import { Button, Card, DatePicker, Empty, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { lazy, Suspense, useState } from 'react'
import { campaignEndpoints, type Sprint } from '#contract/campaign.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import type { CampaignPart } from './CampaignPage.tsx'
import { campaignWords } from './campaign-messages.ts'

const BurnDownChart = lazy(() =>
  import('./BurnDownChart.tsx').then(({ BurnDownChart }) => ({ default: BurnDownChart })),
)

/** Dated campaigns within the campaign, each with what it asks of a day and how it runs. */
export function CampaignSprints({ campaign, maySet, onChange }: CampaignPart) {
  const text = useText(campaignWords)
  const [isOpening, setOpening] = useState(false)
  const [closing, setClosing] = useState<Sprint>()
  const isCity = campaign.region.endsWith('00')
  async function close({ reason }: { reason: string }) {
    if (!closing) return
    const params = { county: closing.countyCode, sprint: closing.id }
    onChange(await call(campaignEndpoints.closeSprint, { params, body: { reason } }))
  }
  return (
    <div className="sprints">
      <div>
        {maySet && !isCity && (
          <Button type="primary" onClick={() => setOpening(true)}>
            {text.openSprint}
          </Button>
        )}
        {maySet && isCity && <span className="quiet">{text.onlyCounty}</span>}
      </div>
      {campaign.sprints.length === 0 && <Empty description={text.noSprints} />}
      {campaign.sprints.map((sprint) => (
        <SprintCard
          key={sprint.id}
          sprint={sprint}
          isCity={isCity}
          onClose={maySet && sprint.closedOn === null ? () => setClosing(sprint) : undefined}
        />
      ))}
      {isOpening && <SprintForm campaign={campaign} onChange={onChange} onClose={() => setOpening(false)} />}
      <ReasonModal
        title={`${text.closeSprint} · ${closing?.name ?? ''}`}
        open={closing !== undefined}
        onClose={() => setClosing(undefined)}
        act={close}
        done={text.sprintClosed}
      />
    </div>
  )
}

type SprintCardProps = { sprint: Sprint; isCity: boolean; onClose: (() => void) | undefined }

function SprintCard({ sprint, isCity, onClose }: SprintCardProps) {
  const text = useText(campaignWords)
  const county = useRegionName(sprint.countyCode)
  const { name, from, until, indicator, target, done, dailyTarget } = sprint
  const figures = [
    { key: 'target', label: `${text.sprintTarget} · ${text.indicators[indicator]}`, value: count(target) },
    { key: 'done', label: text.done, value: count(done) },
    { key: 'left', label: text.left, value: count(Math.max(target - done, 0)) },
    { key: 'daily', label: text.dailyTarget, value: String(Math.round(dailyTarget * 10) / 10) },
  ]
  return (
    <Card
      title={isCity ? `${county} · ${name}` : name}
      extra={
        onClose && (
          <Button size="small" className="no-print" onClick={onClose}>
            {text.closeSprint}
          </Button>
        )
      }
    >
      <p>
        {text.from(from, until)} · <b>{stateOf(sprint, text)}</b> · {paceOf(sprint, text)}
      </p>
      <div className="cards">
        {figures.map(({ key, label, value }) => (
          <div key={key} className="card-figure">
            <div className="label">{label}</div>
            <div className="value">{value}</div>
          </div>
        ))}
      </div>
      <Suspense>
        <BurnDownChart sprint={sprint} />
      </Suspense>
    </Card>
  )
}

type Text = (typeof campaignWords)['zh']

function stateOf({ closedOn, burnDown }: Sprint, text: Text): string {
  if (closedOn) return text.closedOn(closedOn)
  const known = burnDown.filter(({ left }) => left !== null).length
  if (known === 0) return text.notStarted
  return known === burnDown.length ? text.over : text.running
}

/** How far it is before or behind an even pace on the last day known. */
function paceOf({ burnDown }: Sprint, text: Text): string {
  const last = burnDown.findLast(({ left }) => left !== null)
  if (!last || last.left === null) return text.notStarted
  const behind = Math.round(last.left - last.even)
  return behind > 0 ? text.behind(count(behind)) : text.ahead(count(-behind))
}

type Values = { name: string; time: [Dayjs, Dayjs]; indicator: Sprint['indicator']; target: number }
type SprintFormProps = Pick<CampaignPart, 'campaign' | 'onChange'> & { onClose: () => void }

function SprintForm({ campaign, onChange, onClose }: SprintFormProps) {
  const text = useText(campaignWords)
  async function open({ reason, name, time: [from, until], indicator, target }: Values & { reason: string }) {
    const body = { reason, name, from: from.format('YYYY-MM-DD'), until: until.format('YYYY-MM-DD'), indicator, target }
    onChange(await call(campaignEndpoints.openSprint, { params: { county: campaign.region }, body }))
  }
  const today = dayjs()
  return (
    <ReasonModal<Values> title={text.openSprint} open onClose={onClose} act={open} done={text.sprintOpened}>
      <Form.Item name="name" label={text.sprintName} initialValue={text.sprints} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="time"
        label={text.sprintTime}
        initialValue={[today, today.add(99, 'day')]}
        rules={[{ required: true }]}
      >
        <DatePicker.RangePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="indicator" label={text.indicator} initialValue="transferred">
        <Select
          options={(['first_registered', 'transferred', 'tasks_written_off'] as const).map((value) => ({
            value,
            label: text.indicators[value],
          }))}
        />
      </Form.Item>
      <Form.Item name="target" label={text.sprintTarget} rules={[{ required: true }]}>
        <InputNumber min={1} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}
