import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, DatePicker, Form, Input, Table } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { deliveryEndpoints } from '#contract/delivery.ts'
import type { ResultOfOne } from '#contract/place-shapes.ts'
import { type CarrierLine, readCarrierList } from '#domain/registrations/delivery/carrier-list.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { RefusedModal } from '../../platform/RefusedModal.tsx'
import { useText } from '../../platform/text.ts'
import { iso } from '../places/times.ts'
import { useResults } from '../places/use-results.ts'
import { deliveryWords } from './messages.ts'

type Values = { list: string; carrier: string; on: Dayjs }

/** Certificates the server takes at once. */
const atOnce = 2000

/** Notes many certificates as posted by a list pasted from the carrier; each line has its own answer. */
export function CarrierListModal({ county, onClose }: { county: string; onClose: () => void }) {
  const text = useText(deliveryWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [lines, setLines] = useState<readonly CarrierLine[]>([])
  const { results, tell, closeForm } = useResults(onClose)

  async function send({ reason, carrier, on }: Values & { reason: string }) {
    const items = lines.flatMap(({ certificateNo, trackingNo }) =>
      certificateNo && trackingNo ? [{ certificateNo, trackingNo }] : [],
    )
    const came: ResultOfOne[] = []
    for (let from = 0; from < items.length; from += atOnce) {
      const body = { reason, carrier, on: iso(on), items: items.slice(from, from + atOnce) }
      came.push(...(await call(deliveryEndpoints.send, { params: { county }, body })).results)
    }
    await queries.invalidateQueries()
    if (came.every(({ ok }) => ok)) message.success(text.sent)
    tell(came)
  }

  if (results)
    return (
      <RefusedModal
        title={text.notDone}
        note={text.notDoneNote}
        results={results}
        columns={[{ title: text.item, dataIndex: 'id' }]}
        onClose={onClose}
      />
    )
  return (
    <ReasonModal<Values> open title={text.byList} onClose={closeForm} act={send} suggested={text.sendReason}>
      <Form.Item name="carrier" label={text.carrier} initialValue="EMS" rules={[{ required: true }]}>
        <Input maxLength={40} placeholder={text.carrierExample} />
      </Form.Item>
      <Form.Item name="on" label={text.on} initialValue={dayjs()} rules={[{ required: true }]}>
        <DatePicker allowClear={false} maxDate={dayjs()} />
      </Form.Item>
      <Form.Item name="list" label={text.carrierList} extra={text.listHint} rules={[{ required: true }]}>
        <Input.TextArea rows={5} onChange={({ target }) => setLines(readCarrierList(target.value))} />
      </Form.Item>
      {lines.length > 0 && <ReadLines lines={lines} />}
    </ReasonModal>
  )
}

/** What was understood of the list, before anything is sent. */
function ReadLines({ lines }: { lines: readonly CarrierLine[] }) {
  const text = useText(deliveryWords)
  const unread = lines.filter(({ certificateNo, trackingNo }) => !certificateNo || !trackingNo).length
  return (
    <div style={{ marginBottom: 16 }}>
      <p>{text.read(count(lines.length))}</p>
      {unread > 0 && <Alert type="warning" showIcon message={text.unread(count(unread))} style={{ marginBottom: 8 }} />}
      <Table<CarrierLine>
        size="small"
        rowKey="line"
        dataSource={lines}
        pagination={{ pageSize: 5, hideOnSinglePage: true, size: 'small' }}
        columns={[
          { title: text.certificateNo, render: (_, { certificateNo }) => certificateNo ?? text.noCertificate },
          { title: text.trackingNo, render: (_, { trackingNo }) => trackingNo ?? text.noNumber, width: 160 },
        ]}
      />
    </div>
  )
}
