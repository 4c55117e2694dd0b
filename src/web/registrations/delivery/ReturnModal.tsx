import { DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { deliveryEndpoints } from '#contract/delivery.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { iso } from '../places/times.ts'
import type { ActProps } from './DeliveryActs.tsx'
import { deliveryWords } from './messages.ts'

type Values = { words: string; on: Dayjs }

/** Notes parcels that came back, with the reason the carrier gives. */
export function ReturnModal({ county, rows, onClose, onResults }: ActProps) {
  const text = useText(deliveryWords)

  async function giveBack({ reason, words, on }: Values & { reason: string }) {
    const body = { reason, words, on: iso(on), applications: rows.map(({ applicationId }) => applicationId) }
    await onResults(
      (await call(deliveryEndpoints.returnDeliveries, { params: { county }, body })).results,
      text.returned,
    )
  }

  return (
    <ReasonModal<Values> open title={text.back} onClose={onClose} act={giveBack} suggested={text.backReason}>
      <Form.Item name="words" label={text.words} rules={[{ required: true }]}>
        <Input maxLength={200} placeholder={text.wordsExample} />
      </Form.Item>
      <Form.Item name="on" label={text.on} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} maxDate={dayjs()} />
      </Form.Item>
    </ReasonModal>
  )
}
