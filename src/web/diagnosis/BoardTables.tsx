import { Link } from '@tanstack/react-router'
import { Card, Table } from 'antd'
import { useContext } from 'react'
import type { DiagnosisBoard } from '#contract/diagnosis-board.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import { percent } from '#domain/reports/figures.ts'
import { count } from '../platform/format.ts'
import { LanguageContext, useText } from '../platform/text.ts'
import type { BoardFilter, BoardPartProps } from './board-filter.ts'
import { diagnosisWords } from './messages.ts'
import { useNames } from './names.ts'
import type { ParetoRow } from './pareto.ts'
import { VerdictBar } from './VerdictBars.tsx'

/** The verdicts of each county, as bars on one scale. */
export function CountyVerdicts({ board, counted }: BoardPartProps) {
  const text = useText(diagnosisWords)
  const whole = Math.max(...board.rows.map(({ total }) => total[counted]))
  return (
    <Card size="small" title={text.perCounty}>
      <Table<DiagnosisBoard['rows'][number]>
        size="small"
        rowKey="code"
        pagination={false}
        dataSource={board.rows}
        scroll={{ x: 620 }}
        columns={[
          {
            title: text.county,
            width: 110,
            render: (_, { code, name }) => (
              <Link to="/regions/$region/diagnosis" params={{ region: code }}>
                {name}
              </Link>
            ),
          },
          {
            title: text.verdict,
            render: (_, { verdicts }) => <VerdictBar counts={verdicts} counted={counted} whole={whole} />,
          },
          {
            title: text.total,
            className: 'number',
            width: 80,
            render: (_, { total }) => count(total.estates),
            sorter: (a, b) => a.total.estates - b.total.estates,
          },
          {
            title: text.homes,
            className: 'number',
            width: 100,
            render: (_, { total }) => count(total[counted]),
            sorter: (a, b) => a.total[counted] - b.total[counted],
          },
          {
            title: text.unsettledEstates,
            className: 'number',
            width: 120,
            render: (_, { unsettled }) => count(unsettled[counted]),
            sorter: (a, b) => a.unsettled[counted] - b.unsettled[counted],
          },
        ]}
      />
    </Card>
  )
}

type ParetoTableProps = { rows: ParetoRow[]; filter: BoardFilter; onFilter: (filter: BoardFilter) => void }

/** The numbers of the chart, each line opening its estates. */
export function ParetoTable({ rows, filter, onFilter }: ParetoTableProps) {
  const text = useText(diagnosisWords)
  const { language } = useContext(LanguageContext)
  return (
    <Table<ParetoRow>
      size="small"
      rowKey="requirement"
      pagination={false}
      dataSource={rows}
      scroll={{ x: 480 }}
      rowClassName={({ requirement }) => (requirement === filter.requirement ? 'ant-table-row-selected' : '')}
      columns={[
        {
          title: text.requirement,
          render: (_, row) => (
            <button type="button" className="link" onClick={() => onFilter({ requirement: row.requirement })}>
              {titleIn(language, row, row.requirement)}
            </button>
          ),
        },
        { title: text.missingHomes, className: 'number', width: 76, render: (_, { missing }) => count(missing) },
        { title: text.unknownHomes, className: 'number', width: 90, render: (_, { unknown }) => count(unknown) },
        {
          title: text.aloneHomes,
          className: 'number',
          width: 96,
          render: (_, { alone }) => <span title={text.aloneOf(count(alone))}>{count(alone)}</span>,
        },
        { title: text.cumulative, className: 'number', width: 86, render: (_, row) => percent(row.cumulative) },
      ]}
    />
  )
}

/** The units everyone waits for, those with most homes first. */
export function UnitsTable({ board, counted, filter, onFilter }: BoardPartProps) {
  const text = useText(diagnosisWords)
  const names = useNames({
    facts: [],
    requirements: [],
    units: Object.fromEntries(board.units.map(({ unit, title }) => [unit, title])),
  })
  return (
    <Card size="small" title={text.perUnit}>
      <Table<DiagnosisBoard['units'][number]>
        size="small"
        rowKey="unit"
        pagination={false}
        dataSource={board.units.toSorted((a, b) => b.blocked[counted] - a.blocked[counted])}
        rowClassName={({ unit }) => (unit === filter.unit ? 'ant-table-row-selected' : '')}
        scroll={{ x: 380, y: 420 }}
        columns={[
          {
            title: text.unit,
            render: (_, { unit }) => (
              <button type="button" className="link" onClick={() => onFilter({ unit })}>
                {names.unit(unit)}
              </button>
            ),
          },
          { title: text.openSteps, className: 'number', width: 90, render: (_, { steps }) => count(steps) },
          { title: text.total, className: 'number', width: 80, render: (_, { blocked }) => count(blocked.estates) },
          {
            title: text.waitingHomes,
            className: 'number',
            width: 100,
            render: (_, { blocked }) => count(blocked[counted]),
          },
        ]}
      />
    </Card>
  )
}

/** The questions whose answers move most homes. */
export function AsksTable({ board, counted, filter, onFilter }: BoardPartProps) {
  const text = useText(diagnosisWords)
  const { language } = useContext(LanguageContext)
  return (
    <Card size="small" title={text.whatToAsk}>
      <Table<DiagnosisBoard['asks'][number]>
        size="small"
        rowKey="fact"
        pagination={false}
        dataSource={board.asks.toSorted((a, b) => b.asked[counted] - a.asked[counted])}
        rowClassName={({ fact }) => (fact === filter.ask ? 'ant-table-row-selected' : '')}
        scroll={{ x: 380, y: 420 }}
        columns={[
          {
            title: text.fact,
            render: (_, row) => (
              <button type="button" className="link" onClick={() => onFilter({ ask: row.fact })}>
                {titleIn(language, row, row.fact)}
              </button>
            ),
          },
          { title: text.total, className: 'number', width: 80, render: (_, { asked }) => count(asked.estates) },
          { title: text.wouldMove, className: 'number', width: 120, render: (_, { asked }) => count(asked[counted]) },
        ]}
      />
    </Card>
  )
}
