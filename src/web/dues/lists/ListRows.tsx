import { Tag } from 'antd'
import { useState } from 'react'
import { type PaymentList, type PaymentListRow, paymentListEndpoints } from '#contract/payment-lists.ts'
import { rowOutcomeNames } from '#domain/dues/list-findings.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { RecordTable, type RecordTableProps } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { listWords } from './messages.ts'
import { RowDrawer } from './RowDrawer.tsx'
import { whyOf } from './why.ts'

const colours = {
  booked: 'success',
  held: 'processing',
  already: 'default',
  doubtful: 'warning',
  aside: 'default',
  refused: 'error',
} as const

/** Lines of a list with what became of each and why; a line opens beside what the records have of it. */
export function ListRows({
  county,
  list,
  outcome,
}: {
  county: string
  list: PaymentList
  outcome: string | undefined
}) {
  const text = useText(listWords)
  const { kinds } = useText(duesWords)
  const asked = rowOutcomeNames.find((name) => name === outcome)
  const [opened, setOpened] = useState<PaymentListRow>()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <RecordTable<PaymentListRow>
        listKey={[paymentListEndpoints.listPaymentListRows.path, county, list.id, list.open, list.counts, asked]}
        load={(after) =>
          call(paymentListEndpoints.listPaymentListRows, {
            params: { county, list: list.id },
            query: { after, ...(asked && { outcome: asked }) },
          })
        }
        rowKey={({ rowNo }) => String(rowNo)}
        onOpen={(row) => {
          setOpened(row)
          setOpen(true)
        }}
        width={1190}
        empty={text.noRows}
        columns={columnsOf(text, kinds)}
      />
      {opened && (
        <RowDrawer
          county={county}
          listId={list.id}
          row={opened}
          open={isOpen}
          onClose={() => setOpen(false)}
          onNext={setOpened}
        />
      )}
    </>
  )
}

const columnsOf = (
  text: (typeof listWords)['zh'],
  kinds: Record<string, string>,
): RecordTableProps<PaymentListRow>['columns'] => [
  { title: text.line, dataIndex: 'sheetRow', width: 75, align: 'right', className: 'number' },
  {
    title: text.outcome,
    width: 105,
    render: (_, { outcome }) => <Tag color={colours[outcome]}>{text.outcomes[outcome]}</Tag>,
  },
  { title: text.why, width: 280, ellipsis: true, render: (_, row) => whyOf(text, row) },
  { title: text.payer, width: 95, ellipsis: true, render: (_, { payer }) => payer ?? '—' },
  { title: text.home, width: 170, ellipsis: true, render: (_, { place }) => place || '—' },
  {
    title: text.kind,
    width: 120,
    ellipsis: true,
    render: (_, { kind, kindWord }) => (kind ? kinds[kind] : kindWord) ?? '—',
  },
  {
    title: text.amount,
    width: 120,
    align: 'right',
    className: 'number',
    render: (_, { fen, amountSaid }) => (fen === null ? amountSaid || '—' : yuan(fen)),
  },
  { title: text.paidOn, width: 110, render: (_, { paidOn, daySaid }) => paidOn ?? (daySaid || '—') },
  { title: text.receiptNo, width: 115, ellipsis: true, render: (_, { receiptNo }) => receiptNo ?? '—' },
]
