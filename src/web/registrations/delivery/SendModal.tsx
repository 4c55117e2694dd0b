import { DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { deliveryEndpoints } from '#contract/delivery.ts'
import { call } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { iso } from '../places/times.ts'
import type { ActProps } from './DeliveryActs.tsx'
import { deliveryWords } from './messages.ts'

type Values = { carrier: string; trackingNo: string; on: Dayjs }

/** Notes one certificate as posted. */
export function SendModal({ county, rows, onClose, onResults }: ActProps) {
  const text = useText(deliveryWords)

  async function send({ reason, carrier, trackingNo, on }: Values & { reason: string }) {
    const items = rows.map(({ applicationId }) => ({ applicationId, trackingNo }))
    const body = { reason, on: iso(on), carrier, items }
    await onResults((await call(deliveryEndpoints.send, { params: { county }, body })).results, text.sent)
  }

  return (
    <ReasonModal<Values> open title={text.send} onClose={onClose} act={send} suggested={text.sendReason}>
      <Form.Item name="carrier" label={text.carrier} initialValue="EMS" rules={[{ required: true }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="trackingNo" label={text.trackingNo} rules={[{ required: true }]}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="on" label={text.on} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} maxDate={dayjs()} />
      </Form.Item>
    </ReasonModal>
  )
}
