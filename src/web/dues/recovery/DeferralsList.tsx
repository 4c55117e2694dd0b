import { Link, useSearch } from '@tanstack/react-router'
import { Segmented, Tag } from 'antd'
import { useState } from 'react'
import { type DeferralLine, recoveriesEndpoints } from '#contract/recoveries.ts'
import { call } from '../../platform/api.ts'
import { yuan } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { DueDrawer } from '../DueDrawer.tsx'
import { duesWords } from '../messages.ts'
import { recoveryWords } from './messages.ts'

/** Deferrals 缓缴: those that have run out while something is owed, and those that run. */
export function DeferralsList({ region }: { region: string }) {
  const text = useText(recoveryWords)
  const { state: asked } = useSearch({ from: '/signed-in/shell/regions/$region/recoveries' })
  const setSearch = useSetSearch()
  const state = asked === 'running' ? 'running' : 'run_out'
  const [shown, setShown] = useState<DeferralLine>()
  return (
    <>
      <div className="page-head no-print">
        <Segmented
          value={state}
          options={Object.entries(text.deferralStates).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => setSearch({ state: chosen })}
        />
      </div>
      <Table region={region} state={state} onOpen={setShown} />
      {shown && <DueDrawer county={shown.countyCode} due={shown.dueId} open onClose={() => setShown(undefined)} />}
    </>
  )
}

type TableProps = { region: string; state: DeferralLine['state']; onOpen: (line: DeferralLine) => void }

function Table({ region, state, onOpen }: TableProps) {
  const text = useText(recoveryWords)
  const words = useText(duesWords)
  const isCounty = !region.endsWith('00')
  return (
    <RecordTable<DeferralLine>
      listKey={[recoveriesEndpoints.listDeferrals.path, region, state]}
      load={(after) => call(recoveriesEndpoints.listDeferrals, { params: { region }, query: { state, after } })}
      rowKey={({ termId }) => termId}
      onOpen={onOpen}
      width={isCounty ? 1110 : 1200}
      empty={text.noDeferrals[state]}
      columns={[
        {
          title: text.untilOn,
          width: 180,
          render: (_, { untilOn, state: stands }) => (
            <>
              {untilOn} {stands === 'run_out' && <Tag color="red">{text.deferralStates.run_out}</Tag>}
            </>
          ),
        },
        { title: text.debtor, dataIndex: 'debtorName', width: 200, ellipsis: true },
        { title: text.estate, width: 150, ellipsis: true, render: (_, { estate }) => estate?.name ?? '—' },
        { title: text.kind, width: 140, render: (_, { kind }) => words.kinds[kind] },
        {
          title: text.owed,
          width: 140,
          align: 'right',
          className: 'number',
          render: (_, { owedFen }) => <strong>{yuan(owedFen)}</strong>,
        },
        { title: text.basis, dataIndex: 'basis', width: 200, ellipsis: true },
        { title: text.recovery, width: 130, render: (_, line) => <CaseLink line={line} /> },
        ...(isCounty ? [] : [{ title: text.county, dataIndex: 'countyName', width: 90 }]),
      ]}
    />
  )
}

function CaseLink({ line: { countyCode, recovery } }: { line: DeferralLine }) {
  const text = useText(recoveryWords)
  if (!recovery) return text.noRecovery
  return (
    <Link
      to="/counties/$county/recoveries/$recovery"
      params={{ county: countyCode, recovery: recovery.id }}
      onClick={(event) => event.stopPropagation()}
    >
      {text.no(recovery.no)}
    </Link>
  )
}
