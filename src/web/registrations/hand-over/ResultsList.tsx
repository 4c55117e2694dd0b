import { useNavigate } from '@tanstack/react-router'
import { Tag } from 'antd'
import { handOverEndpoints, type ResultFile } from '#contract/hand-over.ts'
import { resultFindingNames, resultFindings } from '#domain/registrations/hand-over/findings.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { handOverWords } from './messages.ts'

/** How many lines of a file, or homes it lacks, somebody has to look into. */
export const differencesOf = ({ counts }: Pick<ResultFile, 'counts'>): number =>
  resultFindingNames.reduce((sum, finding) => (resultFindings[finding].inOrder ? sum : sum + (counts[finding] ?? 0)), 0)

/** Files of results of a county, or those that answer one hand-over. */
export function ResultsList({ county, handOver, height }: { county: string; handOver?: string; height?: number }) {
  const text = useText(handOverWords)
  const navigate = useNavigate()
  return (
    <RecordTable<ResultFile>
      listKey={[handOverEndpoints.listResults.path, county, handOver]}
      load={(after) => call(handOverEndpoints.listResults, { params: { county }, query: { handOver, after } })}
      rowKey={({ id }) => id}
      onOpen={({ id }) =>
        navigate({ to: '/counties/$county/hand-overs/results/$results', params: { county, results: id } })
      }
      width={900}
      {...(height !== undefined && { height })}
      empty={text.noResults}
      columns={[
        { title: text.fileName, dataIndex: 'name', width: 240, ellipsis: true },
        { title: text.broughtAt, dataIndex: 'broughtAt', width: 150 },
        { title: text.answers, render: (_, row) => row.handOver ?? '—', width: 150 },
        { title: text.rows, render: (_, row) => count(row.rows), className: 'number', width: 80 },
        { title: text.differences, render: (_, row) => count(differencesOf(row)), className: 'number', width: 80 },
        {
          title: text.state,
          render: (_, { takenAt }) => (
            <Tag color={takenAt ? 'success' : 'processing'}>{takenAt ? text.takenState : text.tried}</Tag>
          ),
          width: 140,
        },
        { title: text.bringer, dataIndex: 'bringer', width: 110, ellipsis: true },
      ]}
    />
  )
}
