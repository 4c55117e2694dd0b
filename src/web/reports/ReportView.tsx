import { useQuery } from '@tanstack/react-query'
import { Alert, Empty, Space, Tag } from 'antd'
import { useState } from 'react'
import { type Report, reportRhythmEndpoints } from '#contract/report-rhythm.ts'
import type { Period } from '#domain/reports/periods.ts'
import { endpointQuery } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { ReportActs } from './ReportActs.tsx'
import { ReportFiles } from './ReportFiles.tsx'
import { ReportSections } from './ReportSections.tsx'
import { ReportTextForm } from './ReportTextForm.tsx'
import { rhythmWords } from './rhythm-messages.ts'

/** The report of a period as it reads, with what may be done to it. */
export function ReportView({ region, period }: { region: string; period: Period }) {
  const { kind, key } = period
  const query = useQuery(endpointQuery(reportRhythmEndpoints.report, { params: { region, kind, period: key } }))
  return <Reading query={query}>{(report) => <ReportSheet report={report} />}</Reading>
}

function ReportSheet({ report }: { report: Report }) {
  const text = useText(rhythmWords)
  const mayIssue = useMay('reports.issue', report.region)
  const [isWriting, setWriting] = useState(false)
  if (report.nothing !== null) return <Empty className="report-empty" description={report.nothing} />
  const isOpen = report.issued === null
  return (
    <>
      <div className="report-bar no-print">
        <ReportState report={report} />
        <span className="end">
          {report.issued && (
            <ReportFiles
              region={report.region}
              id={report.issued.id}
              stem={`${text.kinds[report.kind]}-${report.period}`}
            />
          )}
          {mayIssue && isOpen && !isWriting && <ReportActs report={report} onWrite={() => setWriting(true)} />}
        </span>
      </div>
      {mayIssue && isOpen && (
        <Alert
          className="report-hint no-print"
          type="info"
          showIcon
          message={isWriting ? text.writing : report.frozen ? text.frozenHint : text.stillMoving}
        />
      )}
      {isWriting ? (
        <ReportTextForm report={report} onDone={() => setWriting(false)} />
      ) : (
        <article className="report-paper">
          <ReportSections report={report} />
        </article>
      )}
    </>
  )
}

const colours = { open: 'gold', frozen: 'blue', issued: 'green' } as const

function ReportState({ report }: { report: Report }) {
  const text = useText(rhythmWords)
  const { frozen, issued, asOf, freezeAt } = report
  const state = issued ? 'issued' : frozen ? 'frozen' : 'open'
  return (
    <Space wrap size={[12, 4]}>
      <Tag color={colours[state]}>{text.states[state]}</Tag>
      {asOf && <span>{text.asOf(asOf)}</span>}
      {issued ? (
        <span>{text.issuedBy(count(issued.issueNo), issued.by, instant(issued.at))}</span>
      ) : frozen ? (
        <span>{text.frozenBy(frozen.by, instant(frozen.at))}</span>
      ) : (
        <span>{text.freezeAt(freezeAt.replace('T', ' '))}</span>
      )}
    </Space>
  )
}
