import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { deliveryEndpoints } from '#contract/delivery.ts'
import { type DeliveryWay, deliveryWays } from '#domain/registrations/delivery/moves.ts'
import { endpointQuery } from '../../platform/api.ts'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { CarrierListModal } from './CarrierListModal.tsx'
import { EstatesDelivery } from './EstatesDelivery.tsx'
import { deliveryWords } from './messages.ts'
import { type UndeliveredFilter, UndeliveredList } from './UndeliveredList.tsx'
import './delivery.css'

const here = '/signed-in/shell/regions/$region/delivery'

const patience = ['7', '30', '90'] as const

/** Which certificates their owners do not have yet, and everything that is done to bring them there. */
export function DeliveryPage() {
  const { region } = useParams({ from: here })
  const search: Record<string, string | undefined> = useSearch({ from: here })
  const text = useText(deliveryWords)
  const name = useRegionName(region)
  const mayDeliver = useMay('registrations.deliver', region)
  const [isListing, setListing] = useState(false)
  const set = useSetSearch()
  const { view = 'undelivered', estate, way, state, days } = search
  const isEstates = view === 'estates'
  const filter: UndeliveredFilter = {
    ...(estate && { estate }),
    ...(way && { way: deliveryWays.find((one): one is DeliveryWay => one === way) }),
    ...(state && { state: (['none', 'planned', 'sent', 'returned'] as const).find((one) => one === state) }),
    ...(days && { days: Number(days) }),
  }
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
        <div className="end no-print">
          {!isEstates && (
            <>
              <EstateFilter region={region} estate={estate} onChange={(chosen) => set({ estate: chosen })} />
              <FilterSelect
                label={text.way}
                names={text.ways}
                value={way}
                onChange={(chosen) => set({ way: chosen })}
                width={120}
              />
              <FilterSelect
                label={text.state}
                names={text.states}
                value={state}
                onChange={(chosen) => set({ state: chosen })}
                width={130}
              />
              <FilterSelect
                label={text.anyDays}
                names={Object.fromEntries(patience.map((n) => [n, text.overDays(n)]))}
                value={days}
                onChange={(chosen) => set({ days: chosen })}
                width={150}
              />
            </>
          )}
          {mayDeliver && <Button onClick={() => setListing(true)}>{text.byList}</Button>}
          <Button onClick={() => window.print()}>{text.print}</Button>
        </div>
      </div>
      {isEstates ? <EstatesDelivery region={region} /> : <UndeliveredList region={region} filter={filter} />}
      {isListing && <CarrierListModal county={region} onClose={() => setListing(false)} />}
    </div>
  )
}

/** One of the estates whose certificates are printed. */
function EstateFilter({
  region,
  estate,
  onChange,
}: {
  region: string
  estate: string | undefined
  onChange: (estate: string | undefined) => void
}) {
  const text = useText(deliveryWords)
  const estates = useQuery(endpointQuery(deliveryEndpoints.estatesDelivery, { params: { region }, query: {} }))
  const options = (estates.data ?? []).map(({ estateId, estateName }) => ({ value: estateId, label: estateName }))
  return (
    <Select
      allowClear
      aria-label={text.estate}
      placeholder={text.estate}
      value={options.some(({ value }) => value === estate) ? (estate ?? null) : null}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(chosen: string | null) => onChange(chosen ?? undefined)}
      style={{ width: 150 }}
    />
  )
}
