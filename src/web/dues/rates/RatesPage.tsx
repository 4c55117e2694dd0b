import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Alert, Tabs } from 'antd'
import { dueRatesEndpoints } from '#contract/due-rates.ts'
import { endpointQuery } from '../../platform/api.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { AllHomes } from './AllHomes.tsx'
import { DeedTaxRates, FundRates } from './CountyRates.tsx'
import { ratesWords } from './messages.ts'
import { ShippedRates } from './ShippedRates.tsx'

const from = '/signed-in/shell/regions/$region/due-rates'

/** By which rates dues are worked out: the county's own, those that come with the release, and what comes of them. */
export function RatesPage() {
  const text = useText(ratesWords)
  const { region } = useParams({ from })
  const { view } = useSearch({ from })
  const setSearch = useSetSearch()
  const isCounty = !region.endsWith('00')
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {useRegionName(region)} · {text.title}
        </h1>
      </div>
      <Tabs
        activeKey={view ?? 'county'}
        onChange={(key) => setSearch({ view: key })}
        items={[
          {
            key: 'county',
            label: text.views.county,
            children: isCounty ? (
              <CountyTables county={region} />
            ) : (
              <Alert type="info" showIcon title={text.chooseCounty} />
            ),
          },
          { key: 'all', label: text.views.all, children: <AllHomes region={region} /> },
          { key: 'shipped', label: text.views.shipped, children: <ShippedRates /> },
        ]}
      />
    </div>
  )
}

function CountyTables({ county }: { county: string }) {
  const rates = useQuery(endpointQuery(dueRatesEndpoints.getDueRates, { params: { county } }))
  return (
    <Reading query={rates}>
      {({ maintenanceFund, deedTax }) => (
        <>
          <FundRates county={county} rows={maintenanceFund} />
          <DeedTaxRates county={county} rows={deedTax} />
        </>
      )}
    </Reading>
  )
}
