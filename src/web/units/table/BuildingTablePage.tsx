import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Dropdown, Empty, Select, Space, Switch } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { type BuildingTable, buildingTableEndpoints } from '#contract/building-table.ts'
import { layOut } from '#domain/units/building-table.ts'
import type { MarkKey } from '#domain/units/marks.ts'
import { endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { ActionBar } from './ActionBar.tsx'
import { HomePanel } from './HomePanel.tsx'
import { tableWords } from './messages.ts'
import { noOutcome, type Outcome } from './outcome.ts'
import { TableGrid } from './TableGrid.tsx'
import { TableLegend } from './TableLegend.tsx'
import { useSelection } from './use-selection.ts'

const from = '/signed-in/shell/counties/$county/buildings/$building'

/** 楼盘表: the page a window works on. One building, every home of it, and what is done to those chosen. */
export function BuildingTablePage() {
  const { county, building } = useParams({ from })
  const { asOf } = useSearch({ from })
  const table = useQuery({
    ...endpointQuery(buildingTableEndpoints.buildingTable, { params: { county, building }, query: { asOf } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Reading query={table}>{(data) => <TableView key={data.id} table={data} isPast={asOf !== undefined} />}</Reading>
  )
}

function TableView({ table, isPast }: { table: BuildingTable; isPast: boolean }) {
  const text = useText(tableWords)
  const navigate = useNavigate()
  const setSearch = useSetSearch()
  const { mark } = useSearch({ from })
  const [paper, setPaper] = useState<'a4' | 'a3'>('a4')
  const [outcome, setOutcome] = useState<Outcome>(noOutcome)
  const { homes, countyCode: county } = table
  const grid = useMemo(() => layOut(homes), [homes])
  const highlighted = mark as MarkKey | undefined // a mark no home has fades every cell, and says so by that
  const selection = useSelection(grid, ({ id }) =>
    navigate({ to: '/counties/$county/units/$unit', params: { county, unit: id } }),
  )
  const chosen = useDeferredValue(selection.chosen) // the cells first, what may be done with them a moment later
  const chosenHomes = useMemo(() => homes.filter(({ id }) => chosen.has(id)), [homes, chosen])
  const print = (size: 'a4' | 'a3') => {
    flushSync(() => setPaper(size)) // the sheet has its size before it is counted
    window.print()
  }
  return (
    <div className={`page table-sheet ${paper}`}>
      <TableHead table={table} onPrint={print} />
      {isPast && (
        <Alert
          type="info"
          showIcon
          title={text.past(table.on)}
          action={<Button onClick={() => setSearch({ asOf: undefined })}>{text.toNow}</Button>}
          style={{ marginBottom: 12 }}
        />
      )}
      {homes.length === 0 ? (
        <Empty description={text.noHomes} />
      ) : (
        <div className="table-page">
          <div className="table-main">
            <TableLegend
              homes={homes}
              highlighted={highlighted}
              onHighlight={(key) => setSearch({ mark: key })}
              onChoose={isPast ? undefined : selection.toggle}
            />
            <Space className="tap-mode no-print">
              <Switch
                size="small"
                aria-label={text.tapMode}
                checked={selection.isTapping}
                onChange={selection.setTapping}
              />
              {text.tapMode}
            </Space>
            <TableGrid grid={grid} selection={selection} highlighted={highlighted} outcome={outcome} />
            <p className="table-keys" title={text.moreKeys}>
              {text.keys}
            </p>
            <p className="print-only">{text.printedOn(table.on)}</p>
            <ActionBar
              table={table}
              chosen={chosenHomes}
              mayAct={!isPast}
              outcome={outcome}
              onOutcome={setOutcome}
              onKeep={selection.keep}
            />
          </div>
          <aside className="table-side" aria-label={text.home}>
            <HomePanel county={county} home={selection.activeHome ?? null} outcome={outcome} />
          </aside>
        </div>
      )}
    </div>
  )
}

function TableHead({ table, onPrint }: { table: BuildingTable; onPrint: (size: 'a4' | 'a3') => void }) {
  const text = useText(tableWords)
  const navigate = useNavigate()
  const { countyCode: county, siblings } = table
  const at = siblings.findIndex(({ id }) => id === table.id)
  const { asOf } = useSearch({ from })
  const go = (id: string | undefined) =>
    id &&
    navigate({
      to: '/counties/$county/buildings/$building',
      params: { county, building: id },
      search: asOf === undefined ? {} : { asOf },
    })
  const sizes = [
    { key: 'a4', label: text.printA4 },
    { key: 'a3', label: text.printA3 },
  ]
  return (
    <div className="page-head">
      <h1>
        <Link to="/counties/$county/estates/$estate" params={{ county, estate: table.estateId }}>
          {table.estateName}
        </Link>{' '}
        {text.building(table.name)}
      </h1>
      <span>
        {table.floors !== null &&
          table.entrances !== null &&
          `${text.floorsOf(String(table.floors), String(table.entrances))} · `}
        {text.homes(count(table.homes.length))}
      </span>
      <Space className="end no-print" wrap>
        <Space.Compact>
          <Button
            icon={<LeftOutlined />}
            aria-label={text.before}
            disabled={at <= 0}
            onClick={() => go(siblings[at - 1]?.id)}
          />
          <Select
            aria-label={text.switchBuilding}
            value={table.id}
            options={siblings.map(({ id, name }) => ({ value: id, label: text.building(name) }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={go}
            style={{ minWidth: 110 }}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={text.after}
            disabled={at === siblings.length - 1}
            onClick={() => go(siblings[at + 1]?.id)}
          />
        </Space.Compact>
        <Dropdown menu={{ items: sizes, onClick: ({ key }) => onPrint(key === 'a3' ? 'a3' : 'a4') }}>
          <Button>{text.print}</Button>
        </Dropdown>
      </Space>
    </div>
  )
}
