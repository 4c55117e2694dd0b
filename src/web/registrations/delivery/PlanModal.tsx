import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { deliveryEndpoints } from '#contract/delivery.ts'
import { placesEndpoints } from '#contract/places.ts'
import { type DeliveryWay, deliveryWays } from '#domain/registrations/delivery/moves.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useText } from '../../platform/text.ts'
import { iso, today } from '../places/times.ts'
import type { ActProps } from './DeliveryActs.tsx'
import { deliveryWords } from './messages.ts'
import { ReceiverFields, type ReceiverValues, receiverOf } from './ReceiverFields.tsx'

type Values = ReceiverValues & { way: DeliveryWay; sessionId?: string; address?: string }

/** Keeps how the owner wishes to have his certificate; of many only way and session. */
export function PlanModal({ county, rows, onClose, onResults }: ActProps) {
  const text = useText(deliveryWords)
  const [only, ...others] = rows
  const isOne = others.length === 0

  async function plan({ reason, way, sessionId, address, ...receiver }: Values & { reason: string }) {
    const items = rows.map(({ applicationId }) => ({
      applicationId,
      receiver: isOne ? receiverOf(receiver) : null,
      address: isOne ? address?.trim() || null : null,
    }))
    const body = { reason, way, sessionId: sessionId ?? null, items }
    await onResults((await call(deliveryEndpoints.planDeliveries, { params: { county }, body })).results, text.planned)
  }

  return (
    <ReasonModal<Values> open title={text.plan} onClose={onClose} act={plan} suggested={text.planReason}>
      <Form.Item name="way" label={text.way} initialValue={only?.way ?? 'window'} rules={[{ required: true }]}>
        <Select
          options={deliveryWays
            .filter((way) => isOne || way !== 'agent')
            .map((way) => ({ value: way, label: text.ways[way] }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['way']}>
        {({ getFieldValue }) => {
          const way: DeliveryWay = getFieldValue('way')
          return (
            <>
              {way !== 'post' && <SessionField county={county} />}
              {isOne && <ReceiverFields withPhone />}
              {isOne && way === 'post' && (
                <Form.Item name="address" label={text.address} extra={text.sealedHint} rules={[{ required: true }]}>
                  <Input.TextArea rows={2} maxLength={200} />
                </Form.Item>
              )}
            </>
          )
        }}
      </Form.Item>
    </ReasonModal>
  )
}

/** A session of the coming weeks on whose list the certificates come. */
function SessionField({ county }: { county: string }) {
  const text = useText(deliveryWords)
  const sessions = useQuery(
    endpointQuery(placesEndpoints.listSessions, {
      params: { county },
      query: { from: today(), until: iso(dayjs().add(45, 'day')) },
    }),
  )
  return (
    <Form.Item name="sessionId" label={text.session}>
      <Select
        allowClear
        placeholder={text.noSession}
        options={(sessions.data ?? [])
          .filter(({ state }) => state === 'open')
          .map(({ id, heldOn, placeName }) => ({ value: id, label: `${heldOn} ${placeName}` }))}
      />
    </Form.Item>
  )
}
