import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress, Space } from 'antd'
import { documentsEndpoints } from '#contract/documents.ts'
import { addressOf, endpointQuery } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { useText } from '../platform/text.ts'
import { documentWords } from './messages.ts'

export type OrderedBatch = { county: string; batch: string }

/** How far the files of a batch are, and where they are once they are laid out. */
export function BatchProgress({ ordered, onClose }: { ordered: OrderedBatch; onClose: () => void }) {
  const text = useText(documentWords)
  const batch = useQuery({
    ...endpointQuery(documentsEndpoints.getBatch, { params: ordered }),
    refetchInterval: ({ state }) => (state.data?.isFinished ? false : 700),
  }).data
  if (!batch) return null
  const { done, total, isFinished, failure } = batch
  const files = { params: ordered }
  return (
    <Alert
      className="no-print"
      type={failure && !isFinished ? 'warning' : isFinished ? 'success' : 'info'}
      showIcon
      closable={isFinished}
      onClose={onClose}
      style={{ marginBottom: 12 }}
      message={isFinished ? text.laidOut(count(total)) : text.laying(count(done), count(total))}
      description={
        isFinished ? (
          <Space wrap>
            <Button type="primary" href={addressOf(documentsEndpoints.batchZip.path, files)}>
              {text.zip}
            </Button>
            <Button href={addressOf(documentsEndpoints.batchPdf.path, files)} target="_blank">
              {text.printable}
            </Button>
          </Space>
        ) : (
          <>
            {failure && `${text.layFailed}${failure}`}
            <Progress percent={Math.round((done / total) * 100)} aria-label={text.laying(count(done), count(total))} />
          </>
        )
      }
    />
  )
}
