import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { type RecoveriesQuery, type RecoveryLine, recoveriesEndpoints } from '#contract/recoveries.ts'
import { call } from '../../platform/api.ts'
import { FilterSelect } from '../../platform/FilterSelect.tsx'
import { count, yuan } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { ladderWords } from '../../supervision/messages.ts'
import { DeferralsList } from './DeferralsList.tsx'
import { recoveryWords } from './messages.ts'
import { OpenRecovery } from './OpenRecovery.tsx'
import './recovery.css'

const from = '/signed-in/shell/regions/$region/recoveries'

/** The ledger of recoveries 追缴台账: what is pursued apart from the registrations, and what was put off. */
export function RecoveriesPage() {
  const text = useText(recoveryWords)
  const { region } = useParams({ from })
  const { view, estate } = useSearch({ from })
  const setSearch = useSetSearch()
  const name = useRegionName(region)
  const mayRecord = useMay('dues.record', region)
  const [isOpening, setOpening] = useState(false)
  const isCounty = !region.endsWith('00')
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {text.title}
        </h1>
        {mayRecord && isCounty && (
          <div className="end no-print">
            <Button type="primary" onClick={() => setOpening(true)}>
              {text.open}
            </Button>
          </div>
        )}
      </div>
      <p className="recovery-about">{text.about}</p>
      <Tabs
        activeKey={view === 'deferrals' ? 'deferrals' : 'cases'}
        onChange={(key) => setSearch({ view: key })}
        items={[
          { key: 'cases', label: text.views.cases, children: <Cases region={region} /> },
          { key: 'deferrals', label: text.views.deferrals, children: <DeferralsList region={region} /> },
        ]}
      />
      {isOpening && <OpenRecovery county={region} estate={estate} onClose={() => setOpening(false)} />}
    </div>
  )
}

type State = NonNullable<RecoveriesQuery['state']>

function Cases({ region }: { region: string }) {
  const text = useText(recoveryWords)
  const { search, state, estate } = useSearch({ from })
  const setSearch = useSetSearch()
  const filters = { search, state: state as State | undefined, estate } // the server checks every filter again
  return (
    <>
      <div className="page-head no-print">
        <Input.Search
          allowClear
          defaultValue={search}
          placeholder={text.search}
          aria-label={text.search}
          onSearch={(typed) => setSearch({ search: typed || undefined })}
          style={{ width: 260, maxWidth: '100%' }}
        />
        <FilterSelect
          label={text.state}
          names={text.states}
          value={state}
          onChange={(chosen) => setSearch({ state: chosen })}
          width={130}
        />
        {estate && (
          <Tag closable onClose={() => setSearch({ estate: undefined })}>
            {text.estate}
          </Tag>
        )}
      </div>
      <CasesTable region={region} filters={filters} isFiltered={Boolean(search || state || estate)} />
    </>
  )
}

type Filters = { search: string | undefined; state: State | undefined; estate: string | undefined }

function CasesTable({ region, filters, isFiltered }: { region: string; filters: Filters; isFiltered: boolean }) {
  const text = useText(recoveryWords)
  const ladder = useText(ladderWords)
  const navigate = useNavigate()
  const money = { width: 125, align: 'right', className: 'number' } as const
  const isCounty = !region.endsWith('00')
  return (
    <RecordTable<RecoveryLine>
      listKey={[recoveriesEndpoints.listRecoveries.path, region, filters]}
      load={(after) => call(recoveriesEndpoints.listRecoveries, { params: { region }, query: { ...filters, after } })}
      rowKey={({ id }) => id}
      onOpen={({ countyCode, id }) =>
        navigate({ to: '/counties/$county/recoveries/$recovery', params: { county: countyCode, recovery: id } })
      }
      width={isCounty ? 1120 : 1210}
      empty={isFiltered ? text.noneFound : text.noCases}
      columns={[
        { title: text.caseNo, width: 60, className: 'number', render: (_, { no }) => no },
        { title: text.debtor, width: 190, ellipsis: true, render: (_, { debtor }) => debtor.name },
        { title: text.estate, width: 110, ellipsis: true, render: (_, { estate }) => estate.name },
        { title: text.began, ...money, render: (_, { beganFen }) => yuan(beganFen) },
        { title: text.paid, ...money, render: (_, { paidFen }) => yuan(paidFen) },
        { title: text.owed, ...money, render: (_, { owedFen }) => <strong>{yuan(owedFen)}</strong> },
        { title: text.lateFee, ...money, render: (_, { lateFeeFen }) => yuan(lateFeeFen) },
        { title: text.daysOpen, width: 80, className: 'number', render: (_, { daysOpen }) => count(daysOpen) },
        { title: text.dueOn, dataIndex: 'dueOn', width: 110 },
        {
          title: text.lastStep,
          width: 120,
          render: (_, { endKind, lastStep }) =>
            endKind ? (
              <Tag color={endKind === 'settled' ? 'green' : 'default'}>{text.ended[endKind]}</Tag>
            ) : lastStep ? (
              ladder.steps[lastStep]
            ) : (
              text.noStep
            ),
        },
        ...(isCounty ? [] : [{ title: text.county, dataIndex: 'countyName', width: 90 }]),
      ]}
    />
  )
}
