import { useInfiniteQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Card, Empty, Skeleton } from 'antd'
import { useState } from 'react'
import { type FundLine, fundsEndpoints } from '#contract/funds.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { platformWords } from '../../platform/messages.ts'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { AllotModal } from './AllotModal.tsx'
import { FundBar } from './FundBar.tsx'
import { FundDrawer } from './FundDrawer.tsx'
import './funds.css'
import { fundsWords } from './messages.ts'

const from = '/signed-in/shell/regions/$region/funds'

/** The special funds of a region: how far each is promised and spent, and for how many estates. */
export function FundsPage() {
  const text = useText(fundsWords)
  const { region } = useParams({ from })
  const { fund } = useSearch({ from })
  const setSearch = useSetSearch()
  const isCounty = !region.endsWith('00')
  const mayRecord = useMay('dues.record', region) && isCounty
  const [isAllotting, setAllotting] = useState(false)
  const [county, id] = fund?.split('.') ?? []
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {useRegionName(region)} · {text.title}
        </h1>
        {mayRecord && (
          <div className="end no-print">
            <Button type="primary" onClick={() => setAllotting(true)}>
              {text.allot}
            </Button>
          </div>
        )}
      </div>
      <Funds region={region} onOpen={(line) => setSearch({ fund: `${line.countyCode}.${line.id}` })} />
      {isCounty && <AllotModal county={region} open={isAllotting} onClose={() => setAllotting(false)} />}
      {county && id && <FundDrawer county={county} fund={id} onClose={() => setSearch({ fund: undefined })} />}
    </div>
  )
}

function Funds({ region, onOpen }: { region: string; onOpen: (fund: FundLine) => void }) {
  const text = useText(fundsWords)
  const words = useText(platformWords)
  const list = useInfiniteQuery({
    queryKey: [fundsEndpoints.listFunds.path, region],
    queryFn: ({ pageParam }) =>
      call(fundsEndpoints.listFunds, {
        params: { region },
        query: { ...(pageParam && { after: pageParam }), limit: 50 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  if (list.isError) return <Alert type="error" showIcon title={words.failed} description={list.error.message} />
  if (list.isPending) return <Skeleton active />
  const funds = list.data.pages.flatMap(({ rows }) => rows)
  if (funds.length === 0) return <Empty description={text.noFunds} />
  return (
    <>
      <div className="fund-list">
        {funds.map((fund) => (
          <FundCard key={fund.id} fund={fund} isOfCity={region.endsWith('00')} onOpen={() => onOpen(fund)} />
        ))}
      </div>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()} style={{ marginTop: 16 }}>
          {words.more}
        </Button>
      )}
    </>
  )
}

function FundCard({ fund, isOfCity, onOpen }: { fund: FundLine; isOfCity: boolean; onOpen: () => void }) {
  const text = useText(fundsWords)
  return (
    <Card
      size="small"
      title={
        <Button type="link" style={{ paddingInline: 0, whiteSpace: 'normal', textAlign: 'start' }} onClick={onOpen}>
          {fund.purpose}
        </Button>
      }
      extra={[isOfCity && fund.countyName, fund.allottedOn].filter(Boolean).join(' · ')}
    >
      <FundBar {...fund} />
      <p className="fund-foot">
        {fund.uses === 0 ? text.noUses : `${text.uses(count(fund.uses))} · ${text.helped(count(fund.estates))}`}
      </p>
    </Card>
  )
}
