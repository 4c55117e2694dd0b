import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Drawer, Space } from 'antd'
import { useRef } from 'react'
import { type PaymentListRow, paymentListEndpoints } from '#contract/payment-lists.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { DecideRow } from './DecideRow.tsx'
import { listWords } from './messages.ts'
import { whyOf } from './why.ts'

type Props = {
  county: string
  listId: string
  row: PaymentListRow
  open: boolean
  onClose: () => void
  onNext: (row: PaymentListRow) => void
}

/** A line as the list says it beside what the records have; where it is open, somebody decides it here. */
export function RowDrawer({ county, listId, row, open, onClose, onNext }: Props) {
  const text = useText(listWords)
  const mayDecide = useMay('dues.collect', county)
  const sides = useRef<HTMLDivElement>(null)
  const isOpen = row.paymentId === null && row.outcome !== 'refused' && row.outcome !== 'already'
  const next = useQuery({
    queryKey: [paymentListEndpoints.listPaymentListRows.path, 'next', county, listId, row.rowNo],
    enabled: open && mayDecide,
    queryFn: () =>
      call(paymentListEndpoints.listPaymentListRows, {
        params: { county, list: listId },
        query: { outcome: 'doubtful', after: String(row.rowNo), limit: 1 },
      }),
  }).data?.rows[0]
  const goOn = () => (next ? onNext(next) : onClose())
  return (
    <Drawer
      open={open}
      onClose={onClose}
      // the drawer takes the focus when it opens; keys are for the first choice
      afterOpenChange={(isShown) => isShown && sides.current?.querySelector('input')?.focus()}
      title={`${row.sheet} · ${text.line} ${row.sheetRow}`}
      size={920}
      extra={
        next && (
          <Button size="small" onClick={() => onNext(next)}>
            {text.next}
          </Button>
        )
      }
    >
      <div ref={sides} style={{ display: 'flex', flexWrap: 'wrap', gap: 24 }}>
        <div style={{ flex: '1 1 320px', minWidth: 0 }}>
          <Said row={row} />
        </div>
        <div style={{ flex: '1 1 400px', minWidth: 0 }}>
          {isOpen && mayDecide ? (
            <DecideRow key={row.rowNo} county={county} listId={listId} row={row} onDone={goOn} />
          ) : (
            <Found row={row} />
          )}
        </div>
      </div>
    </Drawer>
  )
}

function Said({ row }: { row: PaymentListRow }) {
  const text = useText(listWords)
  const { kinds } = useText(duesWords)
  return (
    <Descriptions
      title={text.said}
      size="small"
      bordered
      column={1}
      styles={{ label: { width: 110 } }}
      items={[
        { key: 'outcome', label: text.outcome, children: text.outcomes[row.outcome] },
        { key: 'why', label: text.why, children: whyOf(text, row) },
        { key: 'payer', label: text.payer, children: row.payer ?? '—' },
        { key: 'id', label: text.idNumber, children: row.idMasked ?? '—' },
        { key: 'home', label: text.home, children: row.place || '—' },
        { key: 'kind', label: text.kind, children: row.kindWord ?? (row.kind ? kinds[row.kind] : '—') },
        { key: 'amount', label: text.amount, children: row.fen === null ? row.amountSaid || '—' : yuan(row.fen) },
        { key: 'paidOn', label: text.paidOn, children: row.paidOn ?? (row.daySaid || '—') },
        { key: 'receipt', label: text.receiptNo, children: row.receiptNo ?? '—' },
      ]}
    />
  )
}

/** What the records have of a line that nobody decides here any more. */
function Found({ row }: { row: PaymentListRow }) {
  const text = useText(listWords)
  const { kinds } = useText(duesWords)
  const { due } = row
  return (
    <Space orientation="vertical" size={12} style={{ width: '100%' }}>
      <Descriptions
        title={text.choose}
        size="small"
        bordered
        column={1}
        styles={{ label: { width: 130 } }}
        items={[
          { key: 'due', label: text.due, children: due ? `${kinds[due.kind]} · ${due.debtorName}` : '—' },
          { key: 'place', label: text.home, children: due?.place || '—' },
          { key: 'pays', label: text.pays, children: yuan(row.paysFen) },
          { key: 'held', label: text.held, children: yuan(row.heldFen) },
        ]}
      />
      {row.decider && <span>{text.decidedBy(row.decider, row.decisionReason ?? '')}</span>}
    </Space>
  )
}
