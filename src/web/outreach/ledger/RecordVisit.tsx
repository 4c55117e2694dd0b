import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, AutoComplete, DatePicker, Form, Input, Radio, Select, TimePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { type HomeOutreach, outreachEndpoints } from '#contract/outreach.ts'
import { planChannels } from '#domain/outreach/plans/plan.ts'
import type { VisitChannel } from '#domain/outreach/visits/channels.ts'
import { type Willingness, willingnesses } from '#domain/outreach/visits/fields.ts'
import { call } from '../../platform/api.ts'
import { madeKey } from '../../platform/made-key.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { useChannelOptions } from '../channel-names.ts'
import { outreachWords } from '../messages.ts'
import { reasonsOf } from '../SegmentFields.tsx'

type Values = {
  channel: VisitChannel
  onDay: Dayjs
  time: Dayjs
  isContacted: boolean
  willingness?: Willingness
  reason?: string
  phone?: string
  nextOn?: Dayjs
  nextStep?: string
  note?: string
}

/** Records what was tried at a home, as the office heard of it; the key is made once, so that a second click adds nothing. */
export function RecordVisit({ home, onClose }: { home: HomeOutreach; onClose: () => void }) {
  const text = useText(outreachWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [id] = useState(madeKey)
  const { countyCode: county, unitId: unit } = home.line

  async function record(values: Values & { reason: string }) {
    const { willingness, phone, nextOn, nextStep } = values
    const fields = {
      ...(willingness && { willingness }),
      ...(values.reason && { reason: values.reason }),
      ...(phone && { phone }),
      ...(nextOn && { nextOn: nextOn.format('YYYY-MM-DD') }),
      ...(nextStep && { nextStep }),
    }
    const { outcome, conflicts } = await call(outreachEndpoints.recordHomeVisit, {
      params: { county, unit },
      body: {
        id,
        channel: values.channel,
        onDay: values.onDay.format('YYYY-MM-DD'),
        time: values.time.format('HH:mm'),
        isContacted: values.isContacted,
        baseRevision: home.revision,
        fields,
        ...(values.note && { note: values.note }),
      },
    })
    if (outcome === 'conflict')
      message.warning(text.recordConflict(conflicts.map((field) => text.fields[field]).join('、')))
    else message.success(text.recorded)
    await queries.invalidateQueries()
  }

  return (
    <ReasonModal<Values> open title={text.record} reasonLabel={null} onClose={onClose} act={record} width={600}>
      <WhenAndHow />
      <WhatWasSaid county={county} />
    </ReasonModal>
  )
}

function WhenAndHow() {
  const text = useText(outreachWords)
  const channels = useChannelOptions(planChannels)
  return (
    <div className="outreach-two">
      <Form.Item name="channel" label={text.channel} initialValue="visit" rules={[{ required: true }]}>
        <Select options={channels} />
      </Form.Item>
      <Form.Item name="isContacted" label={text.isContacted} rules={[{ required: true }]}>
        <Radio.Group
          options={[
            { value: true, label: text.yes },
            { value: false, label: text.no },
          ]}
        />
      </Form.Item>
      <Form.Item name="onDay" label={text.onDay} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="time" label={text.time} initialValue={dayjs()} rules={[{ required: true }]}>
        <TimePicker format="HH:mm" needConfirm={false} style={{ width: '100%' }} />
      </Form.Item>
    </div>
  )
}

function WhatWasSaid({ county }: { county: string }) {
  const text = useText(outreachWords)
  const reasons = useQuery(reasonsOf(county))
  const offered = (reasons.data ?? []).filter(({ isListed, endedOn }) => isListed && endedOn === null)
  return (
    <>
      <div className="outreach-two">
        <Form.Item name="willingness" label={text.willingness}>
          <Select
            allowClear
            placeholder={text.keep}
            options={willingnesses.map((value) => ({ value, label: text.wishes[value] }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={text.reason} extra={text.fromList}>
          <AutoComplete
            options={offered.map(({ name }) => ({ value: name }))}
            showSearch={{ filterOption: (typed, option) => (option?.value ?? '').includes(typed) }}
          />
        </Form.Item>
        <Form.Item name="nextOn" label={text.nextOn}>
          <DatePicker minDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="nextStep" label={text.nextStep}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="phone" label={text.newPhone} extra={text.newPhoneHint}>
          <Input maxLength={20} inputMode="tel" />
        </Form.Item>
      </div>
      <Form.Item name="note" label={text.note}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}
