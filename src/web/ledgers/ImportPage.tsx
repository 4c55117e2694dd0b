import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Progress, Space, Steps, Tag } from 'antd'
import { useState } from 'react'
import { type Import, ledgersEndpoints } from '#contract/ledgers.ts'
import { call, download, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useText } from '../platform/text.ts'
import { Findings } from './Findings.tsx'
import { ledgerWords } from './messages.ts'
import { Sheets } from './Sheets.tsx'

const underWay = ['received', 'reading', 'committing']

export function ImportPage() {
  const { county, import: id } = useParams({ from: '/signed-in/shell/counties/$county/imports/$import' })
  const brought = useQuery({
    ...endpointQuery(ledgersEndpoints.getImport, { params: { county, import: id } }),
    refetchInterval: ({ state }) => (state.data && underWay.includes(state.data.status) ? 800 : false),
  })
  return <Reading query={brought}>{(data) => <ImportView brought={data} />}</Reading>
}

const stepOf: Record<Import['status'], number> = {
  received: 0,
  reading: 1,
  previewed: 2,
  refused: 1,
  committing: 3,
  committed: 4,
  discarded: 2,
}

function ImportView({ brought }: { brought: Import }) {
  const text = useText(ledgerWords)
  const accepted = brought.files.flatMap(({ sheets }) => sheets).reduce((sum, sheet) => sum + sheet.accepted, 0)
  const rejected = brought.files.flatMap(({ sheets }) => sheets).reduce((sum, sheet) => sum + sheet.rejected, 0)
  return (
    <div className="page">
      <div className="page-head">
        <h1>{brought.files.map(({ file }) => file).join('、')}</h1>
        <Tag>{text.statuses[brought.status]}</Tag>
      </div>
      <Steps
        size="small"
        current={stepOf[brought.status]}
        status={brought.status === 'refused' || brought.status === 'discarded' ? 'error' : 'process'}
        style={{ marginBottom: 20 }}
        items={[text.stepReceived, text.stepRead, text.stepPreview, text.stepTaken].map((title) => ({ title }))}
      />
      {underWay.includes(brought.status) && (
        <Progress
          percent={Math.round(brought.progress * 100)}
          status="active"
          showInfo={brought.progress > 0}
          aria-label={text.statuses[brought.status]}
        />
      )}
      {brought.refusal && (
        <Alert
          type="error"
          showIcon
          message={brought.refusal.message}
          description={text.refusedHint}
          style={{ marginBottom: 16 }}
        />
      )}
      {(brought.status === 'previewed' || brought.status === 'committed') && (
        <Outcome brought={brought} accepted={accepted} rejected={rejected} />
      )}
      {brought.files.some(({ sheets }) => sheets.length > 0) && (
        <>
          <Sheets brought={brought} />
          <Findings county={brought.countyCode} id={brought.id} status={brought.status} />
        </>
      )}
    </div>
  )
}

function Outcome({ brought, accepted, rejected }: { brought: Import; accepted: number; rejected: number }) {
  const text = useText(ledgerWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [isConfirming, setConfirming] = useState(false)
  const params = { county: brought.countyCode, import: brought.id }
  const refresh = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/imports') })
  const isPreview = brought.status === 'previewed'

  const giveBack = () =>
    download(ledgersEndpoints.rejectedRows, { params }, text.returnedName).catch((error: Error) =>
      message.error(error.message),
    )

  async function discard() {
    await call(ledgersEndpoints.discardImport, { params }).catch((error: Error) => message.error(error.message))
    await refresh()
  }

  return (
    <>
      <Alert
        style={{ marginBottom: 16 }}
        showIcon
        type={rejected > 0 ? 'warning' : 'success'}
        message={
          isPreview ? text.outcome(count(accepted), count(rejected)) : text.taken(count(accepted), count(rejected))
        }
        description={
          <Space orientation="vertical" size={12}>
            {isPreview ? (
              text.nextStep
            ) : (
              <Link to="/regions/$region/board" params={{ region: brought.countyCode }}>
                {text.toBoard}
              </Link>
            )}
            <Space wrap>
              {isPreview && (
                <Button type="primary" onClick={() => setConfirming(true)}>
                  {text.commit}
                </Button>
              )}
              {rejected > 0 && <Button onClick={giveBack}>{text.returned}</Button>}
              {isPreview && (
                <Button danger onClick={discard}>
                  {text.discard}
                </Button>
              )}
            </Space>
          </Space>
        }
      />
      <ReasonModal
        title={text.commit}
        open={isConfirming}
        onClose={() => setConfirming(false)}
        act={async ({ reason }) => {
          await call(ledgersEndpoints.commitImport, { params, body: { reason } })
          await refresh()
        }}
      />
    </>
  )
}
