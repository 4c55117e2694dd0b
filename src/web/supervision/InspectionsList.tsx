import { useNavigate } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type InspectionLine, supervisionEndpoints } from '#contract/supervision.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { inspectorWords } from './messages.ts'
import { OpenInspection } from './OpenInspection.tsx'

/** Special inspections of a region, the latest first. */
export function InspectionsList({ region }: { region: string }) {
  const text = useText(inspectorWords)
  const navigate = useNavigate()
  const mayInspect = useMay('supervision.inspect', region)
  const [isOpening, setOpening] = useState(false)
  return (
    <>
      {mayInspect && (
        <Button type="primary" className="no-print" style={{ marginBottom: 12 }} onClick={() => setOpening(true)}>
          {text.open}
        </Button>
      )}
      <RecordTable<InspectionLine>
        listKey={[supervisionEndpoints.listInspections.path, region]}
        load={(after) => call(supervisionEndpoints.listInspections, { params: { region }, query: { after } })}
        rowKey={({ id }) => id}
        onOpen={({ countyCode, id }) =>
          navigate({ to: '/counties/$county/inspections/$inspection', params: { county: countyCode, inspection: id } })
        }
        width={1020}
        empty={text.noneHeld}
        columns={[
          { title: text.heldOn, dataIndex: 'heldOn', width: 110 },
          { title: text.title, dataIndex: 'title', width: 280, ellipsis: true },
          {
            title: text.organisation,
            render: (_, { organisation }) => organisation?.name ?? '—',
            width: 160,
            ellipsis: true,
          },
          { title: text.estate, render: (_, { estate }) => estate?.name ?? '—', width: 140, ellipsis: true },
          { title: text.findings, render: (_, { findings }) => count(findings), className: 'number', width: 120 },
          { title: text.result, render: (_, line) => <InspectionState line={line} />, width: 200 },
          { title: text.county, dataIndex: 'countyName', width: 100 },
        ]}
      />
      {isOpening && <OpenInspection region={region} onClose={() => setOpening(false)} />}
    </>
  )
}

/** Whether an inspection is closed, and what of its findings is still to be put right. */
export function InspectionState({ line: { closedOn, open, late } }: { line: InspectionLine }) {
  const text = useText(inspectorWords)
  if (closedOn) return <Tag color="green">{text.closed(closedOn)}</Tag>
  return (
    <>
      {open === 0 && <Tag color="processing">{text.inProgress}</Tag>}
      {open > 0 && <Tag color="orange">{text.openFindings(count(open))}</Tag>}
      {late > 0 && <Tag color="red">{text.lateFindings(count(late))}</Tag>}
    </>
  )
}
