import { Button, Card, DatePicker, Empty, Form, Input, Space, Steps, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Campaign, campaignEndpoints, type Milestone } from '#contract/campaign.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { campaignWords } from './messages.ts'
import { useCampaignAct } from './use-campaign-act.ts'

type Asked = { act: 'add' } | { act: 'reach' | 'cancel'; milestone: Milestone }

/** The milestones in a line by date: the region's own and its city's. Cancelled ones are told by the history. */
export function MilestonesCard({ campaign }: { campaign: Campaign }) {
  const text = useText(campaignWords)
  const maySet = useMay('campaign.set', campaign.region)
  const [asked, setAsked] = useState<Asked>()
  const standing = campaign.milestones.filter(({ cancelledOn }) => cancelledOn === null)
  return (
    <Card
      size="small"
      title={text.milestones}
      extra={maySet && <Button onClick={() => setAsked({ act: 'add' })}>{text.addMilestone}</Button>}
    >
      {standing.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noMilestones} />}
      <Steps
        type="dot"
        current={-1}
        items={standing.map((milestone) => ({
          status: statusOf(milestone),
          title: milestone.dueOn,
          content: <MilestoneWords milestone={milestone} maySet={maySet} onAsk={setAsked} />,
        }))}
      />
      {asked && <MilestoneModal region={campaign.region} asked={asked} onClose={() => setAsked(undefined)} />}
    </Card>
  )
}

function statusOf({ reachedOn, workingDaysLeft }: Milestone): 'finish' | 'error' | 'wait' {
  if (reachedOn) return 'finish'
  return workingDaysLeft < 0 ? 'error' : 'wait'
}

type MilestoneWordsProps = { milestone: Milestone; maySet: boolean; onAsk: (asked: Asked) => void }

function MilestoneWords({ milestone, maySet, onAsk }: MilestoneWordsProps) {
  const text = useText(campaignWords)
  const { title, reachedOn, setBy, workingDaysLeft } = milestone
  return (
    <>
      <strong>{title}</strong> {setBy === 'city' && <Tag>{text.setBy.city}</Tag>}
      <div>
        {reachedOn
          ? text.reachedDay(reachedOn)
          : workingDaysLeft < 0
            ? text.overdueDay(count(-workingDaysLeft))
            : text.leftDay(count(workingDaysLeft))}
      </div>
      {maySet && setBy === 'own' && !reachedOn && (
        <Space className="no-print">
          <Button size="small" onClick={() => onAsk({ act: 'reach', milestone })}>
            {text.reach}
          </Button>
          <Button size="small" onClick={() => onAsk({ act: 'cancel', milestone })}>
            {text.cancel}
          </Button>
        </Space>
      )}
    </>
  )
}

function MilestoneModal({ region, asked, onClose }: { region: string; asked: Asked; onClose: () => void }) {
  if (asked.act === 'add') return <AddModal region={region} onClose={onClose} />
  if (asked.act === 'reach') return <ReachModal region={region} milestone={asked.milestone} onClose={onClose} />
  return <CancelModal region={region} milestone={asked.milestone} onClose={onClose} />
}

function AddModal({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<{ title: string; dueOn: Dayjs }>
      open
      title={text.addMilestone}
      done={text.milestoneAdded}
      onClose={onClose}
      act={({ reason, title, dueOn }) =>
        act(campaignEndpoints.addMilestone, {
          params: { region },
          body: { reason, title, dueOn: dueOn.format('YYYY-MM-DD') },
        })
      }
    >
      <Form.Item name="title" label={text.milestoneTitle} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} placeholder={text.milestoneExample} />
      </Form.Item>
      <Form.Item name="dueOn" label={text.dueOn} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}

type OneMilestone = { region: string; milestone: Milestone; onClose: () => void }

function ReachModal({ region, milestone, onClose }: OneMilestone) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<{ on: Dayjs }>
      open
      title={text.reachMilestone(milestone.title)}
      done={text.milestoneReached}
      onClose={onClose}
      act={({ reason, on }) =>
        act(campaignEndpoints.reachMilestone, {
          params: { region, milestone: milestone.no },
          body: { reason, on: on.format('YYYY-MM-DD') },
        })
      }
    >
      <Form.Item name="on" label={text.reachedOn} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}

function CancelModal({ region, milestone, onClose }: OneMilestone) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<object>
      open
      title={text.cancelMilestone(milestone.title)}
      done={text.milestoneCancelled}
      onClose={onClose}
      act={({ reason }) =>
        act(campaignEndpoints.cancelMilestone, { params: { region, milestone: milestone.no }, body: { reason } })
      }
    />
  )
}
