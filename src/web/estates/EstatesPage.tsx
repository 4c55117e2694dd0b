import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { type EstateLine, type EstatesQuery, estatesEndpoints } from '#contract/estates.ts'
import { call } from '../platform/api.ts'
import { ExportButton } from '../platform/ExportButton.tsx'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { count } from '../platform/format.ts'
import { LightDot } from '../platform/Light.tsx'
import { platformWords } from '../platform/messages.ts'
import { RateBar } from '../platform/RateBar.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { estateWords } from './messages.ts'

export function EstatesPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/estates' })
  const search = useSearch({ from: '/signed-in/shell/regions/$region/estates' })
  const text = useText(estateWords)
  const words = useText(platformWords)
  const navigate = useNavigate()
  const name = useRegionName(region)
  const mayExport = useMay('lists.export', region)
  const set = (change: Record<string, string | undefined>) =>
    navigate({
      to: '.',
      search: (before: Record<string, string | undefined>) => ({ ...before, ...change }),
      replace: true,
    })
  const { green, yellow, red, grey } = words.light
  const sorts = { name: text.byName, open: text.byOpen, units: text.byUnits, rate: text.byRate }
  const query = search as Partial<EstatesQuery> // the server checks every filter again

  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.estates}
        </h1>
        <div className="end no-print">
          <Input.Search
            allowClear
            defaultValue={search.name}
            placeholder={text.search}
            aria-label={text.search}
            onSearch={(typed) => set({ name: typed || undefined })}
            style={{ width: 200 }}
          />
          <FilterSelect
            label={text.category}
            names={words.category}
            value={search.category}
            onChange={(category) => set({ category })}
            width={120}
          />
          <FilterSelect
            label={text.light}
            names={{ green, yellow, red, grey }}
            value={search.light}
            onChange={(light) => set({ light })}
            width={80}
          />
          <Select
            aria-label={text.sort}
            value={search.sort ?? 'name'}
            options={Object.entries(sorts).map(([value, label]) => ({ value, label }))}
            onChange={(value) => set({ sort: value, order: value === 'name' || value === 'rate' ? 'asc' : 'desc' })}
            style={{ width: 120 }}
          />
          {mayExport && (
            <ExportButton
              endpoint={estatesEndpoints.exportEstates}
              input={{ params: { region }, query }}
              name={`${name}-${words.estates}.xlsx`}
            />
          )}
        </div>
      </div>
      <RecordTable<EstateLine>
        listKey={[estatesEndpoints.listEstates.path, region, search]}
        load={(after) => call(estatesEndpoints.listEstates, { params: { region }, query: { ...query, after } })}
        rowKey={({ id }) => id}
        onOpen={(row) =>
          navigate({
            to: '/counties/$county/estates/$estate',
            params: { county: row.countyCode, estate: row.id },
            search: search.asOf ? { asOf: search.asOf } : {},
          })
        }
        width={1120}
        columns={[
          { title: text.light, render: (_, { light }) => <LightDot light={light} />, width: 56 },
          { title: text.name, dataIndex: 'name', width: 190, ellipsis: true },
          { title: text.county, dataIndex: 'countyName', width: 116, ellipsis: true },
          { title: text.township, dataIndex: 'township', width: 96, ellipsis: true },
          { title: text.category, render: (_, { category }) => words.category[category], width: 90 },
          { title: text.developer, dataIndex: 'developer', ellipsis: true, width: 190 },
          {
            title: text.units,
            render: (_, { units, statedUnits }) =>
              statedUnits !== null && statedUnits !== units
                ? `${count(units)} (${text.stated} ${count(statedUnits)})`
                : count(units),
            className: 'number',
            width: 100,
          },
          {
            title: text.transferred,
            render: (_, { transferred }) => count(transferred),
            className: 'number',
            width: 110,
          },
          { title: text.open, render: (_, { open }) => count(open), className: 'number', width: 70 },
          {
            title: text.rate,
            render: (_, { transferRate }) => <RateBar share={transferRate} label={text.rate} />,
            width: 150,
          },
        ]}
      />
    </div>
  )
}
