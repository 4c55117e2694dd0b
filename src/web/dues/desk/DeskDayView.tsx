import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Card, DatePicker, Empty, Space, Tag } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { cashDeskEndpoints } from '#contract/cash-desk.ts'
import type { Closing, DeskPayment } from '#contract/cash-desk-shapes.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { RecordTable, type RecordTableProps } from '../../platform/RecordTable.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { duesWords } from '../messages.ts'
import { CountForm } from './CountForm.tsx'
import { type DeskText, deskWords } from './messages.ts'
import { closingAddress, receiptAddress } from './open-print.ts'
import { ReverseButton } from './ReverseButton.tsx'

/** A desk's day: what was taken by way, its count and closing, and every receipt of it. */
export function DeskDayView({ county, desk }: { county: string; desk: string }) {
  const text = useText(deskWords)
  const [day, setDay] = useState(dayjs().format('YYYY-MM-DD'))
  const query = useQuery({
    ...endpointQuery(cashDeskEndpoints.deskDay, { params: { county }, query: { desk, day } }),
    enabled: desk !== '',
  })
  if (desk === '') return <Empty description={text.chooseDesk} />
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <div className="desk-name no-print">
        {text.day}
        <DatePicker
          allowClear={false}
          aria-label={text.day}
          value={dayjs(day)}
          maxDate={dayjs()}
          onChange={(chosen) => chosen && setDay(chosen.format('YYYY-MM-DD'))}
        />
      </div>
      <Reading query={query}>
        {(found) => (
          <>
            {found.openDays.length > 0 && (
              <Alert type="warning" showIcon message={text.openDays(found.openDays.join('、'))} />
            )}
            <Card size="small" title={`${desk} · ${day} · ${text.entries(count(found.entries))}`}>
              {found.closing && <Standing county={county} closing={found.closing} />}
              <CountForm key={`${desk} ${day} ${found.closing?.id ?? ''}`} county={county} day={found} />
            </Card>
          </>
        )}
      </Reading>
      <Payments county={county} desk={desk} day={day} />
    </Space>
  )
}

function Standing({ county, closing }: { county: string; closing: Closing }) {
  const text = useText(deskWords)
  const { closedOn, counterName } = closing
  return (
    <Alert
      type={closedOn ? 'success' : 'warning'}
      showIcon
      style={{ marginBottom: 12 }}
      message={closedOn ? text.closed(closedOn) : text.waits(counterName)}
      action={
        <Button size="small" href={closingAddress(county, closing.id)} target="_blank">
          {text.printClosing}
        </Button>
      }
    />
  )
}

function Payments({ county, desk, day }: { county: string; desk: string; day: string }) {
  const text = useText(deskWords)
  const dues = useText(duesWords)
  const mayCollect = useMay('dues.collect', county)
  const query = { desk, day }
  const acts = ({ paymentId, receiptNo, isReversed, reverses }: DeskPayment) => {
    if (reverses) return <Tag>{text.reversalOf(reverses)}</Tag>
    if (isReversed) return <Tag>{text.reversed}</Tag>
    const of = { county, desk, payment: paymentId, receiptNo }
    return mayCollect ? <ReverseButton {...of} /> : null
  }
  return (
    <RecordTable<DeskPayment>
      listKey={[cashDeskEndpoints.deskPayments.path, county, query]}
      load={(after) => call(cashDeskEndpoints.deskPayments, { params: { county }, query: { ...query, after } })}
      columns={columnsOf(text, dues.kinds, acts)}
      rowKey={({ paymentId }) => paymentId}
      onOpen={({ paymentId }) => window.open(receiptAddress(county, paymentId), '_blank')}
      width={1130}
      height={360}
      empty={text.noPayments}
    />
  )
}

const columnsOf = (
  text: DeskText,
  kinds: Readonly<Record<string, string>>,
  acts: (payment: DeskPayment) => React.ReactNode,
): RecordTableProps<DeskPayment>['columns'] => [
  { title: text.receiptNo, width: 225, ellipsis: true, dataIndex: 'receiptNo' },
  { title: text.place, width: 170, ellipsis: true, render: (_, { home }) => home ?? '—' },
  { title: text.payer, width: 110, ellipsis: true, dataIndex: 'payerName' },
  {
    title: text.kinds,
    width: 170,
    ellipsis: true,
    render: (_, { kinds: of }) => of.map((kind) => kinds[kind]).join('、'),
  },
  { title: text.way, width: 90, render: (_, { way }) => text.ways[way] },
  { title: text.wayAmount, width: 115, align: 'right', className: 'number', render: (_, { fen }) => yuan(fen) },
  { title: text.takenBy, width: 110, ellipsis: true, dataIndex: 'takerName' },
  {
    title: '',
    width: 130,
    onCell: () => ({ onClick: (event) => event.stopPropagation(), onKeyDown: (event) => event.stopPropagation() }),
    render: (_, payment) => acts(payment),
  },
]
