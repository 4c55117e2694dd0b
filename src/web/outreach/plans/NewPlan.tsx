import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { DatePicker, Form, Input, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { outreachEndpoints } from '#contract/outreach.ts'
import { type PlanChannel, planChannels } from '#domain/outreach/plans/plan.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { PersonSelect } from '../../tasks/PersonSelect.tsx'
import { useChannelOptions } from '../channel-names.ts'
import { SegmentFields } from '../SegmentFields.tsx'
import { type SegmentChoice, segmentOf } from '../segment-choice.ts'
import { planWords } from './messages.ts'

type Values = {
  title: string
  channel: PlanChannel
  segment: SegmentChoice
  personId: string
  days: [Dayjs, Dayjs]
}

/** Makes a plan: while it is filled in, one sees how many homes it would name. */
export function NewPlan({ county, onClose }: { county: string; onClose: () => void }) {
  const text = useText(planWords)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const channels = useChannelOptions(planChannels)
  async function make({ segment, days: [from, until], ...values }: Values & { reason: string }) {
    const body = {
      ...values,
      segment: segmentOf(segment) ?? {},
      fromOn: from.format('YYYY-MM-DD'),
      untilOn: until.format('YYYY-MM-DD'),
    }
    const { id } = await call(outreachEndpoints.makeVisitPlan, { params: { county }, body })
    await queries.invalidateQueries()
    await navigate({ to: '/counties/$county/visit-plans/$visitPlan', params: { county, visitPlan: id } })
  }
  return (
    <ReasonModal<Values>
      open
      width={720}
      title={text.make}
      done={text.made}
      suggested={text.makeWhy}
      onClose={onClose}
      act={make}
    >
      <Form.Item name="title" label={text.name} rules={[{ required: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <div className="outreach-two">
        <Form.Item name="channel" label={text.channel} initialValue="visit" rules={[{ required: true }]}>
          <Select options={channels} />
        </Form.Item>
        <Form.Item name="personId" label={text.person} rules={[{ required: true }]}>
          <PersonSelect county={county} />
        </Form.Item>
      </div>
      <Form.Item
        name="days"
        label={text.days}
        initialValue={[dayjs(), dayjs().add(14, 'day')]}
        rules={[{ required: true }]}
      >
        <DatePicker.RangePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="segment" label={text.which} initialValue={{}}>
        <SegmentFields region={county} />
      </Form.Item>
      <Form.Item noStyle dependencies={['segment']}>
        {({ getFieldValue }) => <PlanPreview county={county} choice={getFieldValue('segment') ?? {}} />}
      </Form.Item>
    </ReasonModal>
  )
}

function PlanPreview({ county, choice }: { county: string; choice: SegmentChoice }) {
  const text = useText(planWords)
  const body = { segment: segmentOf(choice) ?? {} }
  const preview = useQuery(endpointQuery(outreachEndpoints.previewVisitPlan, { params: { county }, body }))
  if (!preview.data) return null
  const { homes, estates } = preview.data
  return (
    <p aria-live="polite">
      {homes === 0 ? text.previewNone : text.preview(count(homes), count(estates.length))}
      {estates.length > 0 && estates.length <= 5 && (
        <span className="outreach-quiet">
          {' '}
          · {estates.map(({ name, homes: there }) => `${name} ${count(there)}`).join('、')}
        </span>
      )}
    </p>
  )
}
