import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Segmented, Tag } from 'antd'
import { type PaymentList, paymentListEndpoints } from '#contract/payment-lists.ts'
import { call } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { BringList } from './BringList.tsx'
import { HeldMoneyList } from './HeldMoneyList.tsx'
import { listWords } from './messages.ts'

const from = '/signed-in/shell/counties/$county/payment-lists'

/** What the tax office and the banks list as paid, and the money of it that pays no due yet. */
export function PaymentListsPage() {
  const { county } = useParams({ from })
  const { view = 'lists' } = useSearch({ from })
  const text = useText(listWords)
  const set = useSetSearch()
  const name = useRegionName(county)
  const mayBring = useMay('dues.collect', county)
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => set({ view: chosen })}
        />
        {mayBring && (
          <div className="end no-print">
            <BringList county={county} />
          </div>
        )}
      </div>
      {view === 'held' ? <HeldMoneyList county={county} /> : <ListsTable county={county} />}
    </div>
  )
}

function ListsTable({ county }: { county: string }) {
  const text = useText(listWords)
  const navigate = useNavigate()
  return (
    <RecordTable<PaymentList>
      listKey={[paymentListEndpoints.listPaymentLists.path, county]}
      load={(after) => call(paymentListEndpoints.listPaymentLists, { params: { county }, query: { after } })}
      rowKey={({ id }) => id}
      onOpen={({ id }) => navigate({ to: '/counties/$county/payment-lists/$list', params: { county, list: id } })}
      width={1090}
      empty={
        <>
          {text.noLists}
          <br />
          {text.noListsHint}
        </>
      }
      columns={[
        { title: text.name, dataIndex: 'name', width: 230, ellipsis: true },
        { title: text.broughtAt, dataIndex: 'broughtAt', width: 150 },
        { title: text.days, width: 200, render: (_, { firstOn, lastOn }) => daysOf(firstOn, lastOn) },
        { title: text.rows, width: 90, align: 'right', className: 'number', render: (_, row) => count(row.rows) },
        { title: text.total, width: 150, align: 'right', className: 'number', render: (_, row) => yuan(row.totalFen) },
        {
          title: text.toBook,
          width: 90,
          align: 'right',
          className: 'number',
          render: (_, { open, isBooking }) => (isBooking ? <Tag color="processing">{text.booking}</Tag> : count(open)),
        },
        {
          title: text.toLookInto,
          width: 90,
          align: 'right',
          className: 'number',
          render: (_, { counts }) => count((counts.doubtful ?? 0) + (counts.refused ?? 0)),
        },
        { title: text.bringer, dataIndex: 'bringer', width: 110, ellipsis: true },
      ]}
    />
  )
}

const daysOf = (first: string | null, last: string | null) =>
  first === null ? '—' : first === last ? first : `${first} – ${last}`
