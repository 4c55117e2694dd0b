import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Descriptions } from 'antd'
import { useState } from 'react'
import { type HandOver, handOverEndpoints } from '#contract/hand-over.ts'
import { download, endpointQuery } from '../../platform/api.ts'
import { count } from '../../platform/format.ts'
import { Reading } from '../../platform/Reading.tsx'
import { ReasonModal } from '../../platform/ReasonModal.tsx'
import { useMay } from '../../platform/session.ts'
import { useText } from '../../platform/text.ts'
import { BringResults } from './BringResults.tsx'
import { handOverWords } from './messages.ts'
import { ResultsList } from './ResultsList.tsx'

/** One hand-over: what went, to whom, as which file, and the results that answer it. */
export function HandOverPage() {
  const { county, handOver } = useParams({ from: '/signed-in/shell/counties/$county/hand-overs/$handOver' })
  const found = useQuery(endpointQuery(handOverEndpoints.getHandOver, { params: { county, handOver } }))
  return <Reading query={found}>{(data) => <HandOverView county={county} handOver={data} />}</Reading>
}

function HandOverView({ county, handOver }: { county: string; handOver: HandOver }) {
  const text = useText(handOverWords)
  const mayHand = useMay('registrations.hand_over', county)
  const [isFetching, setFetching] = useState(false)
  const { id, format, exporter } = handOver
  const params = { county, handOver: id }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{handOver.number}</h1>
        <div className="end no-print">
          <Link to="/counties/$county/hand-overs" params={{ county }}>
            <Button>{text.back}</Button>
          </Link>
          {mayHand && <Button onClick={() => setFetching(true)}>{text.fetch}</Button>}
          {mayHand && <BringResults county={county} handOver={id} />}
        </div>
      </div>
      <Card size="small" style={{ marginBottom: 16 }}>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          items={[
            { key: 'day', label: text.madeOn, children: handOver.madeOn },
            { key: 'recipient', label: text.recipient, children: handOver.recipient },
            { key: 'maker', label: text.maker, children: handOver.maker },
            { key: 'applications', label: text.applications, children: count(handOver.applications) },
            { key: 'homes', label: text.homes, children: count(handOver.homes) },
            { key: 'entered', label: text.entered, children: count(handOver.entered) },
            {
              key: 'format',
              label: text.format,
              children: format === 'xml' ? `${text.formats.xml} · ${text.exporters[exporter]}` : text.formats[format],
            },
            { key: 'file', label: text.fileName, children: handOver.fileName },
            {
              key: 'hash',
              label: text.hash,
              children: <span style={{ wordBreak: 'break-all' }}>{handOver.sha256}</span>,
            },
          ]}
        />
      </Card>
      <h2 style={{ fontSize: 18 }}>{text.resultsOf}</h2>
      <ResultsList county={county} handOver={id} />
      <ReasonModal
        title={text.fetch}
        open={isFetching}
        onClose={() => setFetching(false)}
        suggested={text.fetchReason}
        act={({ reason }) =>
          download(handOverEndpoints.downloadHandOver, { params, body: { reason } }, handOver.fileName)
        }
      >
        <p>{text.idsInFull}</p>
      </ReasonModal>
    </div>
  )
}
