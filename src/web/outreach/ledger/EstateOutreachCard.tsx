import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Space } from 'antd'
import { outreachEndpoints } from '#contract/outreach.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { outreachWords } from '../messages.ts'
import '../outreach.css'
import { planWords } from '../plans/messages.ts'

/** How outreach stands in an estate. */
export function EstateOutreachCard({ county, estate }: { county: string; estate: string }) {
  const text = useText(outreachWords)
  const plans = useText(planWords)
  const summary = useQuery(
    endpointQuery(outreachEndpoints.outreachSummary, { params: { region: county }, query: { estate } }),
  )
  return (
    <Card
      size="small"
      title={text.card}
      style={{ marginTop: 16 }}
      extra={
        <Space className="no-print" size={16} wrap>
          <Link to="/regions/$region/visit-plans" params={{ region: county }} search={{ estate }}>
            {plans.title}
          </Link>
          <Link to="/regions/$region/outreach" params={{ region: county }} search={{ estate }}>
            {text.toLedger}
          </Link>
        </Space>
      }
    >
      <Reading query={summary}>
        {(found) => (
          <dl className="outreach-sums">
            {(['open', 'tried', 'asked', 'willing', 'unwilling', 'unreachable', 'due'] as const).map((figure) => (
              <div key={figure}>
                <dt>{text[figure]}</dt>
                <dd>{count(found[figure])}</dd>
              </div>
            ))}
          </dl>
        )}
      </Reading>
    </Card>
  )
}
