import { useNavigate } from '@tanstack/react-router'
import { Button, Card, Space, Tag } from 'antd'
import { useContext } from 'react'
import { type DiagnosedEstate, type DiagnosisBoard, diagnosisBoardEndpoints } from '#contract/diagnosis-board.ts'
import { titleIn } from '#domain/diagnosis/condition-words.ts'
import { verdictWords } from '#domain/diagnosis/explain-words.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { LanguageContext, useText } from '../platform/text.ts'
import type { BoardFilter, BoardPartProps } from './board-filter.ts'
import { VerdictMark } from './Marks.tsx'
import { diagnosisWords } from './messages.ts'
import { useNames } from './names.ts'

/** The estates behind the figure that was clicked; each opens its file. */
export function DiagnosedEstates({ board, filter, onFilter }: BoardPartProps) {
  const text = useText(diagnosisWords)
  const { language } = useContext(LanguageContext)
  const navigate = useNavigate()
  const titles = new Map(board.requirements.map((one) => [one.requirement, titleIn(language, one, one.requirement)]))
  const words = (ids: readonly string[]) => ids.map((id) => titles.get(id) ?? id).join(language === 'zh' ? '、' : ', ')
  const said = useFilterWords(board, filter)
  return (
    <Card
      size="small"
      id="estates"
      title={text.list}
      extra={
        said.length > 0 && (
          <Space wrap>
            {said.map((word) => (
              <Tag key={word} color="processing">
                {word}
              </Tag>
            ))}
            <Button size="small" onClick={() => onFilter({})}>
              {text.clearFilters}
            </Button>
          </Space>
        )
      }
    >
      <RecordTable<DiagnosedEstate>
        listKey={[diagnosisBoardEndpoints.diagnosedEstates.path, board.regionCode, filter]}
        load={(after) =>
          call(diagnosisBoardEndpoints.diagnosedEstates, {
            params: { region: board.regionCode },
            query: { ...filter, after },
          })
        }
        rowKey={({ id }) => id}
        onOpen={({ countyCode, id }) =>
          navigate({
            to: '/counties/$county/estates/$estate',
            params: { county: countyCode, estate: id },
            search: { view: 'diagnosis' },
          })
        }
        width={1240}
        height={520}
        columns={[
          { title: text.name, dataIndex: 'name', width: 220, ellipsis: true },
          { title: text.county, dataIndex: 'countyName', width: 110 },
          { title: text.verdict, render: (_, estate) => <VerdictMark {...estate} />, width: 130 },
          { title: text.homes, className: 'number', render: (_, { homes }) => count(homes), width: 80 },
          { title: text.countWaiting, className: 'number', render: (_, { waiting }) => count(waiting), width: 130 },
          {
            title: text.workingDays,
            className: 'number',
            render: (_, row) => (row.workingDays > 0 || row.verdict === 'can_do' ? count(row.workingDays) : '—'),
            width: 90,
          },
          { title: text.isMissing, render: (_, { missing }) => words(missing), width: 240, ellipsis: true },
          { title: text.isUnknown, render: (_, { unknown }) => words(unknown), width: 240, ellipsis: true },
        ]}
      />
    </Card>
  )
}

/** What the list is filtered by, in words. */
function useFilterWords(board: DiagnosisBoard, filter: BoardFilter): string[] {
  const text = useText(diagnosisWords)
  const verdicts = useText(verdictWords)
  const { language } = useContext(LanguageContext)
  const names = useNames({
    facts: [],
    requirements: [],
    units: Object.fromEntries(board.units.map(({ unit, title }) => [unit, title])),
  })
  const requirement = board.requirements.find((one) => one.requirement === filter.requirement)
  const ask = board.asks.find(({ fact }) => fact === filter.ask)
  return [
    ...(filter.verdict ? [verdicts[filter.verdict]] : []),
    ...(filter.requirement ? [titleIn(language, requirement, filter.requirement)] : []),
    ...(filter.unit ? [names.unit(filter.unit)] : []),
    ...(filter.ask ? [titleIn(language, ask, filter.ask)] : []),
    ...(filter.unsettled ? [text.unsettledEstates] : []),
    ...(filter.contradicted ? [text.contradictedEstates] : []),
  ]
}
