import { Card, Table, Tag } from 'antd'
import type { Recovery } from '#contract/recoveries.ts'
import { yuan } from '../../platform/format.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { recoveryWords } from './messages.ts'

type Debt = Recovery['debts'][number]

/** The debts of a case, each with the late fee of its own kind up to today. */
export function Debts({ recovery: { debts, asOf } }: { recovery: Recovery }) {
  const text = useText(recoveryWords)
  const words = useText(duesWords)
  const money = { width: 130, align: 'right', className: 'number' } as const
  return (
    <Card size="small" title={text.debts} extra={text.asOf(asOf)}>
      <Table<Debt>
        size="small"
        rowKey="dueId"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={debts}
        columns={[
          { title: text.kind, width: 170, render: (_, debt) => <KindOf debt={debt} kind={words.kinds[debt.kind]} /> },
          { title: text.dueDay, width: 105, render: (_, { dueOn }) => dueOn ?? '—' },
          { title: text.began, ...money, render: (_, { beganFen }) => yuan(beganFen) },
          { title: text.paid, ...money, render: (_, { paidFen }) => yuan(paidFen) },
          { title: text.owed, ...money, render: (_, { owedFen }) => <strong>{yuan(owedFen)}</strong> },
          { title: text.lateFee, width: 170, align: 'right', render: (_, debt) => <LateFee debt={debt} /> },
        ]}
      />
      <p className="quiet recovery-note">{text.feesApart}</p>
    </Card>
  )
}

function KindOf({ debt: { basis, isCancelled, deferredUntil, ranOutOn }, kind }: { debt: Debt; kind: string }) {
  const text = useText(recoveryWords)
  return (
    <>
      <div>{kind}</div>
      <small className="quiet">{basis}</small>
      {isCancelled && <Tag>{text.cancelled}</Tag>}
      {deferredUntil && <Tag color="blue">{text.deferredUntil(deferredUntil)}</Tag>}
      {ranOutOn && <Tag color="red">{text.ranOut(ranOutOn)}</Tag>}
    </>
  )
}

/** A late fee with its days and rule, or why there is none to tell: unknown is never nought. */
function LateFee({ debt: { lateFee, lateFeeUnknown } }: { debt: Debt }) {
  const text = useText(recoveryWords)
  const unknown: Record<string, string> = text.unknownFee
  if (lateFee === null)
    return <span className="quiet">{lateFeeUnknown === 'no_rule' ? text.noRule : unknown[lateFeeUnknown ?? '']}</span>
  const { rule, source, inputs } = lateFee
  return (
    <>
      <span className="number">{yuan(lateFee.fen)}</span>
      <br />
      <small className="quiet">
        {text.lateDays} {inputs.days} · {rule} {!source.verified && <Tag>{text.unverified}</Tag>}
      </small>
    </>
  )
}
