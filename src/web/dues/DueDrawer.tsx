import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Due } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { endpointQuery } from '../platform/api.ts'
import { yuan } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { DebtorLink, debtorOf } from './accounts/DebtorLink.tsx'
import { type DueAct, DueActModal } from './DueActModal.tsx'
import { duesWords } from './messages.ts'

/** One due: what is owed and why, what was granted, every payment on it, and what may be done. */
export function DueDrawer({
  county,
  due: id,
  open,
  onClose,
}: {
  county: string
  due: string
  open: boolean
  onClose: () => void
}) {
  const text = useText(duesWords)
  const due = useQuery(endpointQuery(duesEndpoints.getDue, { params: { county, due: id } }))
  const title = due.data ? `${text.kinds[due.data.kind]} · ${due.data.debtorName}` : text.title
  return (
    <Drawer open={open} onClose={onClose} title={title} size={720}>
      <Reading query={due}>{(found) => <Particulars due={found} />}</Reading>
    </Drawer>
  )
}

function Particulars({ due }: { due: Due }) {
  const text = useText(duesWords)
  const queries = useQueryClient()
  const [asked, setAsked] = useState<{ act: DueAct; no: number }>()
  const [isAsking, setAsking] = useState(false)
  const mayRecord = useMay('dues.record', due.countyCode)
  const mayCollect = useMay('dues.collect', due.countyCode)
  const isOwed = due.owedFen > 0
  const setAct = (act: DueAct) => {
    setAsked({ act, no: (asked?.no ?? 0) + 1 })
    setAsking(true)
  }
  const mayDo = isOwed && (mayCollect || mayRecord)
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      {mayDo && (
        <Space wrap role="toolbar" aria-label={text.title}>
          {mayCollect && (
            <Button type="primary" onClick={() => setAct({ act: 'pay' })}>
              {text.pay}
            </Button>
          )}
          {mayRecord && <Button onClick={() => setAct({ act: 'deferral' })}>{text.defer}</Button>}
          {mayRecord && <Button onClick={() => setAct({ act: 'reduction' })}>{text.reduce}</Button>}
          {mayRecord && due.paidFen === 0 && (
            <Button onClick={() => setAct({ act: 'cancel' })}>{text.cancelDue}</Button>
          )}
        </Space>
      )}
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          { key: 'kind', label: text.kind, children: text.kinds[due.kind] },
          { key: 'debtor', label: text.debtor, children: <Whose due={due} /> },
          { key: 'estate', label: text.estate, children: [due.estateName, due.home].filter(Boolean).join(' ') || '—' },
          { key: 'amount', label: text.amount, children: yuan(due.amountFen) },
          { key: 'paid', label: text.paid, children: yuan(due.paidFen) },
          { key: 'reduced', label: text.reduced, children: yuan(due.reducedFen) },
          { key: 'owed', label: text.owed, children: <strong>{yuan(due.owedFen)}</strong> },
          { key: 'due', label: text.dueOn, children: <DueDay due={due} /> },
          { key: 'basis', label: text.basis, children: due.basis },
          ...(due.computed ? [{ key: 'how', label: text.how, children: <How computed={due.computed} /> }] : []),
          ...(due.cancelReason ? [{ key: 'cancelled', label: text.states.cancelled, children: due.cancelReason }] : []),
        ]}
      />
      {due.terms.length > 0 && <Terms due={due} />}
      <Payments due={due} mayCollect={mayCollect} onReverse={(payment) => setAct({ act: 'reverse', payment })} />
      {asked && (
        <DueActModal
          key={asked.no}
          due={due}
          act={asked.act}
          open={isAsking}
          onClose={() => setAsking(false)}
          onDone={() => queries.invalidateQueries()}
        />
      )}
    </Space>
  )
}

/** The debtor; everything he owes is on his account. */
const Whose = ({ due }: { due: Due }) => (
  <DebtorLink county={due.countyCode} debtor={debtorOf(due)}>
    {due.debtorName}
  </DebtorLink>
)

/** The day a due is owed by, and until when it is put off. */
function DueDay({ due }: { due: Due }) {
  const text = useText(duesWords)
  return (
    <>
      {due.dueOn ?? '—'}
      {due.deferredUntil && ` · ${text.untilOn} ${due.deferredUntil}`}
    </>
  )
}

export function How({ computed }: { computed: NonNullable<Due['computed']> }) {
  const text = useText(duesWords)
  const { source } = computed
  return (
    <>
      {text.rule(computed.rule, computed.from)}
      <br />
      {source.document} {source.number} {!source.verified && <Tag>{text.unverified}</Tag>}
    </>
  )
}

function Terms({ due }: { due: Due }) {
  const text = useText(duesWords)
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="id"
      title={() => text.terms}
      dataSource={due.terms}
      columns={[
        { title: text.termKind, width: 80, render: (_, { kind }) => text.termKinds[kind] },
        {
          title: text.termExtent,
          width: 180,
          render: (_, { amountFen, untilOn }) =>
            amountFen === null ? `${text.untilOn} ${untilOn}` : text.yuan(yuan(amountFen)),
        },
        {
          title: text.basis,
          render: (_, { basis, endedOn }) => (endedOn ? `${basis}（${text.ended} ${endedOn}）` : basis),
        },
      ]}
    />
  )
}

function Payments({
  due,
  mayCollect,
  onReverse,
}: {
  due: Due
  mayCollect: boolean
  onReverse: (payment: Due['payments'][number]) => void
}) {
  const text = useText(duesWords)
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="paymentId"
      title={() => text.payments}
      dataSource={due.payments}
      locale={{ emptyText: text.noPayments }}
      scroll={{ x: 560 }}
      columns={[
        { title: text.paidOn, dataIndex: 'paidOn', width: 110 },
        { title: text.receiptNo, dataIndex: 'receiptNo' },
        { title: text.way, width: 80, render: (_, { way }) => text.ways[way] },
        { title: text.amountYuan, width: 120, align: 'right', className: 'number', render: (_, { fen }) => yuan(fen) },
        { title: text.takenBy, dataIndex: 'takerName', width: 110 },
        {
          title: '',
          width: 90,
          render: (_, payment) => {
            if (payment.reverses) return <Tag>{text.reverse}</Tag>
            if (payment.isReversed) return <Tag>{text.isReversed}</Tag>
            return mayCollect ? (
              <Button size="small" onClick={() => onReverse(payment)}>
                {text.reverse}
              </Button>
            ) : null
          },
        },
      ]}
    />
  )
}
