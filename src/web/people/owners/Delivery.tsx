import type { OwnHome } from '#contract/owners.ts'
import { useText } from '../../platform/text.ts'
import { useDay } from '../platform/days.ts'
import { Card, Facts } from '../platform/parts.tsx'
import { ownerWords } from './messages.ts'

/** How the certificate reaches its owner, and where the parcel is. */
export function Delivery({ home: { delivery } }: { home: OwnHome }) {
  const text = useText(ownerWords)
  const day = useDay()
  if (!delivery) return null
  const facts = [
    { term: text.wayLabel, value: text.ways[delivery.way] },
    { term: text.deliveryPlace, value: delivery.place },
    { term: text.deliveryDay, value: delivery.on && day(delivery.on) },
    { term: text.carrier, value: delivery.carrier },
    { term: text.trackingNo, value: delivery.trackingNo },
    { term: text.sentOn, value: delivery.sentOn && day(delivery.sentOn) },
    { term: text.tracking, value: delivery.trackingWords },
  ].filter(({ value }) => value !== null)
  return (
    <Card title={text.delivery}>
      <Facts facts={facts} />
    </Card>
  )
}
