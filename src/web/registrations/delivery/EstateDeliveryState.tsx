import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card } from 'antd'
import { deliveryEndpoints } from '#contract/delivery.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { EstateJoint } from '../joint/EstateJoint.tsx'
import { waysOf } from './EstatesDelivery.tsx'
import { deliveryWords } from './messages.ts'

/** How the certificates of one estate stand, and its joint acceptances; for the estate's file. */
export function EstateDeliveryState({ county, estate }: { county: string; estate: string }) {
  const text = useText(deliveryWords)
  const found = useQuery(
    endpointQuery(deliveryEndpoints.estatesDelivery, { params: { region: county }, query: { estate } }),
  ).data
  const [state] = found ?? []
  const cards = state && [
    [text.certified, state.certified],
    [text.deliveredCount, state.delivered],
    [text.undeliveredCount, state.certified - state.delivered],
    [text.sentCount, state.sent],
    [text.returnedCount, state.returned],
  ]
  return (
    <>
      {state && cards && (
        <Card
          size="small"
          title={text.estateTitle}
          style={{ marginTop: 16 }}
          extra={
            <Link to="/regions/$region/delivery" params={{ region: county }} search={{ estate }} className="no-print">
              <Button size="small">{text.openList}</Button>
            </Link>
          }
        >
          <dl className="facts">
            {cards.map(([name, n]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{count(Number(n))}</dd>
              </div>
            ))}
            <div>
              <dt>{text.ofWays}</dt>
              <dd>{waysOf(text, state) || text.none}</dd>
            </div>
          </dl>
        </Card>
      )}
      <EstateJoint county={county} estate={estate} />
    </>
  )
}
