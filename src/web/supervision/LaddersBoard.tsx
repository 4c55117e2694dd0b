import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Empty, Table } from 'antd'
import { type SupervisionBoard, supervisionEndpoints } from '#contract/supervision.ts'
import { ladderSteps } from '#domain/supervision/rules.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useText } from '../platform/text.ts'
import { ladderWords, supervisionWords } from './messages.ts'

/** The ladders of a region: how many of each kind wait for whom, and how far each unit and developer has come. */
export function LaddersBoard({ region }: { region: string }) {
  const board = useQuery(endpointQuery(supervisionEndpoints.supervisionBoard, { params: { region } }))
  return <Reading query={board}>{(data) => <Board board={data} />}</Reading>
}

type Unit = SupervisionBoard['units'][number]

function Board({ board }: { board: SupervisionBoard }) {
  const text = useText(supervisionWords)
  const words = useText(ladderWords)
  const navigate = useNavigate()
  const seen = ladderSteps.filter((step) => (board.steps[step] ?? 0) > 0)
  return (
    <>
      <div className="cards">
        <Figure label={text.openCount} n={board.open} />
        <Figure label={text.draftedCount} n={board.drafted} />
        <Figure label={text.outCount} n={board.out} />
        <Figure label={text.unansweredCount} n={board.unanswered} />
      </div>
      <h2 className="section">{text.furthest}</h2>
      <Table<Unit>
        size="small"
        dataSource={board.units}
        rowKey={({ organisation, ladder }) => `${organisation.id} ${ladder}`}
        pagination={false}
        scroll={{ x: 420 + seen.length * 100 }}
        locale={{ emptyText: <Empty description={text.nobody} /> }}
        onRow={({ organisation, countyCode, ladder }) => ({
          onClick: () =>
            ladder === 'unit' &&
            navigate({
              to: '/regions/$region/tasks',
              params: { region: countyCode },
              search: { organisation: organisation.id, due: 'overdue' },
            }),
          style: ladder === 'unit' ? { cursor: 'pointer' } : {},
        })}
        columns={[
          { title: text.unit, render: (_, { organisation }) => organisation.name, width: 200, ellipsis: true },
          { title: words.ladder, render: (_, { ladder }) => words.ladders[ladder], width: 110 },
          { title: text.running, render: (_, { running }) => count(running), className: 'number', width: 80 },
          ...seen.map((step) => ({
            title: words.steps[step],
            render: (_: unknown, { steps }: Unit) => (steps[step] ? count(steps[step]) : '—'),
            className: 'number',
            width: 100,
          })),
          { title: text.county, dataIndex: 'countyName', width: 100 },
        ]}
      />
    </>
  )
}

export function Figure({ label, n }: { label: string; n: number }) {
  return (
    <div className="card-figure">
      <span>{label}</span>
      <strong style={{ display: 'block', fontSize: 24 }} className="tabular">
        {count(n)}
      </strong>
    </div>
  )
}
