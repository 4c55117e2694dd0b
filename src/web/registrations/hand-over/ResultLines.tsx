import { useNavigate } from '@tanstack/react-router'
import { Tag } from 'antd'
import { handOverEndpoints, type ResultFile, type ResultLine } from '#contract/hand-over.ts'
import { resultFindingNames, resultFindings } from '#domain/registrations/hand-over/findings.ts'
import { call } from '../../platform/api.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useText } from '../../platform/text.ts'
import { handOverWords } from './messages.ts'

const shown = [...resultFindingNames, 'differing'] as const

/** Every line of a reconciliation with its finding and its reason; a line leads to its home. */
export function ResultLines({
  county,
  file,
  finding,
}: {
  county: string
  file: ResultFile
  finding: string | undefined
}) {
  const text = useText(handOverWords)
  const navigate = useNavigate()
  const asked = shown.find((name) => name === finding)
  return (
    <RecordTable<ResultLine>
      listKey={[handOverEndpoints.listResultLines.path, county, file.id, file.takenAt, finding]}
      load={(after) =>
        call(handOverEndpoints.listResultLines, {
          params: { county, results: file.id },
          query: { after, ...(asked && { finding: asked }) },
        })
      }
      rowKey={({ lineNo }) => String(lineNo)}
      onOpen={({ unitId }) => {
        if (unitId) void navigate({ to: '/counties/$county/units/$unit', params: { county, unit: unitId } })
      }}
      width={1190}
      empty={text.allAgree}
      columns={[
        {
          title: text.line,
          render: (_, { sheetRow }) => sheetRow ?? text.notInFile,
          className: 'number',
          width: 90,
        },
        { title: text.home, dataIndex: 'place', width: 240, ellipsis: true },
        {
          title: text.finding,
          render: (_, line) => (
            <Tag color={resultFindings[line.finding].inOrder ? 'default' : 'warning'}>
              {text.findings[line.finding]}
            </Tag>
          ),
          width: 180,
        },
        { title: text.why, dataIndex: 'words', width: 320, ellipsis: true },
        { title: text.certificateNo, render: (_, line) => line.certificateNo ?? '—', width: 255, ellipsis: true },
        { title: text.enteredOn, render: (_, line) => line.enteredOn ?? '—', width: 105 },
      ]}
    />
  )
}
