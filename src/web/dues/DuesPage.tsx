import { useParams, useSearch } from '@tanstack/react-router'
import { Button, Input, Tabs } from 'antd'
import { useState } from 'react'
import type { FinanceQuery } from '#contract/due-accounts.ts'
import type { DueLine, DuesQuery } from '#contract/due-shapes.ts'
import { duesEndpoints } from '#contract/dues.ts'
import { call } from '../platform/api.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { yuan } from '../platform/format.ts'
import { RecordTable, type RecordTableProps } from '../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { FinanceExport } from './accounts/FinanceExport.tsx'
import { EstateChip, HomeChip } from './accounts/PlaceChip.tsx'
import { DueDrawer } from './DueDrawer.tsx'
import { DuesOverviewCards } from './DuesOverviewCards.tsx'
import { duesWords } from './messages.ts'
import { NewDueModal } from './NewDueModal.tsx'

const from = '/signed-in/shell/regions/$region/dues'

/** The money of a region: the ledger, and every due behind it. */
export function DuesPage() {
  const text = useText(duesWords)
  const { region } = useParams({ from })
  const { view, ...filters } = useSearch({ from })
  const setSearch = useSetSearch()
  const mayRecord = useMay('dues.record', region)
  const mayExport = useMay('lists.export', region)
  const [isRecording, setRecording] = useState(false)
  const name = useRegionName(region)
  const isCounty = !region.endsWith('00')
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        <div className="end no-print">
          {mayExport && (
            <FinanceExport region={region} filters={view === 'list' ? (filters as FinanceQuery) : {}} /> // the server checks it again
          )}
          {mayRecord && isCounty && (
            <Button type="primary" onClick={() => setRecording(true)}>
              {text.record}
            </Button>
          )}
        </div>
      </div>
      <Tabs
        activeKey={view === 'list' ? 'list' : 'overview'}
        onChange={(key) => setSearch({ view: key })}
        items={[
          { key: 'overview', label: text.overview, children: <DuesOverviewCards region={region} /> },
          { key: 'list', label: text.list, children: <DuesList region={region} /> },
        ]}
      />
      {isCounty && (
        <NewDueModal
          county={region}
          place={{ estate: filters.estate }}
          open={isRecording}
          onClose={() => setRecording(false)}
        />
      )}
    </div>
  )
}

function DuesList({ region }: { region: string }) {
  const text = useText(duesWords)
  const search = useSearch({ from })
  const setSearch = useSetSearch()
  const [opened, setOpened] = useState<DueLine>()
  const [isOpen, setOpen] = useState(false)
  const openDue = (due: DueLine) => {
    setOpened(due)
    setOpen(true)
  }
  const { view: _, ...filters } = search
  const query = filters as Partial<DuesQuery> // the server checks every filter again
  return (
    <>
      <div className="page-head no-print">
        <Input.Search
          allowClear
          defaultValue={search.search}
          placeholder={text.search}
          aria-label={text.search}
          onSearch={(typed) => setSearch({ search: typed || undefined })}
          style={{ width: 260, maxWidth: '100%' }}
        />
        <FilterSelect
          label={text.state}
          names={text.states}
          value={search.state}
          onChange={(state) => setSearch({ state })}
          width={120}
        />
        <FilterSelect
          label={text.kind}
          names={text.kinds}
          value={search.kind}
          onChange={(kind) => setSearch({ kind })}
          width={180}
        />
        <FilterSelect
          label={text.debtor}
          names={text.debtorKinds}
          value={search.debtorKind}
          onChange={(debtorKind) => setSearch({ debtorKind })}
          width={130}
        />
        {search.estate && (
          <EstateChip county={region} estate={search.estate} onClose={() => setSearch({ estate: undefined })} />
        )}
        {search.unit && <HomeChip county={region} unit={search.unit} onClose={() => setSearch({ unit: undefined })} />}
      </div>
      <RecordTable<DueLine>
        listKey={[duesEndpoints.listDues.path, region, filters]}
        load={(after) => call(duesEndpoints.listDues, { params: { region }, body: { ...query, after } })}
        columns={columnsOf(text)}
        rowKey={({ id }) => id}
        onOpen={openDue}
        width={1180}
        empty={Object.keys(filters).length === 0 ? text.noDues : undefined}
      />
      {opened && <DueDrawer county={opened.countyCode} due={opened.id} open={isOpen} onClose={() => setOpen(false)} />}
    </>
  )
}

const columnsOf = (
  text: ReturnType<typeof useText<(typeof duesWords)['zh']>>,
): RecordTableProps<DueLine>['columns'] => [
  { title: text.debtor, dataIndex: 'debtorName', width: 195, ellipsis: true },
  { title: text.kind, width: 140, render: (_, { kind }) => text.kinds[kind] },
  { title: text.estate, width: 150, ellipsis: true, render: (_, { estateName }) => estateName ?? '—' },
  { title: text.home, width: 90, render: (_, { home }) => home ?? '—' },
  {
    title: text.amount,
    width: 130,
    align: 'right',
    className: 'number',
    render: (_, { amountFen }) => yuan(amountFen),
  },
  { title: text.paid, width: 125, align: 'right', className: 'number', render: (_, { paidFen }) => yuan(paidFen) },
  { title: text.owed, width: 125, align: 'right', className: 'number', render: (_, { owedFen }) => yuan(owedFen) },
  { title: text.dueOn, width: 110, render: (_, { dueOn }) => dueOn ?? '—' },
  {
    title: text.state,
    width: 120,
    render: (_, { state, deferredUntil }) =>
      state === 'owed' && deferredUntil ? `${text.termKinds.deferral} ${deferredUntil}` : text.states[state],
  },
]
