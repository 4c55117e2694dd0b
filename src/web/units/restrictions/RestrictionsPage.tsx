import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input, Tag } from 'antd'
import { useState } from 'react'
import { type RestrictionLine, type RestrictionsQuery, restrictionsEndpoints } from '#contract/restrictions.ts'
import { call, endpointQuery } from '../../platform/api.ts'
import { ExportButton } from '../../platform/ExportButton.tsx'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { restrictionWords } from './messages.ts'
import { RulesDrawer } from './RulesDrawer.tsx'
import './restrictions.css'

const from = '/signed-in/shell/regions/$region/restrictions'

/** What rests on the homes of a region: what stands, since when, by whose order, and what ends soon. */
export function RestrictionsPage() {
  const { region } = useParams({ from })
  const search = useSearch({ from })
  const text = useText(restrictionWords)
  const set = useSetSearch()
  const navigate = useNavigate()
  const name = useRegionName(region)
  const mayExport = useMay('lists.export', region)
  const [isRules, setRules] = useState(false)
  const query = search as Partial<RestrictionsQuery> // the server checks every filter again
  const isCounty = !region.endsWith('00')

  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="end no-print">
          <Input.Search
            key={search.search}
            allowClear
            defaultValue={search.search}
            placeholder={text.search}
            aria-label={text.search}
            onSearch={(typed) => set({ search: typed || undefined })}
            style={{ width: 260, maxWidth: '100%' }}
          />
          <FilterSelect
            label={text.kind}
            names={text.kinds}
            value={search.kind}
            onChange={(kind) => set({ kind })}
            width={130}
          />
          <FilterSelect
            label={text.debtor}
            names={text.debtors}
            value={search.debtor}
            onChange={(debtor) => set({ debtor })}
            width={160}
          />
          <FilterSelect
            label={text.filters.standing}
            names={text.filters}
            value={search.state}
            onChange={(state) => set({ state })}
            width={160}
          />
          {isCounty && <Button onClick={() => setRules(true)}>{text.rules}</Button>}
          {mayExport && (
            <ExportButton
              endpoint={restrictionsEndpoints.exportRestrictions}
              input={{ params: { region }, query }}
              name={`${name}-${text.title}.xlsx`}
            />
          )}
        </div>
      </div>
      <Board region={region} chosen={search.kind} onChoose={(kind, state) => set({ kind, state })} />
      <RecordTable<RestrictionLine>
        listKey={[restrictionsEndpoints.listRestrictions.path, region, search]}
        load={(after) =>
          call(restrictionsEndpoints.listRestrictions, { params: { region }, query: { ...query, after } })
        }
        rowKey={({ id }) => id}
        onOpen={(row) =>
          navigate({ to: '/counties/$county/units/$unit', params: { county: row.countyCode, unit: row.unitId } })
        }
        width={isCounty ? 1150 : 1240}
        empty={text.empty}
        columns={[
          { title: text.kind, width: 160, render: (_, row) => <KindTags row={row} /> },
          { title: text.estate, dataIndex: 'estateName', width: 120, ellipsis: true },
          { title: text.building, dataIndex: 'building', width: 60, className: 'number' },
          { title: text.entrance, dataIndex: 'entrance', width: 60, className: 'number' },
          { title: text.room, dataIndex: 'room', width: 64, className: 'number' },
          { title: text.debtorShort, width: 90, render: (_, { debtor }) => text.debtors[debtor] },
          { title: text.authority, dataIndex: 'authority', width: 140, ellipsis: true },
          { title: text.documentNo, dataIndex: 'documentNo', width: 150, ellipsis: true },
          { title: text.fromOn, dataIndex: 'fromOn', width: 106 },
          { title: text.untilOn, width: 106, render: (_, { untilOn }) => untilOn ?? '—' },
          { title: text.forTransfer, width: 110, render: (_, { transfer }) => text.effect[transfer.effect] },
          ...(isCounty ? [] : [{ title: text.county, dataIndex: 'countyName', width: 90 }]),
        ]}
      />
      {isCounty && <RulesDrawer county={region} open={isRules} onClose={() => setRules(false)} />}
    </div>
  )
}

function KindTags({ row: { kind, state, isExpiring } }: { row: RestrictionLine }) {
  const text = useText(restrictionWords)
  return (
    <>
      <Tag color={state === 'standing' ? 'error' : 'default'}>{text.kinds[kind]}</Tag>
      {isExpiring && <Tag color="warning">{text.expiring}</Tag>}
      {state !== 'standing' && <Tag>{text.states[state]}</Tag>}
    </>
  )
}

/** How much of each kind stands, and what needs somebody to ask whoever ordered it. */
function Board({
  region,
  chosen,
  onChoose,
}: {
  region: string
  chosen: string | undefined
  onChoose: (kind: string | undefined, state: string | undefined) => void
}) {
  const text = useText(restrictionWords)
  const board = useQuery(endpointQuery(restrictionsEndpoints.restrictionsBoard, { params: { region } }))
  return (
    <div className="cards restriction-cards">
      {board.data?.kinds.map(({ kind, standing, homes, expiring, expired }) => (
        <button
          key={kind}
          type="button"
          className={`card-figure${chosen === kind ? ' on' : ''}`}
          aria-pressed={chosen === kind}
          onClick={() => onChoose(chosen === kind ? undefined : kind, undefined)}
        >
          <div className="label">{text.kinds[kind]}</div>
          <div className="value">{count(standing)}</div>
          <div className="note">
            {expiring > 0
              ? text.expiringOf(count(expiring))
              : expired > 0
                ? text.expiredOf(count(expired))
                : text.standingHomes(count(homes))}
          </div>
        </button>
      ))}
    </div>
  )
}
