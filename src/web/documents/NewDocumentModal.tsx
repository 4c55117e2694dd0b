import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Form, Input, Select } from 'antd'
import { documentsEndpoints } from '#contract/documents.ts'
import { type DocumentKind, documentKindNames } from '#domain/documents/kinds.ts'
import { call } from '../platform/api.ts'
import { ReasonModal } from '../platform/ReasonModal.tsx'
import { regionsQuery } from '../platform/session.ts'
import { useText } from '../platform/text.ts'
import { useMayIn } from '../tasks/use-may-in.ts'
import { documentsPageWords, documentWords } from './messages.ts'

type Values = { county: string; kind: DocumentKind; title?: string }

const blank = { addressee: '', blocks: [], attachments: [], copiesTo: [], contact: '' }

/** Begins a draft by its kind; the text is written on its own page. */
export function NewDocumentModal({ region, onClose }: { region: string; onClose: () => void }) {
  const text = useText(documentsPageWords)
  const words = useText(documentWords)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayIn = useMayIn()
  const regions = useQuery(regionsQuery).data ?? []
  const offered = regions.filter(
    ({ level, code }) => (level === 'city' || level === 'county') && mayIn('documents.draft', code),
  )

  async function create({ county, kind, title = '', reason }: Values & { reason: string }) {
    const body = { reason, documents: [{ kind, content: { ...blank, title } }] }
    const [id = ''] = await call(documentsEndpoints.draftDocuments, { params: { county }, body })
    await queries.invalidateQueries()
    await navigate({ to: '/counties/$county/documents/$document', params: { county, document: id } })
  }

  return (
    <ReasonModal<Values> open title={text.create} done={text.created} onClose={onClose} act={create}>
      <Form.Item name="county" label={text.forCounty} initialValue={region} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={offered.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={words.kind} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={documentKindNames.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        />
      </Form.Item>
      <Form.Item name="title" label={words.title}>
        <Input maxLength={200} />
      </Form.Item>
    </ReasonModal>
  )
}
