import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type UnitLine, type UnitsQuery, unitsEndpoints } from '#contract/units.ts'
import { call } from '../platform/api.ts'
import { ExportButton } from '../platform/ExportButton.tsx'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { area } from '../platform/format.ts'
import { platformWords } from '../platform/messages.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { unitWords } from './messages.ts'

export function UnitsPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/units' })
  const search = useSearch({ from: '/signed-in/shell/regions/$region/units' })
  const text = useText(unitWords)
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
  const query = search as Partial<UnitsQuery> // the server checks every filter again
  const { open, transferred, first_registered, surveyed, listed } = words.state
  const states = { open, transferred, first_registered, surveyed, listed }

  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.units}
        </h1>
        <div className="end no-print">
          <Input.Search
            key={search.search}
            allowClear
            defaultValue={search.search}
            placeholder={text.search}
            aria-label={text.search}
            onSearch={(typed) => set({ search: typed || undefined })}
            style={{ width: 320, maxWidth: '100%' }}
          />
          <FilterSelect
            label={text.state}
            names={states}
            value={search.state}
            onChange={(state) => set({ state })}
            width={130}
          />
          <FilterSelect
            label={text.obstacle}
            names={words.obstacle}
            value={search.obstacle}
            onChange={(obstacle) => set({ obstacle })}
            width={150}
          />
          <FilterSelect
            label={text.category}
            names={words.category}
            value={search.category}
            onChange={(category) => set({ category })}
            width={120}
          />
          {search.estate && <Button onClick={() => set({ estate: undefined })}>{text.allEstates}</Button>}
          {mayExport && (
            <ExportButton
              endpoint={unitsEndpoints.exportUnits}
              input={{ params: { region }, body: query }}
              name={`${name}-${words.units}.xlsx`}
            />
          )}
        </div>
      </div>
      <RecordTable<UnitLine>
        listKey={[unitsEndpoints.listUnits.path, region, search]}
        load={(after) => call(unitsEndpoints.listUnits, { params: { region }, body: { ...query, after } })}
        rowKey={({ id }) => id}
        onOpen={(row) =>
          navigate({ to: '/counties/$county/units/$unit', params: { county: row.countyCode, unit: row.id } })
        }
        width={1430}
        columns={[
          { title: text.estate, dataIndex: 'estateName', width: 170, ellipsis: true },
          { title: text.building, dataIndex: 'building', width: 76, className: 'number' },
          { title: text.entrance, dataIndex: 'entrance', width: 82, className: 'number' },
          { title: text.room, dataIndex: 'room', width: 64, className: 'number' },
          { title: text.area, render: (_, { areaM2 }) => area(areaM2), width: 90, className: 'number' },
          { title: text.owners, dataIndex: 'owners', width: 110, ellipsis: true },
          { title: text.state, render: (_, { state }) => words.state[state], width: 116 },
          { title: text.first, dataIndex: 'firstRegisteredOn', width: 108 },
          { title: text.transfer, dataIndex: 'transferredOn', width: 108 },
          { title: text.certificate, dataIndex: 'certificateNo', width: 290, ellipsis: true },
          { title: text.reason, dataIndex: 'openReason', width: 130, ellipsis: true },
          { title: text.county, dataIndex: 'countyName', width: 90 },
        ]}
      />
    </div>
  )
}
