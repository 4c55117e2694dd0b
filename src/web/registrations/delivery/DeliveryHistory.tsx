import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, Empty, Space, Tag } from 'antd'
import { useState } from 'react'
import { deliveryEndpoints } from '#contract/delivery.ts'
import type { Delivery } from '#contract/delivery-shapes.ts'
import { addressOf, call, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { deliveryWords } from './messages.ts'
import './delivery.css'

/** All tries to give a certificate to its owner: who received it, what proves it, why it came back. */
export function DeliveryHistory({ county, application }: { county: string; application: string }) {
  const text = useText(deliveryWords)
  const deliveries = useQuery(
    endpointQuery(deliveryEndpoints.applicationDeliveries, { params: { county, application } }),
  )
  return (
    <Reading query={deliveries}>
      {(list) =>
        list.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text.noHistory} />
        ) : (
          <Space orientation="vertical" size={12} style={{ width: '100%' }}>
            {list.map((delivery) => (
              <Try key={delivery.id} delivery={delivery} />
            ))}
          </Space>
        )
      }
    </Reading>
  )
}

const colours = {
  planned: 'gold',
  sent: 'processing',
  delivered: 'green',
  returned: 'red',
  cancelled: 'default',
} as const

function Try({ delivery }: { delivery: Delivery }) {
  const text = useText(deliveryWords)
  const { countyCode: county, id, state, way, files, addressMasked } = delivery
  const mayOpen = useMay('personal.open', county)
  return (
    <Card
      size="small"
      title={`${text.attempt(count(delivery.attemptNo))} · ${text.ways[way]}`}
      extra={<Tag color={colours[state]}>{text.deliveryStates[state]}</Tag>}
    >
      <p className="try-lines">{linesOf(text, delivery).join('\n')}</p>
      {addressMasked && mayOpen && <OpenAddress county={county} delivery={id} />}
      {files.length > 0 && (
        <div className="proofs">
          {files.map(({ no, kind, name }) => (
            <a
              key={no}
              href={addressOf(deliveryEndpoints.proofFile.path, { params: { county, delivery: id, file: no } })}
              target="_blank"
              rel="noreferrer"
            >
              <img
                alt={`${text.proofs[kind]} ${name}`}
                src={addressOf(deliveryEndpoints.proofFile.path, { params: { county, delivery: id, file: no } })}
              />
            </a>
          ))}
        </div>
      )}
    </Card>
  )
}

function linesOf(text: (typeof deliveryWords)['zh'], of: Delivery): string[] {
  const receiver = [
    of.receiverName,
    of.receiverRelation && text.relations[of.receiverRelation],
    of.authorisation,
    of.phoneMasked,
  ]
  return [
    [text.planned, of.plannedOn, of.place],
    receiver.some(Boolean) ? [text.receiver, ...receiver] : [],
    of.addressMasked ? [text.address, of.addressMasked] : [],
    of.sentOn ? [text.send, of.sentOn, of.carrier, of.trackingNo, of.trackingWords] : [],
    of.deliveredOn ? [text.handOver, of.deliveredOn, of.proof && text.proofs[of.proof], of.proofWords] : [],
    of.returnedOn ? [text.back, of.returnedOn, of.returnReason] : [],
    [text.by(of.recordedBy)],
  ]
    .map((parts) => parts.filter(Boolean).join(' '))
    .filter((line) => line !== '')
}

/** The address in the clear for the envelope; opening it takes a reason and is kept. */
function OpenAddress({ county, delivery }: { county: string; delivery: string }) {
  const text = useText(deliveryWords)
  const [isAsking, setAsking] = useState(false)
  const [opened, setOpened] = useState<string>()
  return (
    <div className="no-print">
      {opened ? (
        <Alert type="info" message={opened} />
      ) : (
        <Button onClick={() => setAsking(true)}>{text.openAddress}</Button>
      )}
      <ReasonModal<object>
        open={isAsking}
        title={text.openAddress}
        onClose={() => setAsking(false)}
        suggested={text.addressReason}
        act={async ({ reason }) => {
          const { name, address, phone } = await call(deliveryEndpoints.openAddress, {
            params: { county, delivery },
            body: { reason },
          })
          setOpened([name, phone, address].filter(Boolean).join(' '))
        }}
      />
    </div>
  )
}
