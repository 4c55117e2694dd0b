import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Card, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { type Batch, registrationsEndpoints } from '#contract/registrations.ts'
import { call, endpointQuery } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { Reading } from '../platform/Reading.tsx'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useText } from '../platform/text.ts'
import { BatchTag } from './BatchesPage.tsx'
import { BatchOutcome } from './BatchOutcome.tsx'
import { batchWords } from './batch-messages.ts'
import { registrationWords } from './messages.ts'
import { PrintMenu } from './prints/PrintMenu.tsx'
import { ReasonBars } from './ReasonBars.tsx'
import './registrations.css'

type ItemState = 'ready' | 'refused' | 'done'
type Item = Batch['rows'][number]

/** One batch: what would be done, how far it is, what came of every home and why some were refused. */
export function BatchPage() {
  const { county, batch } = useParams({ from: '/signed-in/shell/counties/$county/registration-batches/$batch' })
  const found = useQuery({
    ...endpointQuery(registrationsEndpoints.getBatch, {
      params: { county, registrationBatch: batch },
      query: { limit: 1 },
    }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' || state.data?.state === 'reading' ? 700 : false),
  })
  return <Reading query={found}>{(data) => <BatchView batch={data} />}</Reading>
}

function BatchView({ batch }: { batch: Batch }) {
  const text = useText(batchWords)
  const words = useText(registrationWords)
  const [state, setState] = useState<ItemState | 'all'>(batch.refused > 0 && batch.done === 0 ? 'refused' : 'all')
  const acts: Readonly<Record<string, string>> = words.acts
  const ready = batch.items - batch.done - batch.refused
  const choices = [
    { value: 'all' as const, label: `${text.all} ${count(batch.items)}` },
    { value: 'ready' as const, label: `${text.ready} ${count(ready)}` },
    { value: 'done' as const, label: `${text.done} ${count(batch.done)}` },
    { value: 'refused' as const, label: `${text.refused} ${count(batch.refused)}` },
  ]
  return (
    <div className="page">
      <div className="page-head">
        <h1>{batch.name}</h1>
        <BatchTag batch={batch} />
        {batch.handedInBy && <Tag color="blue">{text.handedInBy(batch.handedInBy)}</Tag>}
        <span style={{ opacity: 0.75 }}>
          {acts[batch.act] ?? batch.act} · {typeof batch.terms.on === 'string' ? text.on(batch.terms.on) : ''} ·{' '}
          {batch.makerName} {instant(batch.madeAt)}
        </span>
        <div className="end no-print">
          <PrintMenu county={batch.countyCode} batch={batch.id} />
        </div>
      </div>
      <BatchOutcome batch={batch} />
      {batch.reasons.length > 0 && (
        <Card size="small" title={text.reasons} style={{ marginBottom: 16 }}>
          <ReasonBars reasons={batch.reasons} />
        </Card>
      )}
      <Segmented value={state} options={choices} onChange={setState} style={{ marginBottom: 12 }} />
      <Items batch={batch} state={state} />
    </div>
  )
}

const itemColours: Readonly<Record<ItemState, string>> = { ready: 'processing', refused: 'error', done: 'success' }

function Items({ batch, state }: { batch: Batch; state: ItemState | 'all' }) {
  const text = useText(batchWords)
  const navigate = useNavigate()
  const { countyCode: county, id } = batch
  const progress = `${batch.done}-${batch.refused}`
  return (
    <RecordTable<Item>
      listKey={[registrationsEndpoints.getBatch.path, county, id, state, progress]}
      load={async (after) => {
        const query = { limit: 200, after: Number(after ?? 0), ...(state !== 'all' && { state }) }
        const page = await call(registrationsEndpoints.getBatch, { params: { county, registrationBatch: id }, query })
        return { rows: page.rows, next: page.next === null ? null : String(page.next), total: null }
      }}
      rowKey={({ itemNo }) => String(itemNo)}
      onOpen={({ applicationId, unitId }) => {
        if (applicationId)
          void navigate({
            to: '/counties/$county/applications/$application',
            params: { county, application: applicationId },
          })
        else if (unitId) void navigate({ to: '/counties/$county/window', params: { county }, search: { unit: unitId } })
      }}
      width={780}
      columns={[
        { title: text.home, dataIndex: 'place', width: 260, ellipsis: true },
        {
          title: text.result,
          render: (_, item) => <Tag color={itemColours[item.state]}>{text.itemStates[item.state]}</Tag>,
          width: 110,
        },
        { title: text.why, render: (_, { message }) => message ?? '', ellipsis: true },
      ]}
    />
  )
}
