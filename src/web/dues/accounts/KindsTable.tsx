import { Table } from 'antd'
import type { KindSum } from '#contract/due-shapes.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { accountWords } from './messages.ts'

const money = { width: 130, align: 'right', className: 'number' } as const

/** Kinds of dues with what was due, paid, taken off and is owed, and their sum. */
export function KindsTable({ kinds, label }: { kinds: readonly KindSum[]; label: string }) {
  const text = useText(duesWords)
  const words = useText(accountWords)
  const sum = (of: (kind: KindSum) => number) => yuan(kinds.reduce((all, kind) => all + of(kind), 0))
  const columns = [
    { title: text.amount, of: (kind: KindSum) => kind.assessedFen },
    { title: text.paid, of: (kind: KindSum) => kind.paidFen },
    { title: text.reduced, of: (kind: KindSum) => kind.reducedFen },
    { title: words.deferred, of: (kind: KindSum) => kind.deferredFen },
    { title: text.owed, of: (kind: KindSum) => kind.owedFen },
  ]
  return (
    <Table<KindSum>
      aria-label={label}
      size="small"
      pagination={false}
      rowKey="kind"
      dataSource={[...kinds]}
      scroll={{ x: 800 }}
      columns={[
        { title: text.kind, width: 170, render: (_, { kind }) => text.kinds[kind] },
        ...columns.map(({ title, of }) => ({
          title,
          key: title,
          ...money,
          render: (_: unknown, kind: KindSum) => yuan(of(kind)),
        })),
      ]}
      summary={() =>
        kinds.length > 1 && (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{words.total}</Table.Summary.Cell>
            {columns.map(({ title, of }, at) => (
              <Table.Summary.Cell key={title} index={at + 1} align="right" className="number">
                <strong>{sum(of)}</strong>
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )
      }
    />
  )
}
