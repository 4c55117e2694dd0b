import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Table } from 'antd'
import type { EstateDues } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { endpointQuery } from '../platform/api.ts'
import { yuan } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { duesWords } from './messages.ts'

/** What is owed on an estate and its homes, by kind; every due is behind the link. */
export function EstateDuesCard({ county, estate }: { county: string; estate: string }) {
  const text = useText(duesWords)
  const dues = useQuery(endpointQuery(duesEndpoints.estateDues, { params: { county, estate } }))
  return (
    <Card
      size="small"
      title={text.title}
      style={{ marginTop: 16 }}
      extra={
        <Link to="/regions/$region/dues" params={{ region: county }} search={{ view: 'list', estate }}>
          {text.toList}
        </Link>
      }
    >
      <Reading query={dues}>
        {({ kinds }) => (kinds.length === 0 ? text.nothingOnEstate : <Kinds kinds={kinds} />)}
      </Reading>
    </Card>
  )
}

function Kinds({ kinds }: EstateDues) {
  const text = useText(duesWords)
  const money = { width: 130, align: 'right', className: 'number' } as const
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="kind"
      dataSource={kinds}
      scroll={{ x: 640 }}
      columns={[
        { title: text.kind, width: 180, render: (_, { kind }) => text.kinds[kind] },
        { title: text.amount, ...money, render: (_, { assessedFen }) => yuan(assessedFen) },
        { title: text.paid, ...money, render: (_, { paidFen }) => yuan(paidFen) },
        { title: text.reduced, ...money, render: (_, { reducedFen }) => yuan(reducedFen) },
        { title: text.owed, ...money, render: (_, { owedFen }) => <strong>{yuan(owedFen)}</strong> },
      ]}
    />
  )
}
