import { Button, Card, DatePicker, Empty, Form, Input, InputNumber, Radio, Tag } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Campaign, campaignEndpoints, type Sprint } from '#contract/campaign.ts'
import { count } from '../platform/format.ts'
import { RateBar } from '../platform/RateBar.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { BurnDownChart } from './BurnDownChart.tsx'
import { campaignWords } from './messages.ts'
import { useCampaignAct } from './use-campaign-act.ts'

/** Sprints 百日攻坚, the latest first, each with what is left of it day by day. */
export function SprintsCard({ campaign }: { campaign: Campaign }) {
  const text = useText(campaignWords)
  const maySet = useMay('campaign.set', campaign.region)
  const [asked, setAsked] = useState<Sprint | 'start'>()
  const close = () => setAsked(undefined)
  return (
    <Card
      size="small"
      title={text.sprints}
      extra={maySet && <Button onClick={() => setAsked('start')}>{text.startSprint}</Button>}
    >
      {campaign.sprints.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noSprints} />}
      <div className="sprints">
        {campaign.sprints.map((sprint) => (
          <SprintView
            key={sprint.no}
            sprint={sprint}
            today={campaign.today}
            {...(maySet && { onClose: () => setAsked(sprint) })}
          />
        ))}
      </div>
      {asked === 'start' && <StartModal region={campaign.region} onClose={close} />}
      {asked && asked !== 'start' && <CloseModal region={campaign.region} sprint={asked} onClose={close} />}
    </Card>
  )
}

function SprintView({ sprint, today, onClose }: { sprint: Sprint; today: string; onClose?: () => void }) {
  const text = useText(campaignWords)
  const { title, startsOn, endsOn, closedOn, done, targetHomes } = sprint
  const isOver = closedOn !== null || endsOn < today
  const standing = isOver ? text.sprintOver : startsOn > today ? text.sprintAhead : text.sprintRunning
  return (
    <section>
      <div className="page-head" style={{ marginBottom: 4 }}>
        <strong>{title}</strong>
        <Tag color={standing === text.sprintRunning ? 'processing' : 'default'}>
          {closedOn ? text.sprintClosedOn(closedOn) : standing}
        </Tag>
        {onClose && standing === text.sprintRunning && (
          <Button size="small" className="end no-print" onClick={onClose}>
            {text.closeSprint}
          </Button>
        )}
      </div>
      <div>{text.sprintSpan(startsOn, endsOn, text.registrations[sprint.registration])}</div>
      <RateBar share={Math.min(done / targetHomes, 1)} label={text.sprintDone(count(done), count(targetHomes))} />
      <div>
        {text.sprintDone(count(done), count(targetHomes))} · {text.dailyTarget(rounded(sprint.dailyTarget))}
      </div>
      <BurnDownChart sprint={sprint} />
    </section>
  )
}

/** Homes per day to one decimal. */
const rounded = (n: number) => count(Math.round(n * 10) / 10)

type Values = {
  title: string
  registration: Sprint['registration']
  startsOn: Dayjs
  endsOn: Dayjs
  targetHomes: number
}

function StartModal({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<Values>
      open
      title={text.startSprint}
      done={text.sprintStarted}
      onClose={onClose}
      act={({ startsOn, endsOn, ...sprint }) =>
        act(campaignEndpoints.startSprint, {
          params: { region },
          body: { ...sprint, startsOn: startsOn.format('YYYY-MM-DD'), endsOn: endsOn.format('YYYY-MM-DD') },
        })
      }
    >
      <Form.Item name="title" label={text.sprintTitle} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} placeholder={text.sprintExample} />
      </Form.Item>
      <Form.Item name="registration" label={text.registration} initialValue="first">
        <Radio.Group options={Object.entries(text.registrations).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="startsOn" label={text.startsOn} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="endsOn" label={text.endsOn} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="targetHomes" label={text.targetHomes} rules={[{ required: true }]}>
        <InputNumber min={1} max={10_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}

function CloseModal({ region, sprint, onClose }: { region: string; sprint: Sprint; onClose: () => void }) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<object>
      open
      title={text.closeSprintOf(sprint.title)}
      done={text.sprintClosed}
      onClose={onClose}
      act={({ reason }) =>
        act(campaignEndpoints.closeSprint, { params: { region, sprint: sprint.no }, body: { reason } })
      }
    />
  )
}
