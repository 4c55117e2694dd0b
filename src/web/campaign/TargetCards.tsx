import { Button, Card, DatePicker, Form, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type Campaign, campaignEndpoints, type Target } from '#contract/campaign.ts'
import { count } from '../platform/format.ts'
import { RateBar } from '../platform/RateBar.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { campaignWords } from './messages.ts'
import { useCampaignAct } from './use-campaign-act.ts'

/** Until when each registration is to be cleared, counting down, and how far it is. */
export function TargetCards({ campaign }: { campaign: Campaign }) {
  const text = useText(campaignWords)
  const maySet = useMay('campaign.set', campaign.region)
  const [isSetting, setSetting] = useState(false)
  return (
    <Card
      size="small"
      title={text.targets}
      extra={maySet && <Button onClick={() => setSetting(true)}>{text.setTargets}</Button>}
    >
      <div className="cards">
        {campaign.targets.map((target) => (
          <TargetCard key={target.registration} target={target} />
        ))}
      </div>
      {isSetting && <TargetsModal campaign={campaign} onClose={() => setSetting(false)} />}
    </Card>
  )
}

function TargetCard({ target }: { target: Target }) {
  const text = useText(campaignWords)
  const { dueOn, setBy, homes, registered } = target
  return (
    <div className="card-figure">
      <div className="label">
        {text.targetOf(text.registrations[target.registration])} {setBy && <Tag>{text.setBy[setBy]}</Tag>}
      </div>
      <div className="value">{dueOn ?? text.noTarget}</div>
      <div>{dueOn === null ? '\u00a0' : countdown(text, target)}</div>
      {target.isProvisional && <div className="note">{text.provisional}</div>}
      <RateBar
        share={homes === 0 ? null : registered / homes}
        label={text.targetOf(text.registrations[target.registration])}
      />
      <div className="note">{text.registered(count(registered), count(homes))}</div>
    </div>
  )
}

function countdown(text: (typeof campaignWords)['zh'], { daysLeft, workingDaysLeft }: Target): string {
  if (daysLeft === 0) return text.dueToday
  if (daysLeft !== null && daysLeft < 0) return text.daysOver(count(-daysLeft))
  return text.daysLeft(count(daysLeft ?? 0), count(workingDaysLeft ?? 0))
}

type Values = { first: Dayjs; transfer: Dayjs }

function TargetsModal({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const text = useText(campaignWords)
  const act = useCampaignAct()
  const dueOf = (registration: Target['registration']) => {
    const dueOn = campaign.targets.find((target) => target.registration === registration)?.dueOn
    return dueOn ? dayjs(dueOn) : undefined
  }
  return (
    <ReasonModal<Values>
      open
      title={text.setTargets}
      done={text.targetsSet}
      onClose={onClose}
      act={({ reason, first, transfer }) =>
        act(campaignEndpoints.setTargets, {
          params: { region: campaign.region },
          body: { reason, first: first.format('YYYY-MM-DD'), transfer: transfer.format('YYYY-MM-DD') },
        })
      }
    >
      {(['first', 'transfer'] as const).map((registration) => (
        <Form.Item
          key={registration}
          name={registration}
          label={text.targetOf(text.registrations[registration])}
          initialValue={dueOf(registration)}
          rules={[{ required: true }]}
        >
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      ))}
    </ReasonModal>
  )
}
