import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Alert, App, Button, Tooltip } from 'antd'
import { useState } from 'react'
import { type PaymentList, paymentListEndpoints } from '#contract/payment-lists.ts'
import { call, download, endpointQuery } from '../../platform/api.ts'
import { count, yuan } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { AgainstBooks } from './AgainstBooks.tsx'
import { ListRows } from './ListRows.tsx'
import { listWords } from './messages.ts'
import { OutcomeTiles } from './OutcomeTiles.tsx'

const from = '/signed-in/shell/counties/$county/payment-lists/$list'

/** How often a list that is being booked is asked for. */
const askEveryMs = 1000

/** One payment list: what became of its lines, how it stands against the books, and booking it. */
export function PaymentListPage() {
  const { county, list } = useParams({ from })
  const found = useQuery({
    ...endpointQuery(paymentListEndpoints.getPaymentList, { params: { county, list } }),
    refetchInterval: ({ state }) => (state.data?.isBooking ? askEveryMs : false),
  })
  return <Reading query={found}>{(known) => <ListView county={county} list={known} />}</Reading>
}

function ListView({ county, list }: { county: string; list: PaymentList }) {
  const { outcome } = useSearch({ from })
  const text = useText(listWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const mayBook = useMay('dues.collect', county)
  const params = { county, list: list.id }
  const tell = (error: Error) => message.error(error.message)
  const report = () => download(paymentListEndpoints.paymentListWorkbook, { params }, text.reportName).catch(tell)
  const match = () =>
    call(paymentListEndpoints.matchPaymentList, { params })
      .then(() => queries.invalidateQueries())
      .then(() => message.success(text.matched))
      .catch(tell)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{list.name}</h1>
        <span style={{ opacity: 0.75 }}>
          {list.bringer} {list.broughtAt}
        </span>
        <div className="end no-print">
          <Link to="/counties/$county/payment-lists" params={{ county }}>
            <Button>{text.back}</Button>
          </Link>
          <Tooltip title={text.reportHint}>
            <Button onClick={report}>{text.report}</Button>
          </Tooltip>
          {mayBook && (
            <Button disabled={list.isBooking} onClick={match}>
              {text.match}
            </Button>
          )}
          {mayBook && <BookButton county={county} list={list} />}
        </div>
      </div>
      <Standing list={list} />
      <OutcomeTiles list={list} chosen={outcome} />
      {outcome === 'books' ? (
        <AgainstBooks county={county} list={list} />
      ) : (
        <ListRows county={county} list={list} outcome={outcome} />
      )}
    </div>
  )
}

function Standing({ list }: { list: PaymentList }) {
  const text = useText(listWords)
  const { counts, open, isBooking, before, unreadable, statedFen, totalFen } = list
  const doubtful = counts.doubtful ?? 0
  const isDone = open === 0 && doubtful === 0
  const words = isBooking ? text.booking : open > 0 ? text.standing.open(count(open)) : text.standing.done
  return (
    <Alert
      showIcon
      style={{ marginBottom: 16 }}
      type={isDone ? 'success' : 'info'}
      message={words}
      description={
        <>
          {doubtful > 0 && <div>{text.standing.doubtful(count(doubtful))}</div>}
          {unreadable > 0 && <div>{text.unreadable(count(unreadable))}</div>}
          {statedFen !== null && statedFen !== totalFen && <div>{text.stated(yuan(statedFen))}</div>}
          {before && <div>{text.before(before)}</div>}
        </>
      }
    />
  )
}

function BookButton({ county, list }: { county: string; list: PaymentList }) {
  const text = useText(listWords)
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)

  async function book({ reason }: { reason: string }) {
    await call(paymentListEndpoints.bookPaymentList, { params: { county, list: list.id }, body: { reason } })
    await queries.invalidateQueries()
  }
  return (
    <>
      <Button type="primary" disabled={list.open === 0} loading={list.isBooking} onClick={() => setOpen(true)}>
        {text.book}
      </Button>
      <ReasonModal
        title={text.bookTitle(count(list.open))}
        open={isOpen}
        onClose={() => setOpen(false)}
        act={book}
        done={text.ordered}
        suggested={text.bookReason}
      >
        <p>{text.bookHint}</p>
      </ReasonModal>
    </>
  )
}
