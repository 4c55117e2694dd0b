import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Space } from 'antd'
import { useState } from 'react'
import type { DocumentLine } from '#contract/document-shapes.ts'
import { type DocumentsQuery, documentsEndpoints } from '#contract/documents.ts'
import { issuedStates } from '#domain/documents/moves.ts'
import { call } from '../platform/api.ts'
import { count } from '../platform/format.ts'
import { RecordTable } from '../platform/RecordTable.tsx'
import { regionsQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useMayIn } from '../tasks/use-may-in.ts'
import { BatchProgress, type OrderedBatch } from './BatchProgress.tsx'
import { DocumentActModal, type Doing } from './DocumentActModal.tsx'
import { movesOfAll } from './document-acts.ts'
import { DocumentTag } from './document-marks.tsx'
import { documentWords } from './messages.ts'
import { NoDocuments } from './NoDocuments.tsx'

export type DocumentsFilter = Partial<Omit<DocumentsQuery, 'after' | 'limit'>>

const mostAtOnce = 200

/** All documents that fit, line by line; what is chosen is acted on together. */
export function DocumentsList({ region, filter }: { region: string; filter: DocumentsFilter }) {
  const text = useText(documentWords)
  const navigate = useNavigate()
  const isCity = useQuery(regionsQuery).data?.some(({ code, level }) => code === region && level === 'city') ?? false
  const { message } = App.useApp()
  const [chosen, setChosen] = useState<DocumentLine[]>([])
  const [doing, setDoing] = useState<Doing>()
  const [ordered, setOrdered] = useState<OrderedBatch>()

  function choose(rows: DocumentLine[]) {
    if (rows.length > mostAtOnce) message.info(text.atMost)
    setChosen(rows.slice(0, mostAtOnce))
  }

  return (
    <>
      {ordered && <BatchProgress ordered={ordered} onClose={() => setOrdered(undefined)} />}
      <RecordTable<DocumentLine>
        listKey={[documentsEndpoints.listDocuments.path, region, filter]}
        load={(after) => call(documentsEndpoints.listDocuments, { params: { region }, query: { ...filter, after } })}
        rowKey={({ id }) => id}
        onOpen={({ countyCode, id }) =>
          navigate({ to: '/counties/$county/documents/$document', params: { county: countyCode, document: id } })
        }
        width={isCity ? 1190 : 1100}
        chosen={{ rows: chosen, onChoose: choose }}
        empty={<NoDocuments region={region} filter={filter} />}
        columns={[
          { title: text.kind, render: (_, { kind }) => text.kinds[kind], width: 140, ellipsis: true },
          { title: text.title, render: (_, { title }) => title || text.untitled, width: 280, ellipsis: true },
          { title: text.number, render: (_, { number }) => number ?? text.noNumber, width: 190, ellipsis: true },
          { title: text.state, render: (_, document) => <DocumentTag document={document} />, width: 100 },
          { title: text.recipient, render: (_, { recipient }) => recipient?.name ?? '—', width: 140, ellipsis: true },
          { title: text.issued, render: (_, { issuedOn }) => issuedOn ?? '—', width: 105 },
          { title: text.answerBy, render: (_, { answerBy }) => answerBy ?? '—', width: 105 },
          ...(isCity ? [{ title: text.county, dataIndex: 'countyName', width: 90 }] : []),
        ]}
      />
      <ActBar chosen={chosen} onAct={setDoing} onOrdered={setOrdered} onClear={() => setChosen([])} />
      <DocumentActModal
        doing={doing}
        onClose={() => setDoing(undefined)}
        onDone={({ results, batchId }) => {
          const refused = new Set(results.filter(({ ok }) => !ok).map(({ id }) => id))
          setChosen(chosen.filter(({ id }) => refused.has(id)))
          if (batchId) setOrdered({ county: chosen[0]?.countyCode ?? '', batch: batchId })
        }}
      />
    </>
  )
}

type ActBarProps = {
  chosen: readonly DocumentLine[]
  onAct: (doing: Doing) => void
  onOrdered: (ordered: OrderedBatch) => void
  onClear: () => void
}

/** What can be done with the chosen documents, all at once. */
function ActBar({ chosen, onAct, onOrdered, onClear }: ActBarProps) {
  const text = useText(documentWords)
  const mayIn = useMayIn()
  const { message } = App.useApp()
  const [first] = chosen
  if (!first) return null
  const moves = movesOfAll(chosen)
  const isOfOneCounty = chosen.every(({ countyCode }) => countyCode === first.countyCode)
  const mayMake =
    isOfOneCounty &&
    mayIn('documents.serve', first.countyCode) &&
    chosen.every(({ state }) => issuedStates.some((issued) => issued === state))

  async function make(county: string) {
    try {
      const documents = chosen.map(({ id }) => id)
      const { id } = await call(documentsEndpoints.makeBatch, { params: { county }, body: { documents } })
      onOrdered({ county, batch: id })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <div className="task-bar no-print" role="toolbar" aria-label={text.chosen(count(chosen.length))}>
      <strong>{text.chosen(count(chosen.length))}</strong>
      <Space wrap size={8}>
        {moves.map((move, place) => (
          <Button
            key={move}
            type={place === 0 ? 'primary' : 'default'}
            onClick={() => onAct({ move, documents: chosen })}
          >
            {text.moves[move]}
          </Button>
        ))}
        {mayMake && <Button onClick={() => void make(first.countyCode)}>{text.make}</Button>}
        <Button type="link" onClick={onClear}>
          {text.clear}
        </Button>
      </Space>
    </div>
  )
}
