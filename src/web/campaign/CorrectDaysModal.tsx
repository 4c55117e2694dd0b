import { DatePicker, Form, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { campaignEndpoints } from '#contract/campaign.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { calendarWords } from './messages.ts'
import { useCampaignAct } from './use-campaign-act.ts'

/** A day pressed in the calendar, and what it is so far. */
export type ChosenDay = { day: string; isWorkday: boolean }

type Values = { from: Dayjs; until: Dayjs; isWorkday: boolean; name: string }

/** Makes a day, or a run of days, off or worked. */
export function CorrectDaysModal({
  region,
  chosen,
  onClose,
}: {
  region: string
  chosen: ChosenDay
  onClose: () => void
}) {
  const text = useText(calendarWords)
  const act = useCampaignAct()
  return (
    <ReasonModal<Values>
      open
      title={text.correct}
      done={text.corrected}
      onClose={onClose}
      act={({ from, until, ...correction }) =>
        act(campaignEndpoints.correctDays, {
          params: { region },
          body: { ...correction, from: from.format('YYYY-MM-DD'), until: until.format('YYYY-MM-DD') },
        })
      }
    >
      <Form.Item name="from" label={text.from} initialValue={dayjs(chosen.day)} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="until" label={text.until} initialValue={dayjs(chosen.day)} rules={[{ required: true }]}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="isWorkday" label={text.as} initialValue={!chosen.isWorkday}>
        <Radio.Group
          options={[
            { value: false, label: text.off },
            { value: true, label: text.worked },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label={text.name} rules={[{ required: true, min: 2 }]}>
        <Input maxLength={60} placeholder={text.nameExample} />
      </Form.Item>
    </ReasonModal>
  )
}
