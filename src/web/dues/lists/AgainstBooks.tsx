import { useQuery } from '@tanstack/react-query'
import { Card, Empty, Space, Table } from 'antd'
import { type ListAgainstBooks, type PaymentList, paymentListEndpoints } from '#contract/payment-lists.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { listWords } from './messages.ts'

/** The list beside the books of its days: what both have, and what only one of them has. */
export function AgainstBooks({ county, list }: { county: string; list: PaymentList }) {
  const query = { params: { county, list: list.id } }
  const found = useQuery(endpointQuery(paymentListEndpoints.paymentListAgainstBooks, query))
  return <Reading query={found}>{(against) => <Against against={against} />}</Reading>
}

function Against({ against }: { against: ListAgainstBooks }) {
  const text = useText(listWords)
  const { firstOn, lastOn, payments } = against
  const sums = (['both', 'listOnly', 'booksOnly'] as const).map((part) => ({ part, ...against[part] }))
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Card size="small" {...(firstOn && lastOn && { title: text.againstHint(firstOn, lastOn) })}>
        <Table
          size="small"
          pagination={false}
          rowKey="part"
          dataSource={sums}
          columns={[
            { title: text.books, render: (_, { part }) => text.against[part] },
            { title: text.rows, width: 140, align: 'right', className: 'number', render: (_, { rows }) => count(rows) },
            { title: text.amount, width: 200, align: 'right', className: 'number', render: (_, { fen }) => yuan(fen) },
          ]}
        />
      </Card>
      <Card size="small" title={text.against.booksOnly}>
        <Table
          size="small"
          pagination={false}
          scroll={{ x: 700 }}
          rowKey={({ paymentId }) => paymentId}
          dataSource={payments}
          locale={{ emptyText: <Empty description={text.allInBooks} /> }}
          columns={[
            { title: text.paidOn, dataIndex: 'paidOn', width: 120 },
            { title: text.receiptNo, dataIndex: 'receiptNo', width: 220, ellipsis: true },
            { title: text.payer, dataIndex: 'payerName', ellipsis: true },
            { title: text.amount, width: 140, align: 'right', className: 'number', render: (_, { fen }) => yuan(fen) },
            { title: text.taker, dataIndex: 'takerName', width: 120, ellipsis: true },
          ]}
        />
      </Card>
    </Space>
  )
}
