import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Empty, Select, Tabs } from 'antd'
import { useState } from 'react'
import { estatesEndpoints } from '#contract/estates.ts'
import { useDebounced } from '../diagnosis/use-debounced.ts'
import { endpointQuery } from '../platform/api.ts'
import { useText } from '../platform/text.ts'
import { DueList } from './DueList.tsx'
import { EstateArchive } from './EstateArchive.tsx'
import { archiveWords } from './messages.ts'
import { Retentions } from './Retentions.tsx'
import { SharedWithMe } from './SharedWithMe.tsx'

/** The archive of a county: by estate, what is shared with one's unit, what falls due, how long papers are kept. */
export function ArchivePage() {
  const text = useText(archiveWords)
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/archive' })
  const { view, estate } = useSearch({ from: '/signed-in/shell/counties/$county/archive' })
  const navigate = useNavigate()
  const look = (search: Record<string, string>) =>
    void navigate({
      to: '.',
      search: (before: Record<string, string | undefined>) => ({ ...before, ...search }),
      replace: true,
    })
  const views = [
    {
      key: 'estate',
      label: text.views.estate,
      children: <OfEstate county={county} estate={estate} onChoose={(id) => look({ estate: id })} />,
    },
    { key: 'shared', label: text.views.shared, children: <SharedWithMe county={county} /> },
    { key: 'due', label: text.views.due, children: <DueList county={county} /> },
    { key: 'retention', label: text.views.retention, children: <Retentions county={county} /> },
  ]
  return (
    <div className="page">
      <div className="page-head">
        <h1>{text.archive}</h1>
      </div>
      <Tabs
        activeKey={views.some(({ key }) => key === view) ? (view ?? '') : 'estate'}
        onChange={(key) => look({ view: key })}
        destroyOnHidden
        items={views}
      />
    </div>
  )
}

function OfEstate({
  county,
  estate,
  onChoose,
}: {
  county: string
  estate: string | undefined
  onChoose: (id: string) => void
}) {
  const text = useText(archiveWords)
  const [typed, setTyped] = useState('')
  const name = useDebounced(typed, 250)
  const found = useQuery(
    endpointQuery(estatesEndpoints.listEstates, { params: { region: county }, query: { name, limit: 50 } }),
  )
  const known = useQuery({
    ...endpointQuery(estatesEndpoints.getEstate, { params: { county, estate: estate ?? '' } }),
    enabled: estate !== undefined,
  })
  const options = (found.data?.rows ?? []).map(({ id, name: label }) => ({ value: id, label }))
  const own =
    known.data && !options.some(({ value }) => value === estate)
      ? [{ value: known.data.id, label: known.data.name }]
      : []
  return (
    <>
      <Select
        aria-label={text.chooseEstate}
        placeholder={text.chooseEstate}
        value={estate ?? null}
        onChange={(id) => id && onChoose(id)}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        loading={found.isFetching}
        options={[...own, ...options]}
        style={{ width: 'min(360px, 100%)', marginBottom: 12 }}
      />
      {estate ? (
        <EstateArchive key={estate} county={county} estate={estate} />
      ) : (
        <Empty description={text.chooseEstateHint} />
      )}
    </>
  )
}
