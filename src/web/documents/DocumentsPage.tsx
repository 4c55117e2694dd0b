import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Input, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { documentQueues } from '#contract/documents.ts'
import { FilterSelect } from '../platform/FilterSelect.tsx'
import { platformWords } from '../platform/messages.ts'
import { useMay, useRegionName } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useSetSearch } from '../platform/use-set-search.ts'
import { type DocumentsFilter, DocumentsList } from './DocumentsList.tsx'
import { IssuersModal } from './IssuersModal.tsx'
import { documentsPageWords, documentWords } from './messages.ts'
import { NewDocumentModal } from './NewDocumentModal.tsx'
import '../tasks/tasks.css'

/** The documents of a region: what waits for whom, and all of them. */
export function DocumentsPage() {
  const { region } = useParams({ from: '/signed-in/shell/regions/$region/documents' })
  const filter = useSearch({ from: '/signed-in/shell/regions/$region/documents' }) as DocumentsFilter // the server checks every filter again
  const text = useText(documentsPageWords)
  const words = useText(platformWords)
  const set = useSetSearch()
  const name = useRegionName(region)
  const mayDraft = useMay('documents.draft', region)
  const maySign = useMay('documents.sign', region)
  const mayServe = useMay('documents.serve', region)
  const [open, setOpen] = useState<'create' | 'issuers'>()
  const queues = queuesFor({ mayDraft, maySign, mayServe })
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          {name} · {words.documents}
        </h1>
        <div className="end no-print">
          {mayDraft && (
            <Link to="/counties/$county/document-templates" params={{ county: region }}>
              <Button>{text.templates}</Button>
            </Link>
          )}
          <Button onClick={() => setOpen('issuers')}>{text.issuers}</Button>
          {mayDraft && (
            <Button type="primary" onClick={() => setOpen('create')}>
              {text.create}
            </Button>
          )}
        </div>
      </div>
      <div style={{ overflowX: 'auto', marginBottom: 12 }} className="no-print">
        <Segmented
          value={filter.queue ?? 'all'}
          options={['all' as const, ...queues].map((queue) => ({ value: queue, label: text.queues[queue] }))}
          onChange={(queue) => set({ queue: queue === 'all' ? undefined : queue })}
        />
      </div>
      <Filters filter={filter} />
      <DocumentsList key={filter.queue ?? 'all'} region={region} filter={filter} />
      {open === 'create' && <NewDocumentModal region={region} onClose={() => setOpen(undefined)} />}
      {open === 'issuers' && <IssuersModal region={region} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

type Hands = { mayDraft: boolean; maySign: boolean; mayServe: boolean }

/** The kinds of waiting work that can concern this person. */
function queuesFor({ mayDraft, maySign, mayServe }: Hands) {
  return documentQueues.filter((queue) => {
    if (queue === 'mine') return mayDraft
    if (queue === 'to_sign') return maySign
    return queue === 'to_answer' || mayServe
  })
}

const firstYear = 2021

function Filters({ filter }: { filter: DocumentsFilter }) {
  const text = useText(documentsPageWords)
  const words = useText(documentWords)
  const set = useSetSearch()
  const years = Array.from({ length: dayjs().year() - firstYear + 1 }, (_, at) => String(dayjs().year() - at))
  return (
    <div className="task-filters no-print">
      <Input.Search
        key={filter.search}
        allowClear
        defaultValue={filter.search}
        placeholder={text.search}
        aria-label={text.search}
        onSearch={(typed) => set({ search: typed || undefined })}
        style={{ width: 260, maxWidth: '100%' }}
      />
      <FilterSelect
        label={words.kind}
        names={words.kinds}
        value={filter.kind}
        onChange={(kind) => set({ kind })}
        width={190}
      />
      <FilterSelect
        label={words.state}
        names={words.states}
        value={filter.state}
        onChange={(state) => set({ state })}
        width={130}
      />
      <FilterSelect
        label={text.year}
        names={Object.fromEntries(years.map((year) => [`${year}`, year]))}
        value={filter.year === undefined ? undefined : String(filter.year)}
        onChange={(year) => set({ year })}
        width={100}
      />
    </div>
  )
}
