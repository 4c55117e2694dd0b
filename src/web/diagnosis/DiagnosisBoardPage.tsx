import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Card, Empty, Radio, Space } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { type DiagnosisBoard, diagnosisBoardEndpoints } from '#contract/diagnosis-board.ts'
import { verdicts } from '#domain/diagnosis/diagnosis.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { AsksTable, CountyVerdicts, ParetoTable, UnitsTable } from './BoardTables.tsx'
import type { BoardFilter, BoardPartProps } from './board-filter.ts'
import { DiagnosedEstates } from './DiagnosedEstates.tsx'
import { diagnosisWords } from './messages.ts'
import { paretoRows } from './pareto.ts'
import { SuggestionGroups } from './SuggestionGroups.tsx'
import { type Counted, VerdictBar, VerdictLegend } from './VerdictBars.tsx'

const ParetoChart = lazy(() => import('./ParetoChart.tsx').then(({ ParetoChart }) => ({ default: ParetoChart })))

const here = '/signed-in/shell/regions/$region/diagnosis'

/** What the diagnoses of a region come to: verdicts, what holds up most, who must act, what to ask. */
export function DiagnosisBoardPage() {
  const { region } = useParams({ from: here })
  const board = useQuery(endpointQuery(diagnosisBoardEndpoints.diagnosisBoard, { params: { region } }))
  return <Reading query={board}>{(data) => <BoardView board={data} />}</Reading>
}

function BoardView({ board }: { board: DiagnosisBoard }) {
  const text = useText(diagnosisWords)
  const search = useSearch({ from: here })
  const navigate = useNavigate()
  const counted: Counted = search.counted === 'waiting' ? 'waiting' : 'homes'
  const put = (values: Record<string, string | undefined>) =>
    navigate({
      to: '.',
      search: (before: Record<string, string | undefined>) => ({ ...before, ...values }),
      resetScroll: false,
      replace: true,
    })
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {board.regionName} · {text.boardTitle}
        </h1>
        <Space wrap className="end no-print">
          {text.count}
          <Radio.Group
            optionType="button"
            value={counted}
            onChange={({ target }) => put({ counted: target.value === 'waiting' ? 'waiting' : undefined })}
            options={[
              { value: 'homes', label: text.countAll },
              { value: 'waiting', label: text.countWaiting },
            ]}
          />
        </Space>
      </div>
      {board.total.estates === 0 ? (
        <Empty description={text.nothingYet} style={{ margin: 48 }} />
      ) : (
        <Filled board={board} counted={counted} filter={filterOf(search)} onFilter={(filter) => put(cleared(filter))} />
      )}
    </div>
  )
}

/** A click on another bar or cell replaces the filter before it. */
const cleared = (filter: BoardFilter): Record<string, string | undefined> => ({
  verdict: undefined,
  requirement: undefined,
  unit: undefined,
  ask: undefined,
  unsettled: undefined,
  contradicted: undefined,
  ...filter,
})

function filterOf(search: Record<string, string>): BoardFilter {
  const { requirement, unit, ask } = search
  return {
    verdict: verdicts.find((verdict) => verdict === search.verdict),
    requirement,
    unit,
    ask,
    unsettled: search.unsettled === 'yes' ? 'yes' : undefined,
    contradicted: search.contradicted === 'yes' ? 'yes' : undefined,
  }
}

function Filled(props: BoardPartProps) {
  const { board, counted, filter, onFilter } = props
  const text = useText(diagnosisWords)
  const rows = useMemo(() => paretoRows(board.requirements, counted), [board.requirements, counted])
  const goTo = (chosen: BoardFilter) => {
    onFilter(chosen)
    document.getElementById('estates')?.scrollIntoView({ behavior: 'smooth' })
  }
  const clickable = { ...props, onFilter: goTo }
  return (
    <div className="diagnosis">
      <Card size="small" title={text.thisRegion}>
        <VerdictLegend counts={board.verdicts} counted={counted} />
        <VerdictBar
          counts={board.verdicts}
          counted={counted}
          whole={board.total[counted]}
          chosen={filter.verdict}
          onChoose={(verdict) => goTo({ verdict })}
        />
        <p style={{ margin: '10px 0 0' }}>
          <button type="button" className="link" onClick={() => goTo({ unsettled: 'yes' })}>
            {text.unsettledEstates}: {text.estatesOf(count(board.unsettled.estates))} ·{' '}
            {text.homesOf(count(board.unsettled[counted]))}
          </button>
          {'　'}
          <button type="button" className="link" onClick={() => goTo({ contradicted: 'yes' })}>
            {text.contradictedEstates}: {text.estatesOf(count(board.contradicted.estates))} ·{' '}
            {text.homesOf(count(board.contradicted[counted]))}
          </button>
        </p>
      </Card>
      {board.rows.length > 1 && <CountyVerdicts {...clickable} />}
      <Card size="small" title={text.pareto}>
        <p className="quiet">{text.paretoHint}</p>
        <div className="split">
          <Suspense fallback={<div style={{ height: 400 }} />}>
            <ParetoChart rows={rows} onChoose={(requirement) => goTo({ requirement })} />
          </Suspense>
          <ParetoTable rows={rows} filter={filter} onFilter={goTo} />
        </div>
      </Card>
      <div className="split">
        <UnitsTable {...clickable} />
        <AsksTable {...clickable} />
      </div>
      <SuggestionGroups region={board.regionCode} />
      <DiagnosedEstates {...props} />
    </div>
  )
}
