import { useNavigate, useParams } from '@tanstack/react-router'
import { Tag } from 'antd'
import { type BatchLine, registrationsEndpoints } from '#contract/registrations.ts'
import { call } from '../platform/api.ts'
import { count, instant } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { BringOwners } from './BringOwners.tsx'
import { batchWords } from './batch-messages.ts'
import { registrationWords } from './messages.ts'

/** The batches of a county, and where a developer's workbook is brought. */
export function BatchesPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/registration-batches' })
  const text = useText(batchWords)
  const words = useText(registrationWords)
  const name = useRegionName(county)
  const navigate = useNavigate()
  const mayApply = useMay('registrations.apply', county)
  const acts: Readonly<Record<string, string>> = words.acts
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.batches}
        </h1>
        {mayApply && (
          <div className="end no-print">
            <BringOwners county={county} />
          </div>
        )}
      </div>
      <RecordTable<BatchLine>
        listKey={[registrationsEndpoints.listBatches.path, county]}
        load={(after) => call(registrationsEndpoints.listBatches, { params: { county }, query: { after } })}
        rowKey={({ id }) => id}
        onOpen={({ id }) =>
          navigate({ to: '/counties/$county/registration-batches/$batch', params: { county, batch: id } })
        }
        width={1080}
        empty={text.none}
        columns={[
          { title: text.name, dataIndex: 'name', width: 240, ellipsis: true },
          { title: text.act, render: (_, { act }) => acts[act] ?? act, width: 110 },
          { title: text.source, render: (_, { source }) => text.sources[source], width: 100 },
          { title: text.state, render: (_, batch) => <BatchTag batch={batch} />, width: 130 },
          { title: text.items, render: (_, { items }) => count(items), className: 'number', width: 80 },
          { title: text.done, render: (_, { done }) => count(done), className: 'number', width: 80 },
          { title: text.refused, render: (_, { refused }) => count(refused), className: 'number', width: 80 },
          {
            title: text.maker,
            render: (_, { handedInBy, makerName }) => (handedInBy ? text.handedInBy(handedInBy) : makerName),
            width: 200,
            ellipsis: true,
          },
          { title: text.madeAt, render: (_, { madeAt }) => instant(madeAt), width: 150 },
        ]}
      />
    </div>
  )
}

const colours: Partial<Record<BatchLine['state'], string>> = {
  previewed: 'gold',
  running: 'processing',
  finished: 'success',
  unreadable: 'error',
}

/** A batch that ended without being carried out was given up. */
export const isDiscarded = ({ state, runnerName }: Pick<BatchLine, 'state' | 'runnerName'>) =>
  state === 'finished' && runnerName === null

export function BatchTag({ batch }: { batch: Pick<BatchLine, 'state' | 'runnerName'> }) {
  const text = useText(batchWords)
  if (isDiscarded(batch)) return <Tag style={{ marginInlineEnd: 0 }}>{text.discarded}</Tag>
  return (
    <Tag color={colours[batch.state] ?? 'default'} style={{ marginInlineEnd: 0 }}>
      {text.states[batch.state]}
    </Tag>
  )
}
