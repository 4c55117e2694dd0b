import { Card, Table, Tag } from 'antd'
import type { Recovery } from '#contract/recoveries.ts'
import type { InstalmentState } from '#domain/dues/recovery.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { recoveryWords } from './messages.ts'

const colours: Record<InstalmentState, string> = { paid: 'green', late: 'red', partly: 'blue', open: 'default' }

/** The instalment plan that holds: which are paid, which was missed. */
export function PlanCard({ recovery: { plan } }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  if (!plan)
    return (
      <Card size="small" title={text.plan}>
        <span className="quiet">{text.noPlan}</span>
      </Card>
    )
  return (
    <Card size="small" title={text.plan} extra={text.agreedOn(plan.agreedOn, plan.basis)}>
      <Table
        size="small"
        rowKey="dueOn"
        pagination={false}
        scroll={{ x: 520 }}
        dataSource={plan.instalments.map((instalment, at) => ({ ...instalment, no: at + 1 }))}
        columns={[
          { title: '', width: 90, render: (_, { no }) => text.instalment(no) },
          { title: text.instalmentDay, dataIndex: 'dueOn', width: 120 },
          {
            title: text.instalmentAmount,
            width: 130,
            align: 'right',
            className: 'number',
            render: (_, { amountFen }) => yuan(amountFen),
          },
          {
            title: text.instalmentPaid,
            width: 130,
            align: 'right',
            className: 'number',
            render: (_, { paidFen }) => yuan(paidFen),
          },
          {
            title: text.state,
            width: 110,
            render: (_, { state }) => <Tag color={colours[state]}>{text.instalmentStates[state]}</Tag>,
          },
        ]}
      />
    </Card>
  )
}
