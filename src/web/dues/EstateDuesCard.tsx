import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Space } from 'antd'
import { duesEndpoints } from '#contract/dues.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { KindsTable } from './accounts/KindsTable.tsx'
import { accountWords } from './accounts/messages.ts'
import { duesWords } from './messages.ts'

/** What is owed on an estate and its homes, by kind; every due is behind the link. */
export function EstateDuesCard({ county, estate }: { county: string; estate: string }) {
  const text = useText(duesWords)
  const words = useText(accountWords)
  const dues = useQuery(endpointQuery(duesEndpoints.estateDues, { params: { county, estate } }))
  return (
    <Card
      size="small"
      title={text.title}
      style={{ marginTop: 16 }}
      extra={
        <Space className="no-print" size={16}>
          <Link to="/counties/$county/estates/$estate/money" params={{ county, estate }}>
            {words.estateMoney}
          </Link>
          <Link to="/regions/$region/dues" params={{ region: county }} search={{ view: 'list', estate }}>
            {text.toList}
          </Link>
        </Space>
      }
    >
      <Reading query={dues}>
        {({ kinds }) => (kinds.length === 0 ? text.nothingOnEstate : <KindsTable kinds={kinds} label={text.title} />)}
      </Reading>
    </Card>
  )
}
