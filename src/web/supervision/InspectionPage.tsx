import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Descriptions, Empty, Tag } from 'antd'
import { type Inspection, supervisionEndpoints } from '#contract/supervision.ts'
import { endpointQuery } from '../platform/api.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { InspectionActs, RectifyButton } from './InspectionActs.tsx'
import { InspectionState } from './InspectionsList.tsx'
import { inspectorWords, supervisionWords } from './messages.ts'
import './supervision.css'

/** One special inspection: its checklist, what it found, and what was put right. */
export function InspectionPage() {
  const { county, inspection: id } = useParams({ from: '/signed-in/shell/counties/$county/inspections/$inspection' })
  const inspection = useQuery(endpointQuery(supervisionEndpoints.getInspection, { params: { county, inspection: id } }))
  return <Reading query={inspection}>{(data) => <InspectionView inspection={data} />}</Reading>
}

function InspectionView({ inspection }: { inspection: Inspection }) {
  const text = useText(inspectorWords)
  const words = useText(supervisionWords)
  const mayInspect = useMay('supervision.inspect', inspection.countyCode) && inspection.closedOn === null
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {inspection.no} · {inspection.title}
        </h1>
        <InspectionState line={inspection} />
        <div className="end no-print">
          <Link
            to="/regions/$region/supervision"
            params={{ region: inspection.countyCode }}
            search={{ view: 'inspections' }}
          >
            <Button>{text.back}</Button>
          </Link>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </div>
      </div>
      <About inspection={inspection} />
      {mayInspect && <InspectionActs inspection={inspection} />}
      <div className="desk-columns" style={{ marginTop: 16 }}>
        <Checklist inspection={inspection} />
        <Found inspection={inspection} mayInspect={mayInspect} />
      </div>
    </div>
  )
}

function About({ inspection }: { inspection: Inspection }) {
  const text = useText(inspectorWords)
  const rows = [
    [text.held, text.by(inspection.openedBy, inspection.heldOn)],
    [text.organisation, inspection.organisation?.name],
    [text.estate, inspection.estate?.name],
    [text.task, inspection.task && `${inspection.task.no} ${inspection.task.title}`],
    [text.conclusion, inspection.conclusion],
  ] as const
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      items={rows.flatMap(([label, value]) => (value ? [{ key: label, label, children: value }] : []))}
    />
  )
}

const colours = { yes: 'green', no: 'red', not_applicable: 'default' } as const

function Checklist({ inspection: { checklist } }: { inspection: Inspection }) {
  const text = useText(inspectorWords)
  return (
    <Card size="small" title={text.checked}>
      {checklist.map(({ no, text: line, result, note }) => (
        <div key={no} className="check-line">
          <span>
            {no}. {line}
            {note && <small> · {note}</small>}
          </span>
          {result ? <Tag color={colours[result]}>{text.results[result]}</Tag> : <Tag>{text.notChecked}</Tag>}
        </div>
      ))}
    </Card>
  )
}

function Found({ inspection, mayInspect }: { inspection: Inspection; mayInspect: boolean }) {
  const text = useText(inspectorWords)
  return (
    <Card size="small" title={text.findings}>
      {inspection.found.length === 0 && <Empty description={text.noFindings} />}
      {inspection.found.map((finding) => (
        <div key={finding.no} className="check-line">
          <span>
            {finding.no}. {finding.words}
            <small style={{ display: 'block' }}>
              {finding.organisation.name} · {text.rectifyBy} {finding.rectifyBy}
              {finding.how && ` · ${finding.how}`}
            </small>
          </span>
          {finding.rectifiedOn ? (
            <Tag color="green">
              {text.rectified} {finding.rectifiedOn}
            </Tag>
          ) : (
            mayInspect && <RectifyButton inspection={inspection} no={finding.no} />
          )}
        </div>
      ))}
    </Card>
  )
}
