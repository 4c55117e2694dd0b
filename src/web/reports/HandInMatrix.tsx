import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Alert, Button, Empty, Table, Tag } from 'antd'
import { useState } from 'react'
import { type HandInMatrix as Matrix, reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import type { Period } from '#domain/reports/periods.ts'
import { endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { HandInDrawer } from './HandInDrawer.tsx'
import { RhythmModal } from './RhythmModal.tsx'
import { rhythmWords } from './rhythm-messages.ts'
import { here, usePeriodName } from './use-report-period.ts'

/** Who has handed in for the latest periods, and who has not. */
export function HandInMatrix({ region, period }: { region: string; period: Period }) {
  const text = useText(rhythmWords)
  const { who } = useSearch({ from: here })
  const mayIssue = useMay('reports.issue', region)
  const [isSetting, setSetting] = useState(false)
  const query = { kind: period.kind, period: period.key }
  const matrix = useQuery(endpointQuery(reportRhythmEndpoints.handIns, { params: { region }, query }))
  return (
    <>
      <Reading query={matrix}>
        {(data) => (
          <>
            <div className="report-bar">
              <span>{askedNow(data).length > 0 && <Summary asked={askedNow(data)} />}</span>
              <span className="end no-print">
                {mayIssue && <Button onClick={() => setSetting(true)}>{text.setRhythm}</Button>}
              </span>
            </div>
            {data.rows.length > 0 && askedNow(data).length === 0 && (
              <Alert
                className="report-hint"
                type="info"
                showIcon
                message={text.notAsked}
                description={text.notAskedHint}
              />
            )}
            {data.rows.length === 0 ? (
              <Empty className="report-empty" description={text.noHanders} />
            ) : (
              <MatrixTable matrix={data} kind={period.kind} isCity={isOfCity(data)} />
            )}
          </>
        )}
      </Reading>
      {isSetting && <RhythmModal region={region} kind={period.kind} onClose={() => setSetting(false)} />}
      {who && <HandInDrawer place={who} />}
    </>
  )
}

type Cell = Matrix['rows'][number]['cells'][number]
const isIn = ({ state }: Pick<Cell, 'state'>) => state === 'submitted' || state === 'accepted'

const isOfCity = ({ rows }: Matrix) => rows.every((row) => row.who === 'county')

/** Those asked for the newest period shown; what a county hands in itself is no unit's. */
const askedNow = (matrix: Matrix) =>
  matrix.rows
    .filter((row) => isOfCity(matrix) || row.who !== 'county')
    .flatMap((row) => row.cells.slice(0, 1))
    .filter(({ isAsked }) => isAsked)

/** How many have handed in for the newest period shown. */
function Summary({ asked }: { asked: readonly Cell[] }) {
  const text = useText(rhythmWords)
  const handedIn = asked.filter(isIn).length
  return text.summary(count(asked.length), count(handedIn), count(asked.length - handedIn))
}

function MatrixTable({ matrix, kind, isCity }: { matrix: Matrix; kind: Period['kind']; isCity: boolean }) {
  const text = useText(rhythmWords)
  const nameOf = usePeriodName()
  const set = useSetSearch()
  return (
    <Table
      size="small"
      rowKey={(row) => `${row.county}:${row.who}`}
      dataSource={matrix.rows}
      pagination={false}
      scroll={{ x: 200 + matrix.periods.length * 130 }}
      columns={[
        {
          title: text.who[isCity ? 'county' : 'unit'],
          fixed: 'left',
          width: 200,
          render: (_, row) => (
            <>
              {row.who === 'county' && !isCity ? text.toCity(row.name) : row.name} {row.isOwn && <Tag>{text.own}</Tag>}
            </>
          ),
        },
        ...matrix.periods.map((period, at) => ({
          title: <PeriodHead name={nameOf(kind, period.period)} period={period} />,
          key: period.period,
          width: 130,
          render: (_: unknown, row: Matrix['rows'][number]) => (
            <Button
              type="text"
              size="small"
              className="hand-in-cell"
              aria-label={`${row.name} ${nameOf(kind, period.period)}`}
              onClick={() => set({ who: `${row.county}:${kind}:${period.period}:${row.who}` })}
            >
              <CellTag cell={row.cells[at]} />
            </Button>
          ),
        })),
      ]}
    />
  )
}

function PeriodHead({ name, period }: { name: string; period: Matrix['periods'][number] }) {
  const text = useText(rhythmWords)
  const { issueNo, isFrozen, freezeAt } = period
  return (
    <>
      {name}
      <small className="hand-in-freeze">
        {issueNo !== null || isFrozen
          ? text.states[issueNo !== null ? 'issued' : 'frozen']
          : text.freezeAt(freezeAt.slice(5).replace('T', ' '))}
      </small>
    </>
  )
}

const colours = {
  draft: 'red',
  submitted: 'blue',
  returned: 'orange',
  accepted: 'green',
  missing: 'red',
  notYet: 'default',
} as const

function CellTag({ cell }: { cell: Cell | undefined }) {
  const text = useText(rhythmWords)
  const state = cell?.state ?? 'missing'
  if (state === 'missing' && !cell?.isAsked) return '—'
  const shown = state === 'missing' && !cell?.isOver ? 'notYet' : state
  return (
    <Tag color={colours[shown]}>
      {text.cell[shown]}
      {cell?.isLate && ` · ${text.late}`}
    </Tag>
  )
}
