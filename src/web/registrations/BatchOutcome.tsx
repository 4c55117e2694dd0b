import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Progress, Space } from 'antd'
import { useState } from 'react'
import { type Batch, registrationBatchEndpoints } from '#contract/registrations.ts'
import { transfersEndpoints } from '#contract/transfers.ts'
import { type BatchAct, batchActs, batchPermission } from '#domain/registrations/batches.ts'
import { call, download } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { useMay } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { isDiscarded } from './BatchesPage.tsx'
import { batchWords } from './batch-messages.ts'
import { registrationWords } from './messages.ts'

/** What a batch came to so far, and what may be done with it now. */
export function BatchOutcome({ batch }: { batch: Batch }) {
  const text = useText(batchWords)
  if (isDiscarded(batch)) return null
  const ready = batch.items - batch.done - batch.refused
  if (batch.state === 'running')
    return (
      <Alert
        type="info"
        showIcon
        style={{ marginBottom: 16 }}
        message={text.runningOf(count(batch.done + batch.refused), count(batch.items))}
        description={
          <Progress
            percent={Math.round(((batch.done + batch.refused) / batch.items) * 100)}
            status="active"
            aria-label={text.states.running}
          />
        }
      />
    )
  const isPreview = batch.state === 'previewed'
  return (
    <Alert
      type={batch.refused > 0 ? 'warning' : 'success'}
      showIcon
      style={{ marginBottom: 16 }}
      message={
        isPreview
          ? text.previewOf(count(ready), count(batch.refused))
          : text.finishedOf(count(batch.done), count(batch.refused))
      }
      description={
        <Space orientation="vertical" size={12}>
          {isPreview ? text.previewNext : batch.refused > 0 && text.finishedNext}
          <Buttons batch={batch} ready={ready} />
        </Space>
      }
    />
  )
}

/** The act of a batch, one of the list; a batch of a later release has none of ours. */
const actOf = (batch: Batch): BatchAct | undefined => batchActs.find((act) => act === batch.act)

function Buttons({ batch, ready }: { batch: Batch; ready: number }) {
  const text = useText(batchWords)
  const words = useText(registrationWords)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'run' | 'discard'>()
  const act = actOf(batch) ?? 'submit'
  const mayRun = useMay(batchPermission(act), batch.countyCode) && actOf(batch) !== undefined
  const mayApply = useMay('registrations.apply', batch.countyCode)
  const isWorkbook = batch.source === 'workbook' && act === 'submit'
  const isPreview = batch.state === 'previewed'
  const params = { county: batch.countyCode, registrationBatch: batch.id }
  const suggested: Partial<Record<BatchAct, string>> = words.suggested

  async function doing(what: Promise<unknown>): Promise<void> {
    await what.catch((error: Error) => message.error(error.message))
    await queries.invalidateQueries()
  }

  return (
    <Space wrap>
      {mayRun && (ready > 0 || batch.refused > 0) && (
        <Button type={ready > 0 ? 'primary' : 'default'} onClick={() => setAsking('run')}>
          {ready > 0 ? text.run(count(ready)) : text.runAgain}
        </Button>
      )}
      {mayRun && isPreview && !isWorkbook && (
        <Button onClick={() => doing(call(registrationBatchEndpoints[act].try, { params }))}>{text.tryAgain}</Button>
      )}
      {mayApply && isWorkbook && batch.refused > 0 && (
        <Button
          onClick={() => doing(download(transfersEndpoints.refusedOwners, { params, body: {} }, text.refusedName))}
        >
          {text.refusedRows}
        </Button>
      )}
      {mayApply && act === 'submit' && isPreview && (
        <Button danger onClick={() => setAsking('discard')}>
          {text.discard}
        </Button>
      )}
      <ReasonModal
        title={asking === 'run' ? `${words.acts[act]} · ${text.run(count(ready || batch.refused))}` : text.discarding}
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        suggested={asking === 'run' ? suggested[act] : undefined}
        act={async ({ reason }) => {
          const body = { reason }
          await (asking === 'run'
            ? call(registrationBatchEndpoints[act].run, { params, body })
            : call(transfersEndpoints.discardOwners, { params, body }))
          await queries.invalidateQueries()
        }}
      />
    </Space>
  )
}
