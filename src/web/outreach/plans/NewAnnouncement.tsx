import { useQuery, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, InputNumber, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { estatesEndpoints } from '#contract/estates.ts'
import { outreachEndpoints } from '#contract/outreach.ts'
import { type AnnouncementChannel, announcementChannels } from '#domain/outreach/plans/plan.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { useChannelOptions } from '../channel-names.ts'
import { outreachWords } from '../messages.ts'

type Values = {
  reason: string
  estateIds: string[]
  channel: AnnouncementChannel
  onDay: Dayjs
  words: string
  reached?: number
}

/** Records what some estates were told at once. */
export function NewAnnouncement({
  county,
  estate,
  onClose,
}: {
  county: string
  estate: string | undefined
  onClose: () => void
}) {
  const text = useText(outreachWords)
  const queries = useQueryClient()
  const channels = useChannelOptions(announcementChannels)
  const estates = useQuery(
    endpointQuery(estatesEndpoints.listEstates, { params: { region: county }, query: { limit: 200 } }),
  )
  async function tell({ reason: _, onDay, reached, ...values }: Values) {
    const body = { ...values, onDay: onDay.format('YYYY-MM-DD'), reached: reached ?? null }
    await call(outreachEndpoints.recordAnnouncement, { params: { county }, body })
    await queries.invalidateQueries()
  }
  return (
    <ReasonModal<Values> open title={text.tell} reasonLabel={null} done={text.told} onClose={onClose} act={tell}>
      <Form.Item
        name="estateIds"
        label={text.estates}
        initialValue={estate ? [estate] : []}
        rules={[{ required: true }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(estates.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <div className="outreach-two">
        <Form.Item name="channel" label={text.channel} rules={[{ required: true }]}>
          <Select options={channels} />
        </Form.Item>
        <Form.Item name="onDay" label={text.onDay} initialValue={dayjs()} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="words" label={text.announced} rules={[{ required: true, min: 2 }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <Form.Item name="reached" label={text.reachedPeople} extra={text.reachedHint}>
        <InputNumber min={0} max={1_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </ReasonModal>
  )
}
