import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { type HandOver, handOverEndpoints } from '#contract/hand-over.ts'
import { call } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { platformWords } from '../../platform/messages.ts'
import { RecordTable } from '../../platform/RecordTable.tsx'
import { useMay, useRegionName } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { useSetSearch } from '../../platform/use-set-search.ts'
import { BringResults } from './BringResults.tsx'
import { HandOverModal } from './HandOverModal.tsx'
import { handOverWords } from './messages.ts'
import { ResultsList } from './ResultsList.tsx'

/** What a county handed to the official registration system, and what came back. */
export function HandOversPage() {
  const { county } = useParams({ from: '/signed-in/shell/counties/$county/hand-overs' })
  const { view = 'out' } = useSearch({ from: '/signed-in/shell/counties/$county/hand-overs' })
  const text = useText(handOverWords)
  const words = useText(platformWords)
  const set = useSetSearch()
  const name = useRegionName(county)
  const mayHand = useMay('registrations.hand_over', county)
  const [isHanding, setHanding] = useState(false)
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.handOvers}
        </h1>
        <Segmented
          className="no-print"
          value={view}
          options={Object.entries(text.views).map(([value, label]) => ({ value, label }))}
          onChange={(chosen) => set({ view: chosen })}
        />
        {mayHand && (
          <div className="end no-print">
            <Button type="primary" onClick={() => setHanding(true)}>
              {text.hand}
            </Button>
            <BringResults county={county} />
          </div>
        )}
      </div>
      {view === 'results' ? <ResultsList county={county} /> : <HandOversList county={county} />}
      {isHanding && <HandOverModal county={county} onClose={() => setHanding(false)} />}
    </div>
  )
}

function HandOversList({ county }: { county: string }) {
  const text = useText(handOverWords)
  const navigate = useNavigate()
  return (
    <RecordTable<HandOver>
      listKey={[handOverEndpoints.listHandOvers.path, county]}
      load={(after) => call(handOverEndpoints.listHandOvers, { params: { county }, query: { after } })}
      rowKey={({ id }) => id}
      onOpen={({ id }) => navigate({ to: '/counties/$county/hand-overs/$handOver', params: { county, handOver: id } })}
      width={1000}
      empty={
        <>
          {text.none}
          <br />
          {text.noneHint}
        </>
      }
      columns={[
        { title: text.number, dataIndex: 'number', width: 150 },
        { title: text.madeOn, dataIndex: 'madeOn', width: 110 },
        { title: text.recipient, dataIndex: 'recipient', width: 220, ellipsis: true },
        { title: text.format, render: (_, { format }) => text.formats[format], width: 130 },
        { title: text.applications, render: (_, row) => count(row.applications), className: 'number', width: 110 },
        { title: text.homes, render: (_, row) => count(row.homes), className: 'number', width: 110 },
        { title: text.entered, render: (_, row) => count(row.entered), className: 'number', width: 110 },
        { title: text.maker, dataIndex: 'maker', width: 120, ellipsis: true },
      ]}
    />
  )
}
