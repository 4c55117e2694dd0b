import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { handOverEndpoints, type ResultFile } from '#contract/hand-over.ts'
import { call, download, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { handOverWords } from './messages.ts'
import { ResultCounts } from './ResultCounts.tsx'
import { ResultLines } from './ResultLines.tsx'

/** The reconciliation of a file of results: how many of each kind, every line with its reason, and entering by it. */
export function ResultsPage() {
  const { county, results } = useParams({ from: '/signed-in/shell/counties/$county/hand-overs/results/$results' })
  const found = useQuery(endpointQuery(handOverEndpoints.getResults, { params: { county, results } }))
  return <Reading query={found}>{(file) => <ResultsView county={county} file={file} />}</Reading>
}

function ResultsView({ county, file }: { county: string; file: ResultFile }) {
  const { finding } = useSearch({ from: '/signed-in/shell/counties/$county/hand-overs/results/$results' })
  const text = useText(handOverWords)
  const { message } = App.useApp()
  const params = { county, results: file.id }
  const report = () =>
    download(handOverEndpoints.resultsWorkbook, { params }, text.reportName).catch((error: Error) =>
      message.error(error.message),
    )
  return (
    <div className="page">
      <div className="page-head">
        <h1>{file.name}</h1>
        <span style={{ opacity: 0.75 }}>
          {file.handOver} {file.bringer} {file.broughtAt}
        </span>
        <div className="end no-print">
          <Link to="/counties/$county/hand-overs" params={{ county }} search={{ view: 'results' }}>
            <Button>{text.back}</Button>
          </Link>
          <Button onClick={report}>{text.report}</Button>
          <TakeButton county={county} file={file} />
        </div>
      </div>
      <Standing county={county} file={file} />
      <ResultCounts file={file} chosen={finding} />
      <ResultLines county={county} file={file} finding={finding} />
    </div>
  )
}

function Standing({ county, file }: { county: string; file: ResultFile }) {
  const text = useText(handOverWords)
  const mayTake = useMay('registrations.enter', county)
  const toEnter = file.counts.to_enter ?? 0
  const words = file.takenAt
    ? text.takenOn(file.takenAt, file.taker ?? '')
    : toEnter > 0
      ? text.tried1(count(toEnter))
      : text.nothingToTake
  return (
    <Alert
      showIcon
      style={{ marginBottom: 16 }}
      type={file.takenAt ? 'success' : 'info'}
      message={words}
      description={
        <>
          {file.before && <div>{text.before(file.before)}</div>}
          {!file.takenAt && toEnter > 0 && !mayTake && <div>{text.mayNotTake}</div>}
        </>
      }
    />
  )
}

function TakeButton({ county, file }: { county: string; file: ResultFile }) {
  const text = useText(handOverWords)
  const queries = useQueryClient()
  const mayTake = useMay('registrations.enter', county)
  const [isOpen, setOpen] = useState(false)
  const toEnter = file.counts.to_enter ?? 0
  if (!mayTake || (file.takenAt && toEnter === 0)) return null

  async function take({ reason }: { reason: string }) {
    await call(handOverEndpoints.takeResults, { params: { county, results: file.id }, body: { reason } })
    await queries.invalidateQueries()
  }
  return (
    <>
      <Button type="primary" disabled={toEnter === 0} onClick={() => setOpen(true)}>
        {text.take}
      </Button>
      <ReasonModal
        title={text.takeTitle(count(toEnter))}
        open={isOpen}
        onClose={() => setOpen(false)}
        act={take}
        done={text.taken}
        suggested={text.takeReason}
      >
        <p>{text.takeHint}</p>
      </ReasonModal>
    </>
  )
}
