import { Card, Table, Tag } from 'antd'
import type { Recovery } from '#contract/recoveries.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { recoveryWords } from './messages.ts'

type Payment = Recovery['payments'][number]

/** Every payment on the debts of a case, those taken back with their reversals, the latest first. */
export function Payments({ payments }: Pick<Recovery, 'payments'>) {
  const text = useText(recoveryWords)
  const words = useText(duesWords)
  return (
    <Card size="small" title={text.payments}>
      <Table<Payment>
        size="small"
        rowKey={({ paymentId, kind }) => `${paymentId} ${kind}`}
        pagination={false}
        scroll={{ x: 740 }}
        dataSource={payments}
        locale={{ emptyText: text.noPayments }}
        columns={[
          { title: text.paidOn, dataIndex: 'paidOn', width: 105 },
          { title: text.receiptNo, dataIndex: 'receiptNo', width: 230 },
          { title: text.kind, width: 120, render: (_, { kind }) => words.kinds[kind] },
          { title: text.payer, dataIndex: 'payerName', width: 140, ellipsis: true },
          { title: text.amount, width: 120, align: 'right', className: 'number', render: (_, { fen }) => yuan(fen) },
          {
            title: '',
            width: 80,
            render: (_, { isReversed, reverses }) =>
              reverses ? <Tag>{text.reverses}</Tag> : isReversed ? <Tag>{text.isReversed}</Tag> : null,
          },
        ]}
      />
    </Card>
  )
}
